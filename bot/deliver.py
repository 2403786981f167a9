"""The outbox's sender: takes up what is owed, place beside place, the urgent lanes first.

Tables are the truth, a wake-up only says "look": `deliveries` holds what is owed, under way and
sent, so that the process may die between any two lines. One task at a time serves a place.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.attempts import BROKEN_ATTEMPTS
from bot.editing import Editor
from bot.outfit import Outfit
from bot.sending import Sender
from bot.wires import TokenRefusedError
from watchers.model import Reason
from watchers.store import StoreError, deliveries
from watchers.store.deliveries import Delivery

log = logging.getLogger(__name__)

Work = Callable[[Delivery], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How the sender takes its turns: seconds, and places served at once."""

    tick_s: float = 1.0
    stop_within_s: float = 10.0
    concurrency: int = 64
    """More than 45 a second need at a second each: a full channel lets one message go a second."""


class Deliverer:
    """Runs until it is stopped; `wake` makes it look at once, a tick makes it look anyway."""

    def __init__(self, outfit: Outfit, rhythm: Rhythm | None = None) -> None:
        self._outfit = outfit
        self._rhythm = rhythm or Rhythm()
        self._sender = Sender(outfit)
        self._editor = Editor(outfit)
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._faults: Counter[int] = Counter()
        self._awake = asyncio.Event()
        self._has_backlog = False
        """More is due than is served at once: the next look waits for half of them."""
        self._is_stopping = False
        self._is_refused = False

    @property
    def counts(self) -> Counter[str]:
        """Outcomes since the start: sent, found, failed, refused, suspended, edited."""
        return self._outfit.counts

    def wake(self) -> None:
        """Something may be owed: look at once."""
        self._awake.set()

    def stop(self) -> None:
        """Take up nothing new; `run` returns when what is under way is done, or time is up."""
        self._is_stopping = True
        self._awake.set()

    async def run(self) -> None:
        """Send what is owed until stopped; raises TokenRefusedError when Discord refuses it."""
        await self._outfit.store.write(deliveries.release)
        try:
            while not (self._is_stopping or self._is_refused):
                self._awake.clear()
                await self._take_up()
                await self._rest()
        finally:
            await self._finish()
        if self._is_refused:
            raise TokenRefusedError

    async def _take_up(self) -> None:
        if self._has_backlog and len(self._busy) > self._rhythm.concurrency // 2:
            return
        try:
            await self._start(await self._find_heads(), self._sender.send)
            await self._start(await self._find_edits(), self._editor.edit)
        except StoreError as error:
            log.warning("outbox unread error=%s", error)

    async def _find_heads(self) -> tuple[Delivery, ...]:
        # A busy place may have a next head; asking for so many more leaves none of the free out.
        limit, now = self._rhythm.concurrency + len(self._busy), self._outfit.clock()
        found = await self._outfit.store.read(lambda tx: deliveries.heads(tx, now, limit=limit))
        self._has_backlog = len(found) == limit
        return found

    async def _find_edits(self) -> tuple[Delivery, ...]:
        limit, now = self._rhythm.concurrency + len(self._busy), self._outfit.clock()
        return await self._outfit.store.read(lambda tx: deliveries.edits(tx, now, limit=limit))

    async def _start(self, found: tuple[Delivery, ...], work: Work) -> None:
        for delivery in found:
            if len(self._busy) >= self._rhythm.concurrency:
                return
            if delivery.place.id not in self._busy:
                task = asyncio.create_task(self._serve(delivery, work))
                self._busy[delivery.place.id] = task

    async def _serve(self, delivery: Delivery, work: Work) -> None:
        try:
            await work(delivery)
        except TokenRefusedError:
            self._is_refused = True
        except StoreError as error:
            # What Discord has taken is found by its nonce or marker when the lease ends.
            log.warning("outbox unwritten delivery=%d error=%s", delivery.id, error)
        except Exception:
            log.exception("sending broke delivery=%d", delivery.id)
            await self._set_aside(delivery)
        finally:
            del self._busy[delivery.place.id]
            self._awake.set()

    async def _set_aside(self, delivery: Delivery) -> None:
        """Keep what our own code fails on from holding up its place, for good at the fifth time."""
        self._faults[delivery.id] += 1
        is_final = self._faults[delivery.id] >= BROKEN_ATTEMPTS
        try:
            await self._sender.set_aside(delivery, Reason(code="sending-broke"), is_final=is_final)
        except StoreError as error:
            log.warning("outbox unwritten delivery=%d error=%s", delivery.id, error)

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(self._rhythm.tick_s):
                await self._awake.wait()
        except TimeoutError:
            return

    async def _finish(self) -> None:
        under_way = set(self._busy.values())
        if not under_way:
            return
        _, late = await asyncio.wait(under_way, timeout=self._rhythm.stop_within_s)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
