"""What commands ask of the running service: backtests, explanations, new watches and sources."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.backtest import explain_all, match_all, number_watches, run_backtest
from bot.commands.context import Backtest, CheckedSource, Explained, SourceRefused, Trial
from watchers.matching import Matcher
from watchers.model import Article, Match, Reader, Reason, Strictness, Watch
from watchers.pipeline import Pipeline
from watchers.polling import Poller, clean_all
from watchers.sources.identity import identity_keys
from watchers.sources.model import NotAFeed
from watchers.store import Store, Tx, articles, sources, watches
from watchers.store.articles import Recent
from watchers.text.urls import canonical_url

ARCHIVE_PAGE = 500
BACKTEST_MAX = 20_000
"""The newest so many articles are tried, so that the reply comes within seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the newsroom works with."""

    pipeline: Pipeline
    poller: Poller
    clock: Callable[[], datetime]
    wake: Callable[[], None]


class LiveNewsroom:
    """The newsroom of the running service."""

    def __init__(self, desk: Desk, *, retention: timedelta) -> None:
        self._desk = desk
        self._pipeline = desk.pipeline
        self._store: Store = desk.pipeline.store
        self._retention = retention

    def wake(self) -> None:
        """Something was owed or is due: look at once."""
        self._desk.wake()

    async def backtest(self, trial: Trial) -> Backtest:
        """What the trial would have brought since its moment; nothing is saved."""
        trial = replace(trial, watches=number_watches(trial.watches))
        archive = await self._read_archive(trial)
        return await asyncio.to_thread(run_backtest, trial, archive)

    async def explain(
        self, article: Article, watches: Sequence[Watch], strictness: Strictness
    ) -> tuple[Explained, ...]:
        """Each watch on the article, those that match first, best first."""
        return await asyncio.to_thread(explain_all, article, watches, strictness)

    async def add_watch(self, watch: Watch) -> Watch:
        """The watch with its id: stored, matched from now on, the archive matched against it."""
        now = self._desk.clock()
        added = await self._store.write(lambda tx: watches.create(tx, watch, now))
        await self._take_up(added)
        return added

    async def change_watch(self, watch: Watch, reader: Reader) -> bool:
        """Replace a watch of the reader's own, as `add_watch` does. False if it is not theirs."""
        now = self._desk.clock()
        is_theirs = await self._store.write(lambda tx: watches.update(tx, watch, reader, now))
        if is_theirs:
            await self._take_up(watch)
        return is_theirs

    async def remove_watch(self, watch_id: int, reader: Reader) -> bool:
        """Forget a watch of the reader's own. False where it is not theirs."""
        is_theirs = await self._store.write(lambda tx: watches.remove(tx, watch_id, reader))
        if is_theirs:
            self._pipeline.matcher.remove(watch_id)
        return is_theirs

    async def check_source(self, url: str) -> CheckedSource | SourceRefused:
        """Fetch and read an address once, with every safety of polling; nothing is saved."""
        found = await self._desk.poller.look(url)
        if isinstance(found, Reason):
            return SourceRefused(reason=found)
        if isinstance(found, NotAFeed):
            return SourceRefused(reason=found.reason, found=tuple(f.url for f in found.feeds))
        now = self._desk.clock()
        return CheckedSource(source=found.source, articles=clean_all(found.read, found.source, now))

    async def add_source(
        self, url: str, reader: Reader, added_by: int
    ) -> CheckedSource | SourceRefused:
        """As `check_source`, then linked to the reader and polled from now on."""
        checked = await self.check_source(url)
        if isinstance(checked, SourceRefused):
            return checked
        now = self._desk.clock()
        stored = await self._store.write(
            lambda tx: sources.add_source(tx, checked.source, reader, now, added_by=added_by)
        )
        self._desk.wake()
        return replace(checked, source=stored)

    async def read_page(self, url: str, reader: Reader) -> Article | Reason:
        """The article at an address: from the reader's archive or fetched, with id 0."""
        known = await self._store.read(lambda tx: find_article(tx, url, reader, self._desk.clock()))
        return known or await self._desk.poller.read_page(url, self._desk.clock())

    async def _take_up(self, watch: Watch) -> None:
        """Match the watch from now on, and the archive against it; a page at a time."""
        self._pipeline.matcher.add(watch)
        alone = Matcher([watch])
        since = self._desk.clock() - self._retention
        after_id = 0
        while page := await self._read_page_since(since, after_id):
            await self._add_matches(await asyncio.to_thread(match_all, alone, page))
            after_id = page[-1].id

    async def _add_matches(self, found: Sequence[Match]) -> None:
        if found:
            await self._store.write(lambda tx: articles.add_matches(tx, found))

    async def _read_page_since(self, since: datetime, after_id: int) -> tuple[Article, ...]:
        return await self._store.read(
            lambda tx: articles.articles_since(tx, since, after_id=after_id, limit=ARCHIVE_PAGE)
        )

    async def _read_archive(self, trial: Trial) -> list[Recent]:
        found: list[Recent] = []
        while page := await self._read_page_of(trial, found[-1].article.id if found else 0):
            found += page
        return found[-BACKTEST_MAX:]

    async def _read_page_of(self, trial: Trial, after_id: int) -> tuple[Recent, ...]:
        return await self._store.read(
            lambda tx: articles.archive(
                tx, trial.since, trial.reader, after_id=after_id, limit=ARCHIVE_PAGE
            )
        )


def find_article(tx: Tx, url: str, reader: Reader, now: datetime) -> Article | None:
    """The archive's article at this address, as far as the reader may see it."""
    keys = identity_keys(
        Article(id=0, title="", url=url, canonical_url=canonical_url(url), first_seen_at=now), 0
    )
    ids = articles.known_keys(tx, keys).values()
    return next(iter(articles.by_ids(tx, list(ids), reader).values()), None)
