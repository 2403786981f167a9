"""A loop that works when it is woken, or at the latest after its tick, until it is stopped."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


class Loop:
    """Calls `work` again and again; what it raises is logged and counted and never ends the loop.

    A wake-up during the work is not lost: the work is then done once more.
    """

    def __init__(self, name: str, work: Callable[[], Awaitable[object]], *, tick_s: float) -> None:
        self.name = name
        self.faults = 0
        self._work = work
        self._tick_s = tick_s
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
            async with asyncio.timeout(self._tick_s):
                await self._awake.wait()
        except TimeoutError:
            return
