"""Reads an article from its own page, where its site lets robots in."""

from collections.abc import Callable
from datetime import datetime

from watchers.model import Article, Reason, Source
from watchers.sources.articles import clean_article
from watchers.sources.fetch import Fetcher
from watchers.sources.model import Fetched, FetchFailed, FetchRequest, NotAFeed, NotModified
from watchers.sources.reader import FeedReader
from watchers.sources.robots import Robots

CLOSED = "page-closed-to-robots"


class PageReader:
    """Fetches pages with every safety of polling; `monotonic` is the clock of robots' rules."""

    def __init__(
        self, fetcher: Fetcher, reader: FeedReader, *, monotonic: Callable[[], float]
    ) -> None:
        self._fetcher = fetcher
        self._reader = reader
        self._robots = Robots(fetcher)
        self._monotonic = monotonic

    async def read(self, url: str, source: Source, now: datetime) -> Article | Reason:
        """The page as an article of the source, with id 0; else why it cannot be had."""
        if not await self._robots.may_read(url, self._monotonic()):
            return Reason(code=CLOSED, params={"url": url})
        answer = await self._fetcher.fetch(FetchRequest(url=url))
        match answer:
            case FetchFailed():
                return answer.reason
            case NotModified():
                return Reason(code=CLOSED, params={"url": url})
            case Fetched():
                page = await self._reader.read_page(answer.body, answer.media_type, answer.url)
                if isinstance(page, NotAFeed):
                    return page.reason
                return clean_article(page, source, now)
