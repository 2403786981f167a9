"""Bytes to UTF-8, whatever the document says of itself: the bytes are believed before labels."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# WHATWG Encoding: labels are read as the superset that browsers use for them.
_SUPERSETS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "iso8859-9": "cp1254",
    "euc_kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "johab": "johab",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}
_LABELS = {"x-sjis": "cp932", "windows-31j": "cp932", "x-euc-jp": "euc_jp", "ks_c_5601": "cp949"}
_LABELS |= {"x-gbk": "gb18030", "x-big5": "big5hkscs", "windows-949": "cp949", "unicode": "utf-16"}
_GUESSES = ("cp949", "gb18030", "cp932", "euc_jp", "big5hkscs", "cp1251", "koi8_r", "cp1252")
_SINGLE_BYTE = frozenset({"cp1252", "cp1251", "koi8-r", "koi8_r", "cp1254", "cp1250", "iso8859-2"})
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([A-Za-z0-9._:-]{2,40})""")
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""", re.I)
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""", re.IGNORECASE)
_XML_DECLARATION = re.compile(rb"<\?xml[\s?][^>]{0,300}\?>\s*", re.IGNORECASE)
_HEAD = 2048
_BLANK = bytes(range(33)) + codecs.BOM_UTF8
_KANA = re.compile(r"[\u3041-\u30fe]{2}")
"""The kana stand at the same codes in the Chinese and Korean sets, which hardly use them."""
_MAY_BE_BROKEN = 0.002
"""Share of unreadable characters up to which a declared encoding is still believed."""


def to_utf8(body: bytes, media_type: str) -> bytes:
    """The document in UTF-8 without byte order mark and XML declaration."""
    bare = _as_utf8(body, media_type).strip(_BLANK)
    return _XML_DECLARATION.sub(b"", bare[:_HEAD]) + bare[_HEAD:]


def _as_utf8(body: bytes, media_type: str) -> bytes:
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace").encode("utf-8", "replace")
    wide = _wide_without_bom(body)
    if wide:
        return body.decode(wide, "replace").encode("utf-8", "replace")
    declared = _declared(body, media_type)
    if not (declared and declared.startswith("iso2022")) and _is_utf8(body):
        return body
    return _decode(body, declared).encode("utf-8", "replace")


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(body) - 4 > 0  # cut in the middle of its last character
    return True


def _wide_without_bom(body: bytes) -> str:
    head = body[:4]
    if head in (b"<\x00?\x00", b"<\x00r\x00", b"<\x00f\x00"):
        return "utf-16-le"
    if head in (b"\x00<\x00?", b"\x00<\x00r", b"\x00<\x00f"):
        return "utf-16-be"
    return {b"<\x00\x00\x00": "utf-32-le", b"\x00\x00\x00<": "utf-32-be"}.get(head, "")


def _declared(body: bytes, media_type: str) -> str:
    """The codec of the first label that names a known one: document first, then the header."""
    head = body[:2048]
    inside = _DECLARED.search(head) or _META.search(head)
    outside = _CHARSET.search(media_type)
    labels = [inside[1].decode("ascii") if inside else "", outside[1] if outside else ""]
    return next((name for name in map(_codec, labels) if name), "")


def _codec(label: str) -> str:
    label = _LABELS.get(label.lower(), label)
    try:
        name = codecs.lookup(label).name
        b"a".decode(name)
    except (LookupError, ValueError, TypeError):
        return ""  # unknown, or a codec that is not one of text (rot13, zip)
    return _SUPERSETS.get(name, name)


def _decode(body: bytes, declared: str) -> str:
    if declared and declared not in {"utf-8", "utf-16", "utf-32"}:
        text = body.decode(declared, "replace")
        if _broken(text) <= _MAY_BE_BROKEN and not _is_doubtful(text, declared):
            return text
    utf8 = body.decode("utf-8", "replace")
    if _broken(utf8) <= _MAY_BE_BROKEN:
        return utf8
    return body.decode(max(_GUESSES, key=lambda name: _likelihood(body, name)), "replace")


def _likelihood(body: bytes, name: str) -> float:
    text = body.decode(name, "replace")
    is_borrowed = name in {"gb18030", "cp949", "big5hkscs"} and _KANA.search(text)
    return _plausibility(text) - (0.5 if is_borrowed else 0.0)


def _broken(text: str) -> float:
    return text.count("\ufffd") / max(1, len(text))


def _is_doubtful(text: str, declared: str) -> bool:
    """Whether a single-byte reading looks like many-byte text in disguise."""
    foreign = sum(character > "\x7f" for character in text)
    letters = sum(map(str.isalpha, text))
    return declared in _SINGLE_BYTE and foreign * 4 > letters and _plausibility(text) < 0


def _plausibility(text: str) -> float:
    """How much a decoding looks like writing: letters of one script in words, few oddities."""
    sample = [each for each in text[:20000] if ord(each) > 127]
    if not sample:
        return 0.0
    return sum(map(_worth, sample)) / len(sample) + _case_sense(text[:20000])


def _worth(character: str) -> float:
    point = ord(character)
    if 0xAC00 <= point <= 0xD7A3 or 0x3040 <= point <= 0x30FF:
        return 1.2
    if 0x4E00 <= point <= 0x9FFF:
        return 0.8
    if 0x0400 <= point <= 0x045F:
        return 0.9
    if 0x00C0 <= point <= 0x024F:
        return 0.1
    if (
        character in "«»°§©®·…–—‘’“”„\u00a0"
        or 0x3000 <= point <= 0x3020
        or 0xFF01 <= point <= 0xFF5E
    ):
        return 0.6
    if point == 0xFFFD or 0xE000 <= point <= 0xF8FF or 0x80 <= point <= 0x9F:
        return -4.0
    if 0xFF61 <= point <= 0xFF9F or 0x2500 <= point <= 0x257F or 0x0080 <= point <= 0x00BF:
        return -0.6
    return -0.3


def _case_sense(text: str) -> float:
    """Below zero where capitals or another alphabet stand inside words: a wrong table."""
    odd = len(re.findall(r"[a-zа-яà-ÿ][А-ЯÀ-Þ]|[A-Za-z][А-яЁё]|[А-яЁё][A-Za-z]", text))
    even = len(re.findall(r"[а-яà-ÿ][а-яà-ÿ]", text))
    return 0.0 if odd + even == 0 else 0.5 * (even - odd) / (even + odd)
