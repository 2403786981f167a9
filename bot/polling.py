"""The loop that keeps sources polled: claims what is due, and lets no host hold up another."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from watchers.model import Source
from watchers.polling import Polled, Poller
from watchers.sources.model import Fetched, FetchFailed, NotModified
from watchers.sources.politeness import Politeness
from watchers.store import Store, StoreError, sources

log = logging.getLogger(__name__)

CLAIM_LIMIT = 500
"""Sources claimed and waiting for their host's turn; one crowded host leaves room for others."""
LEASE_S = 300.0
"""Longer than the longest wait for a turn and a poll; after a crash the start voids leases."""
FLUSH_S = 0.25
SHORTEST_REST_S = 0.02
WAIT_MAX_S = 60.0
"""A longer wait for a host goes into the table instead of a sleeping task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollRhythm:
    """How many polls run at once, how often due sources are looked for, how long a stop waits."""

    parallel: int = 64
    stop_within_s: float = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How hosts are treated; `is_exempt` tells those in the operator's own networks."""

    politeness: Politeness
    is_exempt: Callable[[str], bool]


class PollLoop:
    """Polls what is due whenever it is woken, until stopped."""

    def __init__(
        self,
        store: Store,
        poller: Poller,
        manners: Manners,
        *,
        clock: Callable[[], datetime],
        rhythm: PollRhythm | None = None,
    ) -> None:
        self._store = store
        self._poller = poller
        self._politeness = manners.politeness
        self._is_exempt = manners.is_exempt
        self._clock = clock
        self._rhythm = rhythm or PollRhythm()
        self._slots = asyncio.Semaphore(self._rhythm.parallel)
        self._under_way: set[asyncio.Task[None]] = set()
        self._settled: list[Source] = []
        self._awake = asyncio.Event()
        self._is_stopping = False
        self.counts: Counter[str] = Counter()
        self.on_owed: Callable[[], None] = lambda: None

    def wake(self) -> None:
        """Sources may be due: look at once."""
        self._awake.set()

    def stop(self) -> None:
        """Claim nothing new; `run` returns when the polls under way are done, or time is up."""
        self._is_stopping = True
        self._awake.set()

    async def run(self) -> None:
        """Poll until stopped."""
        await self._store.write(sources.release_claims)
        flushing = asyncio.create_task(self._keep_flushing())
        try:
            while not self._is_stopping:
                self._awake.clear()
                await self._start_due()
                await self._rest()
        finally:
            await self._finish()
            flushing.cancel()
            await self._flush()

    async def _rest(self) -> None:
        """Until the next source is due, or somebody wakes us: the timer's tick at the latest."""
        try:
            async with asyncio.timeout(await self._until_due_s()):
                await self._awake.wait()
        except TimeoutError:
            return

    async def _until_due_s(self) -> float | None:
        """Seconds until a source is due; None, for the timer to wake us, if nothing can start."""
        now = self._clock()
        try:
            due_at = await self._store.read(lambda tx: sources.next_due_at(tx, now))
        except StoreError as error:
            log.warning("next due source unread error=%s", error)
            return None
        if due_at is None or len(self._under_way) >= CLAIM_LIMIT:
            return None
        return max(SHORTEST_REST_S, (due_at - now).total_seconds())

    async def _start_due(self) -> None:
        free = CLAIM_LIMIT - len(self._under_way)
        if free <= 0:
            return
        now = self._clock()
        try:
            due = await self._store.write(
                lambda tx: sources.claim_due(tx, now, limit=free, lease_s=LEASE_S)
            )
        except Exception:
            self.counts["unclaimed"] += 1
            log.exception("due sources unread")
            return
        for source in due:
            task = asyncio.create_task(self._poll(source))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _poll(self, source: Source) -> None:
        try:
            if await self._wait_turn(source):
                await self._poll_now(source)
        except Exception:
            self.counts["broke"] += 1
            log.exception("polling broke source=%s", source.key or source.id)

    async def _wait_turn(self, source: Source) -> bool:
        """True when the source's host may be asked; a host that cools down is left for later."""
        if self._is_exempt(urlsplit(source.url).hostname or ""):
            return True
        while (wait_s := self._politeness.wait_s(source.url, time.monotonic())) > 0:
            if wait_s > WAIT_MAX_S:
                later = self._clock() + timedelta(seconds=wait_s)
                self._settled.append(replace(source, next_check_at=later))
                return False
            await asyncio.sleep(wait_s)
        return not self._is_stopping

    async def _poll_now(self, source: Source) -> None:
        answer = None
        self._politeness.begin(source.url, time.monotonic())
        try:
            async with self._slots:
                polled = await self._poller.poll(source, self._clock)
            answer = polled.answer
        finally:
            self._politeness.end(source.url, time.monotonic(), answer)
        self._note(source, polled)

    def _note(self, source: Source, polled: Polled) -> None:
        if not polled.is_stored:
            self._settled.append(polled.source)
        if polled.taken.delivery_ids:
            self.on_owed()
        outcome = name_outcome(polled)
        self.counts[outcome] += 1
        level = logging.INFO if polled.taken.news else logging.DEBUG
        level = logging.WARNING if outcome == "failed" else level
        log.log(
            level,
            "polled source=%s outcome=%s new=%d matched=%d owed=%d took_s=%.2f%s",
            source.key or source.id,
            outcome,
            len(polled.taken.news),
            polled.taken.matched,
            len(polled.taken.delivery_ids),
            polled.answer.took_s,
            f" code={polled.answer.code}" if isinstance(polled.answer, FetchFailed) else "",
        )

    async def _keep_flushing(self) -> None:
        while True:
            await asyncio.sleep(FLUSH_S)
            await self._flush()

    async def _flush(self) -> None:
        """Write back, in one transaction, the sources whose polls brought nothing to remember."""
        settled, self._settled = self._settled, []
        if not settled:
            return
        try:
            await self._store.write(lambda tx: sources.record_polls(tx, settled))
            self._awake.set()
        except Exception:
            # Their leases run out and they are polled again.
            self.counts["unwritten"] += len(settled)
            log.exception("polls unwritten count=%d", len(settled))

    async def _finish(self) -> None:
        if not self._under_way:
            return
        _, late = await asyncio.wait(self._under_way, timeout=self._rhythm.stop_within_s)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


def name_outcome(polled: Polled) -> str:
    """One word for the log and the metrics."""
    match polled.answer:
        case NotModified():
            return "unmodified"
        case FetchFailed():
            return "failed"
        case Fetched() if polled.is_stored:
            return "read"
        case Fetched():
            return "unreadable" if polled.source.failure else "unchanged"
