"""feedparser, for what neither of the other readings understands."""

import calendar
import io
import warnings
from datetime import UTC, datetime
from typing import Any

import feedparser

from watchers.sources.formats.limits import Limits
from watchers.sources.formats.links import absolute
from watchers.sources.model import RawArticle, ReadFeed

_LARGEST = 2 * 2**20  # 100 ms for 225 kB: larger ones would not end within the time of a reading


def read_last_resort(body: bytes, media_type: str, url: str, limits: Limits) -> ReadFeed | None:
    """The feed of an untouched document as feedparser sees it; None where it sees no entry."""
    if len(body) > _LARGEST:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = feedparser.parse(
                io.BytesIO(body),
                response_headers={"content-type": media_type, "content-location": url},
                sanitize_html=False,
            )
    except Exception:  # noqa: BLE001 - a parser of untrusted bytes may raise anything
        return None
    entries = parsed.get("entries") or []
    if not entries:
        return None
    return ReadFeed(
        form="atom" if "atom" in parsed.get("version", "") else "rss",
        title=parsed.feed.get("title", ""),
        home_url=absolute(parsed.feed.get("link", ""), url),
        articles=tuple(_article(each, url) for each in entries[: limits.entries]),
    )


def _article(entry: Any, url: str) -> RawArticle:
    contents = entry.get("content") or ()
    source = entry.get("source") or {}
    return RawArticle(
        title=entry.get("title", ""),
        url=absolute(entry.get("link", ""), url),
        guid=entry.get("id", ""),
        summary=entry.get("summary", ""),
        content=next((each.get("value", "") for each in contents), ""),
        outlet=source.get("title", ""),
        outlet_url=source.get("href", ""),
        authors=tuple(filter(None, [entry.get("author", "")])),
        published_at=_date(entry.get("published_parsed")),
        updated_at=_date(entry.get("updated_parsed")),
    )


def _date(parts: Any) -> datetime | None:
    return datetime.fromtimestamp(calendar.timegm(parts), UTC) if parts else None
