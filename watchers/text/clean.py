"""HTML to plain text: a paragraph is a line, what no reader sees is gone, captions are marked."""

import html
import re
import unicodedata

from lxml import etree
from lxml import html as lxml_html

from watchers.model import LineClass
from watchers.text.lines import classify

CAPTION_MARK = "Photo: "
"""Stands before a caption whose words alone would not tell that it is one."""

_BLOCKS_WORDS = """
address article aside blockquote center dd div dl dt fieldset figure footer h1 h2 h3 h4 h5 h6
header hr li main nav ol p pre section table tbody td tfoot th thead tr ul br
"""
_BLOCKS = frozenset(_BLOCKS_WORDS.split())
_UNSEEN_WORDS = """
script style noscript template iframe object embed svg form button select textarea audio video
canvas head title meta link math
"""
_UNSEEN = frozenset(_UNSEEN_WORDS.split())
_CAPTIONS = re.compile(
    r"(?:^|[\s_-])(?:caption|wp-caption-text|photo-?credit|image-?credit)", re.IGNORECASE
)
_INLINE_TAGS = re.compile(
    r"</?(?:a|abbr|acronym|b|big|blink|blockquote|br|center|cite|code|del|div|em|figure|font|h[1-6]|"
    r"hr|i|img|ins|li|mark|nobr|ol|p|q|s|small|span|strike|strong|sub|sup|time|tt|u|ul|wbr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAKING_TAGS = re.compile(r"<(?:br|p|div|li|h[1-6])\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Invisible characters that only serve to hide or disorder text; joiners stay, scripts need them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_DEEPEST = 200


def clean_html(source: str) -> str:
    """Plain text: one paragraph, list entry or caption per line; empty for nothing to read."""
    if "<" not in source and "&" not in source:
        return _lines(source)
    if not re.search(r"<[a-zA-Z!/]", source):
        return _lines(html.unescape(source))
    try:
        root = lxml_html.document_fromstring(f"<div>{_UNWANTED.sub('', source)}</div>")
    except (etree.ParserError, ValueError):
        return _lines(html.unescape(_INLINE_TAGS.sub(" ", source)))
    parts: list[str] = []
    _walk(root, parts, 0)
    return _lines("".join(parts))


def clean_title(source: str) -> str:
    """One line of plain text: known tags dropped, entities resolved also where escaped twice."""
    text = source
    for _ in range(3):
        bare = _INLINE_TAGS.sub(_gap, text)
        text = html.unescape(bare) if _ENTITY.search(bare) else bare
        if text == bare:
            break
    return " ".join(clean_text(text).split())


def clean_text(text: str) -> str:
    """Text in composed form (NFC) without control characters, lone surrogates and bidi marks."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def _gap(tag: re.Match[str]) -> str:
    return " " if _BREAKING_TAGS.match(tag[0]) else ""


def _walk(node: etree._Element, parts: list[str], depth: int) -> None:
    """Append a node's text, with line breaks where a browser would begin a new line."""
    name = node.tag if isinstance(node.tag, str) else ""
    if name and name not in _UNSEEN and depth < _DEEPEST:
        if _is_caption(name, node):
            parts.append(f"\n{_caption(node)}\n")
        else:
            edge = "\n" if name in _BLOCKS else ""
            parts.append(edge)
            parts.append(_flat(node.text))
            for child in node:
                _walk(child, parts, depth + 1)
            parts.append(edge)
    parts.append(_flat(node.tail))


def _flat(text: str | None) -> str:
    return " ".join(re.split(r"\s", text)) if text else ""


def _is_caption(name: str, node: etree._Element) -> bool:
    return name == "figcaption" or bool(_CAPTIONS.search(str(node.get("class") or "")))


def _caption(node: etree._Element) -> str:
    """A caption in one line that tells its class by itself."""
    text = " ".join("".join(map(str, node.itertext())).split())
    is_plain = text and classify(text) is LineClass.PROSE
    return f"{CAPTION_MARK}{text}" if is_plain else text


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in clean_text(text).splitlines())
    return "\n".join(line for line in lines if line)
