"""Waiting for something to become true, without a clock to poll by."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Changes:
    """Every change of the fake's world calls `tell`; whoever waits looks again."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def tell(self) -> None:
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, look: Callable[[], T | None], timeout_s: float) -> T:
        """The first truthy value of `look`; raises TimeoutError when none comes in time."""
        async with asyncio.timeout(timeout_s):
            while not (seen := look()):
                future = asyncio.get_running_loop().create_future()
                self._waiting.add(future)
                try:
                    await future
                finally:
                    self._waiting.discard(future)
            return seen
