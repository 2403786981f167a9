"""Documents mended before strict parsers cut them: bare ampersands, HTML entities, doctypes."""

import html
import re
from collections.abc import Iterator
from html.entities import html5

_NUMERIC = (
    rb"#0{0,6}(?:9|1[03]|[3-9]\d|[1-9]\d{2,6});"
    rb"|#x0{0,4}(?:9|[aAdD]|[2-9a-fA-F][0-9a-fA-F]|[1-9a-fA-F][0-9a-fA-F]{2,5});"
)
_STRAY = re.compile(rb"&(?!amp;|lt;|gt;|quot;|apos;|" + _NUMERIC + rb")(?:(#?[A-Za-z0-9]{1,32});)?")
_CDATA, _CDATA_END = b"<![CDATA[", b"]]>"
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*>|>)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rb"<[A-Za-z][^<>]{0,500}>")
_BARE_VALUE = re.compile(rb"(?<=\s)([\w:]+)=([^\s\"'<>]+)")
_HEAD = 65536


def repair(document: bytes) -> bytes:
    """The document with every stray ampersand escaped and HTML's named entities as characters."""
    document = _without_doctype(document)
    if not _STRAY.search(document):
        return document
    return b"".join(_mended_parts(document))


def _mended_parts(document: bytes) -> Iterator[bytes]:
    """The document in parts: what stands in CDATA as it is, the rest with its references mended."""
    at = 0
    while (start := document.find(_CDATA, at)) >= 0:
        end = document.find(_CDATA_END, start)
        end = len(document) if end < 0 else end + len(_CDATA_END)
        yield _STRAY.sub(_mend, document[at:start])
        yield document[start:end]
        at = end
    yield _STRAY.sub(_mend, document[at:])


def quote_attributes(document: bytes) -> bytes:
    """The document with quotes around bare attribute values, which no XML reader takes."""
    return _TAG.sub(lambda tag: _BARE_VALUE.sub(rb'\1="\2"', tag[0]), document)


def _without_doctype(document: bytes) -> bytes:
    head = document[:_HEAD]
    if b"<!DOCTYPE" not in head and b"<!doctype" not in head:
        return document
    return _DOCTYPE.sub(b"", head, count=1) + document[_HEAD:]


def _mend(found: re.Match[bytes]) -> bytes:
    whole, name = found[0], found[1]
    if name is None:
        return b"&amp;"
    if name.startswith(b"#"):
        return b" "  # a character that XML forbids
    known = html5.get(name.decode("ascii") + ";")
    return b"&amp;" + whole[1:] if known is None else html.escape(known).encode()
