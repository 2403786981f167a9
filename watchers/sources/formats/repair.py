"""Documents mended before strict parsers cut them: bare ampersands, HTML entities, doctypes."""

import html
import re
from html.entities import html5

_GOOD = (
    rb"amp;|lt;|gt;|quot;|apos;|#(?:9|1[03]|[3-9]\d|[1-9]\d{2,6});"
    rb"|#x0{0,4}(?:9|[aAdD]|[2-9a-fA-F][0-9a-fA-F]|[1-9a-fA-F][0-9a-fA-F]{2,5});"
)
_STRAY = re.compile(rb"&(?!" + _GOOD + rb")")
_STRAY_OR_CDATA = re.compile(
    rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|&(?!" + _GOOD + rb")(?:(#?[A-Za-z0-9]{1,32});)?",
    re.DOTALL,
)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*>|>)", re.IGNORECASE | re.DOTALL)
_HEAD = 65536


def repair(document: bytes) -> bytes:
    """The document with every stray ampersand escaped and HTML's named entities as characters."""
    document = _without_doctype(document)
    if not _STRAY.search(document):
        return document
    return _STRAY_OR_CDATA.sub(_mend, document)


def _without_doctype(document: bytes) -> bytes:
    head = document[:_HEAD]
    if b"<!DOCTYPE" not in head and b"<!doctype" not in head:
        return document
    return _DOCTYPE.sub(b"", head, count=1) + document[_HEAD:]


def _mend(found: re.Match[bytes]) -> bytes:
    whole, name = found[0], found[1]
    if not whole.startswith(b"&"):
        return whole
    if name is None:
        return b"&amp;" + whole[1:]
    if name.startswith(b"#"):
        return b" "  # a character that XML forbids
    known = html5.get(name.decode("ascii") + ";")
    if known is None:
        return b"&amp;" + whole[1:]
    return html.escape(known).encode()
