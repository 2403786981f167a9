"""The fast path: fastfeedparser, for documents that hold nothing it is known to get wrong."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import fastfeedparser

from watchers.sources.formats.head import parse_head, read_head
from watchers.sources.formats.limits import Limits
from watchers.sources.formats.links import absolute
from watchers.sources.model import RawArticle, ReadFeed

# What it does not read (entry sources, base addresses, binary content) or reads too freely (a date
# such as "Friday" becomes this week's), and what costs it quadratic time (thousands of attributes).
_BEYOND = re.compile(
    rb"<(?:\w+:)?source[\s>]|<media:group\b|\bxml:base\s*=|\bencoding=[\"']base64|\bmode=[\"'](?:base64|xml)"
    rb"|type=[\"'](?:xhtml|application/)",
)
_DATES = re.compile(
    rb"<(?:pubDate|published|updated|issued|modified|created|(?:dc|dcterms|prism|a10|atom):"
    rb"(?:date|issued|created|modified|updated|published|publicationDate))\b[^>]*>([^<]*)<"
)
_PLAIN_DATE = re.compile(
    rb"\s*(?:<!\[CDATA\[)?\s*(?:(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} (?:19|20)\d\d "
    rb"\d\d:\d\d:\d\d (?:[+-]\d{4}|GMT|UTC|Z|UT)|(?:19|20)\d\d-\d\d-\d\d[T ]"
    rb"\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))\s*$"
)
_KNOWN = re.compile(rb"\s*(?:<!--.*?-->\s*|<\?[^>]*>\s*)*<(?:rss|rdf:RDF|feed)\b", re.DOTALL)
_ATOM = b"http://www.w3.org/2005/Atom"
_ATTRIBUTES_LIMIT = 200


class NotForFastPath(Exception):
    """This document needs the careful reading."""


def read_fast(document: bytes, url: str, limits: Limits) -> ReadFeed:
    """The feed of a repaired UTF-8 document; raises NotForFastPath where any doubt remains."""
    expected = count_entries(document)
    if not _is_plain(document) or expected > limits.entries:
        raise NotForFastPath
    try:
        parsed = fastfeedparser.parse(document, include_tags=False, include_enclosures=False)
    except Exception as error:  # a parser of untrusted bytes may raise anything
        raise NotForFastPath from error
    articles = tuple(_article(each, url, limits) for each in parsed["entries"])
    if len(articles) != expected or not _is_convincing(articles):
        raise NotForFastPath
    head = parse_head(document)
    if head is None:
        raise NotForFastPath
    return read_head(head, url, articles)


def count_entries(document: bytes) -> int:
    """How many entries a document seems to open, told by its tags alone."""
    return sum(document.count(tag) for tag in (b"<item>", b"<item ", b"<entry>", b"<entry "))


def _is_plain(document: bytes) -> bool:
    known = _KNOWN.match(document)
    if known is None or _BEYOND.search(document):
        return False
    if known[0].endswith(b"feed") and _ATOM not in document[:4096]:
        return False
    if any(tag.count(b"=") > _ATTRIBUTES_LIMIT for tag in _long_tags(document)):
        return False
    return all(_PLAIN_DATE.match(date) for date in _DATES.findall(document))


def _long_tags(document: bytes) -> Iterable[bytes]:
    return re.findall(rb"<[A-Za-z][^<>]{4096,}", document)


def _is_convincing(articles: tuple[RawArticle, ...]) -> bool:
    hollow = sum(not each.title and not each.url for each in articles)
    return bool(articles) and hollow * 5 <= len(articles)


def _article(entry: Any, url: str, limits: Limits) -> RawArticle:
    """One entry; the parser leaves missing fields out or None."""
    content = entry.get("content") or ()
    media = entry.get("media_content") or ()
    return RawArticle(
        title=_text(entry, "title", limits),
        url=absolute(_text(entry, "link", limits), url),
        guid=_guid(entry),
        summary=_text(entry, "description", limits),
        content=next((each["value"] for each in content if each.get("value")), ""),
        authors=_authors(entry),
        captions=tuple(filter(None, (each.get("description") or "" for each in media))),
        image_url=_image(entry, url),
        published_at=_date(entry, "published"),
        updated_at=_date(entry, "updated"),
    )


def _text(entry: Any, name: str, limits: Limits) -> str:
    return (entry.get(name) or "").strip()[: limits.characters]


def _guid(entry: Any) -> str:
    return (entry.get("id") or "").strip()


def _authors(entry: Any) -> tuple[str, ...]:
    named = (each.get("name") or "" for each in entry.get("authors") or ())
    return tuple(dict.fromkeys(each.strip() for each in named if each.strip()))[:8]


def _image(entry: Any, url: str) -> str:
    for each in (*(entry.get("media_content") or ()), *(entry.get("media_thumbnail") or ())):
        kind = f"{each.get('medium') or ''} {each.get('type') or 'image'}"
        if "image" in kind and each.get("url"):
            return absolute(each["url"], url)
    return ""


def _date(entry: Any, name: str) -> datetime | None:
    value = entry.get(name)
    return datetime.fromisoformat(value).astimezone(UTC) if value else None
