"""Text of strangers made harmless: it can neither ping, link, format, hide nor reverse anything."""

import re
import unicodedata
from urllib.parse import urlsplit

ELLIPSIS = "…"
URL_MAX = 900
"""A longer address is left out: a card holds 4,000 characters in all."""
WORD_MAX = 20
"""A cut goes back so far to leave no half word."""
MARKS_MAX = 4
"""Combining marks in a row; Vietnamese needs two, Hebrew and Tibetan up to four."""

_JOINERS = "\u200c\u200d"
_FILLERS = frozenset("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0")
_MARKUP = re.compile(r"[\\*_`\[\]]|~~|\|\|")
_LEADING = re.compile(r"^(?:-?#{1,3}(?=\s)|>|[-+](?=\s)|\d+[.)](?=\s))")
_SCHEME = re.compile(r"\b[a-z][a-z0-9+.\-]{1,20}://", re.IGNORECASE)
_TAG = re.compile(r"<(?=\S)")
_PING = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_NOT_IN_URL = str.maketrans(
    {"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", '"': "%22"} | {"\\": "%5C"}
)


class Markup(str):
    """Text that may stand in a message as it is: ours, or a stranger's made harmless."""

    __slots__ = ()


def one_line(text: str) -> str:
    """The text on one line, without what cannot be seen: controls, bidi tricks, empty letters."""
    kept = "".join(_visible(text))
    return _SPACES.sub(" ", kept).strip()


def _visible(text: str) -> list[str]:
    kept: list[str] = []
    marks = 0
    for index, char in enumerate(text):
        category = unicodedata.category(char)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if category == "Cc" or category in ("Zl", "Zp"):
            kept.append(" ")
        elif char in _JOINERS:
            kept.extend(char for _ in range(_is_joining(text, index)))
        elif _is_seen(char, category) and marks <= MARKS_MAX:
            kept.append(char)
    return kept


def _is_seen(char: str, category: str) -> bool:
    """Whether a reader sees the character; an unassigned one counts where new emoji are added."""
    if category == "Cn":
        return 0x1F000 <= ord(char) < 0x20000
    return category not in ("Cf", "Cs", "Co") and char not in _FILLERS


def _is_joining(text: str, index: int) -> bool:
    """Whether a joiner stands between two characters of a script or emoji that needs it."""
    around = text[index - 1 : index] + text[index + 1 : index + 2]
    return len(around) == 2 and all(ord(char) > 0x5FF and not char.isspace() for char in around)


def cut(text: str, limit: int, limit_bytes: int | None = None) -> str:
    """At most so many UTF-16 units (the stricter count) and bytes, with an ellipsis if cut."""
    most_bytes = 4 * limit if limit_bytes is None else limit_bytes
    if _units(text) <= limit and len(text.encode()) <= most_bytes:
        return text
    length = _longest(text, limit - 1, most_bytes - len(ELLIPSIS.encode()))
    length = _word_end(text, length)
    return text[:length].rstrip(" " + _JOINERS) + ELLIPSIS if length > 0 else ""


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _longest(text: str, limit: int, limit_bytes: int) -> int:
    """The end of the longest prefix within both limits that splits no letter from its marks."""
    units = size = 0
    for index, char in enumerate(text):
        units += 1 + (ord(char) > 0xFFFF)
        size += len(char.encode())
        if units > limit or size > limit_bytes:
            return _whole(text, index)
    return len(text)


def _word_end(text: str, end: int) -> int:
    """The end of the last whole word, where one ends shortly before."""
    if end >= len(text) or text[end].isspace():
        return end
    space = text.rfind(" ", max(end - WORD_MAX, 1), end)
    return space if space > 0 else end


def _whole(text: str, end: int) -> int:
    while 0 < end < len(text) and unicodedata.category(text[end]) in ("Mn", "Me", "Mc", "Cf"):
        end -= 1
    return end


def escape(text: str, limit: int = 300) -> Markup:
    """Feed text as harmless markup on one line; the limit counts what a reader sees."""
    plain = _SCHEME.sub("", one_line(text))
    plain = _PING.sub("＠", _TAG.sub("＜", cut(plain, limit)))
    escaped = _MARKUP.sub(lambda found: "".join("\\" + char for char in found[0]), plain)
    return Markup(_LEADING.sub(_escape_leading, escaped))


def _escape_leading(found: re.Match[str]) -> str:
    start = found[0]
    return f"{start[:-1]}\\{start[-1]}" if start[0].isdigit() else "\\" + start


def safe_url(url: str) -> str:
    """The address as it may stand in a link; empty where it is no plain web address."""
    if len(url) > URL_MAX or any(char.isspace() or not char.isprintable() for char in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and parts.hostname and not parts.username
    return url.translate(_NOT_IN_URL) if is_web else ""


def masked_link(label: str, url: str, limit: int = 256) -> Markup:
    """A link under the label; the label alone where the address is not fit for one."""
    address = safe_url(url)
    shown = escape(label, limit)
    if not address or not shown:
        return shown
    # Discord's pattern of a link ends at a bracket that has no partner, escaped or not.
    return Markup(f"[{shown.replace(chr(92) + '[', '［').replace(chr(92) + ']', '］')}]({address})")
