"""`watchfloor parse`: what the bot sees in a feed."""

import asyncio
from argparse import Namespace
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot import __version__
from bot.cli.failures import WORK_FAILED
from bot.cli.lines import write
from bot.cli.plain import say
from bot.cli.surroundings import load_settings
from config.settings import Settings
from config.terms import fetch_settings
from watchers.model import Article, Source
from watchers.sources.articles import clean_article
from watchers.sources.fetch import Fetcher
from watchers.sources.model import Fetched, FetchFailed, FetchRequest, NotAFeed, ReadFeed
from watchers.sources.reader import FeedReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What lies behind an input, before it is read."""

    body: bytes
    media_type: str = ""
    url: str = ""


class Unreadable(Exception):
    """An input that gives no articles; str() says why."""


def act(args: Namespace) -> int:
    """Write one line per article; one line with the error for an input without any."""
    return asyncio.run(_parse_all(args.input, load_settings()))


async def _parse_all(inputs: list[str], settings: Settings) -> int:
    exit_code = 0
    async with FeedReader() as reader, Fetcher(fetch_settings(settings, __version__)) as fetcher:
        desk = _Desk(reader=reader, fetcher=fetcher, settings=settings)
        for each in inputs:
            try:
                async for article in desk.read(each):
                    write(as_record(each, article))
            except Unreadable as error:
                write({"input": each, "error": str(error)})
                exit_code = WORK_FAILED
    return exit_code


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """Gets an input and reads it, as polling does."""

    reader: FeedReader
    fetcher: Fetcher
    settings: Settings

    async def read(self, each: str) -> AsyncIterator[Article]:
        is_url = each.startswith(("http://", "https://"))
        document = await self._fetch(each) if is_url else self._open(Path(each))
        feed = await self.reader.read(document.body, document.media_type, document.url)
        if isinstance(feed, NotAFeed):
            raise Unreadable(_refuse(feed))
        source = _source_of(feed, document.url)
        for raw in feed.articles:
            if not raw.is_hollow:
                yield clean_article(raw, source, datetime.now(UTC))

    async def _fetch(self, url: str) -> Document:
        match await self.fetcher.fetch(FetchRequest(url=url)):
            case Fetched(body=body, media_type=media_type, url=final_url):
                return Document(body=body, media_type=media_type, url=final_url)
            case FetchFailed() as failed:
                raise Unreadable(say(failed.reason))
        raise Unreadable("the server says that nothing changed, though nothing was known")

    def _open(self, path: Path) -> Document:
        largest = self.settings.fetch.body_max_bytes
        try:
            size = path.stat().st_size
            if size > largest:
                raise Unreadable(
                    f"{size:,} bytes are more than the {largest:,} that a feed may have; "
                    "WATCHFLOOR_FETCH__BODY_MAX_BYTES sets it"
                )
            return Document(body=path.read_bytes())
        except OSError as error:
            raise Unreadable(f"cannot be read: {error.strerror}") from error


def as_record(given: str, article: Article) -> dict[str, Any]:
    """An article as its JSON object; dates in RFC 3339, null where unknown."""
    return {
        "input": given,
        "id": article.guid or article.canonical_url or article.url,
        "title": article.title,
        "url": article.url,
        "summary": article.summary,
        "text": article.text,
        "published_at": _moment(article.published_at),
        "updated_at": _moment(article.updated_at),
        "language": article.language,
        "authors": list(article.authors),
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat().replace("+00:00", "Z") if at else None


def _source_of(feed: ReadFeed, url: str) -> Source:
    return Source(id=1, url=url, name=feed.title, language=feed.language)


def _refuse(found: NotAFeed) -> str:
    """Why there is nothing, and the feeds that a page names instead."""
    offered = ", ".join(feed.url for feed in found.feeds[:3])
    return say(found.reason) + (f" It names these feeds: {offered}" if offered else "")
