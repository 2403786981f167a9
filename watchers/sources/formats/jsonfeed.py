"""JSON Feed 1.0 and 1.1, read from untrusted JSON: a value of another type counts as missing."""

import html
import json
from collections.abc import Mapping
from typing import Any

from watchers.sources.formats.dates import read_date
from watchers.sources.formats.limits import Limits
from watchers.sources.formats.links import absolute
from watchers.sources.model import RawArticle, ReadFeed


def read_json(document: bytes, url: str, limits: Limits) -> ReadFeed | None:
    """The feed of a JSON document; None where it is no JSON Feed."""
    try:
        feed = json.loads(document)
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return None
    entries = [each for each in feed["items"] if isinstance(each, dict)]
    return ReadFeed(
        form="json",
        title=_text(feed, "title"),
        home_url=absolute(_text(feed, "home_page_url"), url),
        hub_url=absolute(_hub(feed), url),
        self_url=absolute(_text(feed, "feed_url"), url),
        language=_text(feed, "language"),
        is_cut=len(entries) > limits.entries,
        articles=tuple(_article(each, url, limits) for each in entries[: limits.entries]),
    )


def _article(entry: Mapping[str, Any], url: str, limits: Limits) -> RawArticle:
    plain = html.escape(_text(entry, "content_text"), quote=False).replace("\n", "<br>")
    link = _text(entry, "url") or _text(entry, "external_url")
    return RawArticle(
        title=html.escape(_text(entry, "title"), quote=False)[: limits.characters],
        url=absolute(link, url),
        guid=_text(entry, "id"),
        summary=html.escape(_text(entry, "summary"), quote=False)[: limits.characters],
        content=(_text(entry, "content_html") or plain)[: limits.characters],
        language=_text(entry, "language"),
        authors=_authors(entry),
        categories=tuple(each for each in _list(entry, "tags") if isinstance(each, str))[:32],
        image_url=absolute(_text(entry, "image") or _text(entry, "banner_image"), url),
        published_at=read_date(_text(entry, "date_published")),
        updated_at=read_date(_text(entry, "date_modified")),
    )


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)  # JSON Feed 1.0: readers must accept numbers as ids
    return value.strip() if isinstance(value, str) else ""


def _list(values: Mapping[str, Any], name: str) -> list[Any]:
    value = values.get(name)
    return value if isinstance(value, list) else []


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    authors = [*_list(entry, "authors"), entry.get("author")]
    names = (_text(each, "name") for each in authors if isinstance(each, dict))
    return tuple(dict.fromkeys(name for name in names if name))[:8]


def _hub(feed: Mapping[str, Any]) -> str:
    hubs = (each for each in _list(feed, "hubs") if isinstance(each, dict))
    return next((_text(each, "url") for each in hubs if _text(each, "url")), "")
