"""Reads documents in processes of their own, killed when one document asks too much."""

import asyncio
from types import TracebackType
from typing import Self

from watchers.sources import failures
from watchers.sources.lane import Answer, Lane
from watchers.sources.model import NotAFeed, RawArticle, ReadFeed
from watchers.sources.worker import Request

_NO_ANSWER = NotAFeed(code=failures.UNREADABLE)
_MEMORY_BYTES = 1536 * 2**20  # address space, of which libraries alone take a third
_LANES = 2  # one document that takes its whole time holds up no other


class FeedReader:
    """An async context manager; its workers start at the first documents and after every kill.

    `limit_s` bounds one document, in seconds of the worker's own time.
    """

    def __init__(
        self, *, limit_s: float = 2.0, memory_bytes: int = _MEMORY_BYTES, lanes: int = _LANES
    ) -> None:
        self._free = [Lane(limit_s, memory_bytes) for _ in range(lanes)]
        self._lanes = tuple(self._free)
        self._turns = asyncio.Semaphore(lanes)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for lane in self._lanes:
            await lane.stop()

    @property
    def starts(self) -> int:
        """How many workers have been started so far."""
        return sum(lane.starts for lane in self._lanes)

    async def read(self, body: bytes, media_type: str, url: str) -> ReadFeed | NotAFeed:
        """What the document says; NotAFeed also where reading it took too long or too much."""
        answer = await self._read(("feed", body, media_type, url))
        return answer if isinstance(answer, ReadFeed | NotAFeed) else _NO_ANSWER

    async def read_page(self, body: bytes, media_type: str, url: str) -> RawArticle | NotAFeed:
        """The article that a web page shows; NotAFeed where it shows none."""
        answer = await self._read(("page", body, media_type, url))
        return answer if isinstance(answer, RawArticle | NotAFeed) else _NO_ANSWER

    async def _read(self, request: Request) -> Answer:
        async with self._turns:
            lane = self._free.pop()  # the one used last: further ones start only where needed
            try:
                return await lane.read(request)
            finally:
                self._free.append(lane)
