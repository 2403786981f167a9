"""One look over a document that tells whether the fast parser reads it right (pure).

The look is one pass of one pattern: each further pass costs as much as a tenth of the parse.
"""

import re
from dataclasses import dataclass

_TOKENS = re.compile(
    rb"<(?=[acdegimpstu])(?:"
    rb"(?P<entry>item|entry)[\s>]"
    rb"|(?:dc:|dcterms:|prism:|a10:|atom:)?"
    rb"(?:pubDate|published|updated|date|issued|modified|created)(?P<date>[\s>][^<]*)"
    rb"|(?P<beyond>source[\s>]|media:group|(?:title|summary)\s[^>]*?type\s*=\s*[\"']"
    rb"(?:xhtml|application/|image/)|content\s[^>]*?type\s*=\s*[\"'](?:application/|image/))"
    rb"|(?P<guid>(?:guid|id|dc:identifier)[\s>])"
    rb"|(?P<summary>(?:description|summary)[\s>])|(?P<content>content(?::encoded)?[\s>])"
    rb")"
)
# fastfeedparser reads dates too freely: "Friday" becomes this week's, +09:00 after a name is lost.
_PLAIN_DATE = re.compile(
    rb">\s*(?:(?:[A-Z][a-z]{2,8}, ?)?\d{1,2} [A-Z][a-z]{2,8} (?:19|20)?\d\d "
    rb"\d\d:\d\d:\d\d (?:[+-]\d{4}|GMT|UTC|Z|UT|[ECMP][SD]T|KST|JST)|(?:19|20)\d\d-\d\d-\d\d"
    rb"(?:[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))?)?\s*$"
)
_ROOT = re.compile(rb"\s*(?:<!--.*?-->\s*|<\?[^>]*>\s*)*<(rss|rdf:RDF|feed)\b", re.DOTALL)
_ATOM = b"http://www.w3.org/2005/Atom"
_HEAD = 65536
_LONGEST_TAG = 4096  # its time grows with the square of the attributes


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """`entries` and their `summaries` and `contents` opened; `head_end` where the first begins;
    `is_plain` where nothing was met that the fast parser gets wrong; `has_guids` where any entry
    names its own identity."""

    entries: int
    summaries: int
    contents: int
    head_end: int
    is_plain: bool
    has_guids: bool


def survey(document: bytes) -> Survey:
    """What one look over a repaired UTF-8 document tells."""
    counts = dict.fromkeys(("entry", "summary", "content"), 0)
    head_end, has_guids = 0, b":about=" in document[:_HEAD]
    is_plain = _has_known_root(document)
    for found in _TOKENS.finditer(document) if is_plain else ():
        kind = found.lastgroup or ""
        if kind == "entry":
            is_plain = document.find(b">", found.end() - 1, found.end() + _LONGEST_TAG) >= 0
            head_end = head_end or found.start()
        if kind in counts:
            counts[kind] += head_end > 0
        elif kind == "date":
            is_plain = _PLAIN_DATE.match(found["date"]) is not None
        elif kind == "guid":
            has_guids = has_guids or head_end > 0
        else:
            is_plain = False
        if not is_plain:
            break
    return Survey(
        entries=counts["entry"],
        summaries=counts["summary"],
        contents=counts["content"],
        head_end=head_end,
        is_plain=is_plain,
        has_guids=has_guids,
    )


def _has_known_root(document: bytes) -> bool:
    root = _ROOT.match(document[:_HEAD])
    if root is None:
        return False
    return root[1] != b"feed" or _ATOM in document[root.start() : root.end() + 4096]
