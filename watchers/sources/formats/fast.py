"""The fast path: fastfeedparser, for documents that hold nothing it is known to get wrong."""

from datetime import UTC, datetime
from typing import Any

import fastfeedparser

from watchers.sources.formats.elements import parse_tree
from watchers.sources.formats.head import read_head
from watchers.sources.formats.limits import LIMITS, Limits
from watchers.sources.formats.links import absolute
from watchers.sources.formats.survey import Survey, survey
from watchers.sources.model import RawArticle, ReadFeed


class NotForFastPath(Exception):
    """This document needs the careful reading."""


def read_fast(document: bytes, url: str, limits: Limits) -> ReadFeed:
    """The feed of a repaired UTF-8 document; raises NotForFastPath where any doubt remains."""
    look = survey(document)
    if not look.is_plain or not 0 < look.entries <= limits.entries:
        raise NotForFastPath
    try:
        parsed = fastfeedparser.parse(document, include_tags=False, include_enclosures=False)
    except Exception as error:  # a parser of untrusted bytes may raise anything
        raise NotForFastPath from error
    entries = parsed["entries"]
    head = parse_tree(document[: look.head_end])
    if head is None or len(entries) != look.entries or not _has_all(entries, look):
        raise NotForFastPath
    if not _is_convincing(document, entries):
        raise NotForFastPath
    return read_head(head, url, [_article(each, url, look.has_guids) for each in entries])


def _has_all(entries: list[Any], look: Survey) -> bool:
    """Whether every text came through; of RDF, for one, the parser leaves all contents out."""
    summaries = sum(bool(each.get("description")) for each in entries)
    contents = sum(bool(_content(each)) for each in entries)
    return summaries >= look.summaries and contents >= look.contents


def _is_convincing(document: bytes, entries: list[Any]) -> bool:
    """Whether every entry has its link, and no relative link rests on a base of its own.

    Where an Atom link stands before RSS's own, the parser gives none at all.
    """
    if not all(each.get("link") for each in entries):
        return False
    return b"xml:base" not in document or all(map(_is_absolute, entries))


def _is_absolute(entry: Any) -> bool:
    return _text(entry, "link").startswith(("http://", "https://"))


def _article(entry: Any, url: str, has_guids: bool) -> RawArticle:
    """One entry; the parser leaves missing fields out or None, and takes the link for a guid."""
    media = entry.get("media_content") or ()
    return RawArticle(
        title=_text(entry, "title"),
        url=absolute(_text(entry, "link"), url),
        guid=_text(entry, "id") if has_guids else "",
        summary=_text(entry, "description"),
        content=_content(entry),
        authors=_authors(entry),
        captions=tuple(filter(None, (each.get("description") or "" for each in media))),
        image_url=_image(entry, url),
        published_at=_date(entry, "published"),
        updated_at=_date(entry, "updated"),
    )


def _content(entry: Any) -> str:
    values = (each.get("value") or "" for each in entry.get("content") or ())
    return next((value for value in values if value), "")


def _text(entry: Any, name: str) -> str:
    return (entry.get(name) or "").strip()[: LIMITS.characters]


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
