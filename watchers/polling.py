"""One poll of one source, in order: fetch, read, clean, then on to the pipeline."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never
from urllib.parse import urlsplit

from watchers.model import Article, Reason, Source
from watchers.pipeline import Batch, Pipeline, Taken
from watchers.sources.articles import clean_article, clean_changed
from watchers.sources.cadence import Terms
from watchers.sources.fetch import Fetcher
from watchers.sources.model import (
    FetchAnswer,
    Fetched,
    FetchFailed,
    FetchRequest,
    NotAFeed,
    NotModified,
    ReadFeed,
)
from watchers.sources.reader import FeedReader
from watchers.sources.settle import Poll, needs_reading, plan_request, settle, settle_push
from watchers.sources.skim import Skim
from watchers.sources.whole_pages import PageReader

PAGES_PER_POLL = 10
"""A poll stays short: a feed that brings more new articles has its later ones' pages left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What a poll came to: the source as it is left, and what was taken from it.

    `is_stored` is false where the source has still to be written back (nothing new was read).
    """

    source: Source
    answer: FetchAnswer
    taken: Taken = field(default_factory=Taken)
    is_stored: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """An address that is a feed: the source it would be, with id 0, and what it says now."""

    source: Source
    read: ReadFeed


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The bounds of the adaptive interval, in seconds."""

    interval_min_s: float
    interval_max_s: float


class Poller:
    """Polls sources for one pipeline."""

    def __init__(
        self, pipeline: Pipeline, fetcher: Fetcher, reader: FeedReader, pace: Pace
    ) -> None:
        self._pipeline = pipeline
        self._fetcher = fetcher
        self._reader = reader
        self._pages = PageReader(fetcher, reader, monotonic=time.monotonic)
        self._pace = pace
        self._skim = Skim()
        self._dice = random.SystemRandom()

    def is_exempt(self, host: str) -> bool:
        """Whether a host lies in the operator's own networks and needs no pause."""
        return self._fetcher.is_exempt(host)

    async def poll(self, source: Source, clock: Callable[[], datetime]) -> Polled:
        """Fetch the source once; what it brings is remembered before this returns."""
        answer = await self._fetcher.fetch(plan_request(source, clock()))
        terms = self._terms(clock())
        match answer:
            case FetchFailed() | NotModified():
                return Polled(source=settle(source, Poll(answer=answer), terms), answer=answer)
            case Fetched() if not needs_reading(source, answer):
                return Polled(source=settle(source, Poll(answer=answer), terms), answer=answer)
            case Fetched():
                return await self._read(source, answer, terms)
            case _:
                assert_never(answer)

    async def take_push(self, source: Source, body: bytes, media_type: str, now: datetime) -> Taken:
        """What a hub has pushed, taken as if it had been polled."""
        read = await self._reader.read(body, media_type, source.url)
        if not isinstance(read, ReadFeed):
            return Taken()
        batch = Batch(
            source=source,
            articles=clean_all(read, source, now),
            settle=lambda parted: settle_push(source, parted, now),
        )
        return await self._pipeline.take(batch)

    async def look(self, url: str) -> Looked | NotAFeed | Reason:
        """Fetch and read an address once; the feed that a page names first stands in for it."""
        found = await self._look_at(url)
        if isinstance(found, NotAFeed) and found.feeds:
            named = await self._look_at(found.feeds[0].url)
            return named if isinstance(named, Looked) else found
        return found

    async def read_page(self, url: str, now: datetime) -> Article | Reason:
        """The article that a page shows, with id 0; robots' rules are obeyed."""
        host = urlsplit(url).hostname or url
        return await self._pages.read(url, Source(id=0, url=url, name=host), now)

    async def _look_at(self, url: str) -> Looked | NotAFeed | Reason:
        answer = await self._fetcher.fetch(FetchRequest(url=url))
        match answer:
            case FetchFailed():
                return answer.reason
            case NotModified():
                return Reason(code="feed-empty")
            case Fetched():
                read = await self._reader.read(answer.body, answer.media_type, answer.url)
                return read if isinstance(read, NotAFeed) else look_of(answer, read)
            case _:
                assert_never(answer)

    async def _read(self, source: Source, answer: Fetched, terms: Terms) -> Polled:
        read = await self._reader.read(answer.body, answer.media_type, answer.url)
        match read:
            case NotAFeed():
                settled = settle(source, Poll(answer=answer, read=read), terms)
                return Polled(source=settled, answer=answer)
            case ReadFeed():
                return await self._take(source, answer, read, terms)
            case _:
                assert_never(read)

    async def _take(self, source: Source, answer: Fetched, read: ReadFeed, terms: Terms) -> Polled:
        changed = self._skim.find_changed(source.id, read.articles)
        cleaned = clean_changed(read.articles, changed, source, terms.now)
        articles = cleaned.articles
        if source.has_full_text:
            articles = await self._with_pages(source, articles, terms.now)
        batch = Batch(
            source=source,
            articles=articles,
            complete=cleaned.complete,
            settle=lambda parted: settle(
                source, Poll(answer=answer, read=read, parted=parted), terms
            ),
        )
        taken = await self._pipeline.take(batch)
        self._skim.note(source.id, read.articles)
        return Polled(source=source, answer=answer, taken=taken, is_stored=True)

    async def _with_pages(
        self, source: Source, articles: tuple[Article, ...], now: datetime
    ) -> tuple[Article, ...]:
        """The new articles with their pages' texts, one page after another, a few per poll."""
        fresh = await self._pipeline.find_fresh(source, articles)
        texts: dict[str, str] = {}
        for article in [each for each in articles if each in fresh and each.url][:PAGES_PER_POLL]:
            page = await self._pages.read(article.url, source, now)
            if isinstance(page, Article):
                texts[article.url] = page.text or page.summary
        return tuple(
            replace(each, text=text)
            if len(text := texts.get(each.url, "")) > len(each.text)
            else each
            for each in articles
        )

    def _terms(self, now: datetime) -> Terms:
        return Terms(
            now=now,
            interval_min_s=self._pace.interval_min_s,
            interval_max_s=self._pace.interval_max_s,
            chance=self._dice.random(),
        )


def clean_all(read: ReadFeed, source: Source, now: datetime) -> tuple[Article, ...]:
    """Step 4 for a whole feed, in the feed's order."""
    return tuple(clean_article(raw, source, now) for raw in read.articles if not raw.is_hollow)


def look_of(answer: Fetched, read: ReadFeed) -> Looked:
    """The source that an address would be, by its own title and after its permanent redirects."""
    url = answer.moved_to or answer.url
    source = Source(id=0, url=url, name=read.title or url, language=read.language)
    return Looked(source=source, read=read)
