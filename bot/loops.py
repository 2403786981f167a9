"""A loop that works when it is woken, or at the latest after its tick, until it is stopped."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


LOOK_AGAIN_S = 60.0
"""A loop looks by itself this long after its tick, should the timers ever stand still."""


class Loop:
    """Calls `work` again and again; what it raises is logged and counted and never ends the loop.

    A timer is meant to wake it every `tick_s`. A wake-up during the work is not lost: the work is
    then done once more.
    """

    def __init__(self, name: str, work: Callable[[], Awaitable[object]], *, tick_s: float) -> None:
        self.name = name
        self.faults = 0
        self._work = work
        self.tick_s = tick_s
        self._awake = asyncio.Event()
        self._is_stopping = False

    def wake(self) -> None:
        """Look at once."""
        self._awake.set()

    def stop(self) -> None:
        """`run` returns when the work under way is done."""
        self._is_stopping = True
        self._awake.set()

    async def run(self) -> None:
        """Work until stopped."""
        while not self._is_stopping:
            self._awake.clear()
            await self._work_once()
            await self._rest()

    async def _work_once(self) -> None:
        try:
            await self._work()
        except Exception:
            self.faults += 1
            log.exception("loop failed loop=%s faults=%d", self.name, self.faults)

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(self.tick_s + LOOK_AGAIN_S):
                await self._awake.wait()
        except TimeoutError:
            return
