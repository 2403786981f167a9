"""Reads documents in a process of its own, which is killed when one document asks too much."""

import asyncio
import io
import os
import pickle
import sys
from asyncio.subprocess import Process
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from watchers.sources import failures
from watchers.sources.model import FoundFeed, NotAFeed, RawArticle, ReadFeed
from watchers.sources.worker import HEADER, READY, Request

_ROOT = Path(__file__).resolve().parents[2]
Answer = ReadFeed | NotAFeed | RawArticle

_NO_ANSWER = NotAFeed(code=failures.UNREADABLE)
_START_S = 60.0
_MEMORY_BYTES = 1536 * 2**20  # address space, of which libraries alone take a third


class FeedReader:
    """An async context manager; one worker, started at the first document and after every kill.

    `limit_s` bounds one document; documents wait their turn in order.
    """

    def __init__(self, *, limit_s: float = 5.0, memory_bytes: int = _MEMORY_BYTES) -> None:
        self._limit_s = limit_s
        self._memory_bytes = memory_bytes
        self._turn = asyncio.Lock()
        self._process: Process | None = None
        self.starts = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._stop()

    async def read(self, body: bytes, media_type: str, url: str) -> ReadFeed | NotAFeed:
        """What the document says; NotAFeed also where reading it took too long or too much."""
        answer = await self._read(("feed", body, media_type, url))
        return answer if isinstance(answer, ReadFeed | NotAFeed) else _NO_ANSWER

    async def read_page(self, body: bytes, media_type: str, url: str) -> RawArticle | NotAFeed:
        """The article that a web page shows; NotAFeed where it shows none."""
        answer = await self._read(("page", body, media_type, url))
        return answer if isinstance(answer, RawArticle | NotAFeed) else _NO_ANSWER

    async def _read(self, request: Request) -> Answer:
        async with self._turn:
            try:
                process = await self._started()
                async with asyncio.timeout(self._limit_s):
                    return await _ask(process, request)
            except TimeoutError:
                await self._stop()
                return NotAFeed(code=failures.TOO_SLOW, params={"limit_s": self._limit_s})
            except (asyncio.IncompleteReadError, OSError):
                await self._stop()
                return NotAFeed(code=failures.UNREADABLE)
            except asyncio.CancelledError:
                await self._stop()  # its answer, half read, must not become the next one's
                raise

    async def _started(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "watchers.sources.worker",
                str(self._memory_bytes),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                cwd=_ROOT,
                env=_environment(),
                limit=2**20,
            )
            self.starts += 1
            await self._await_ready(self._process)
        return self._process

    async def _await_ready(self, process: Process) -> None:
        """Loading libraries takes its own time and must not count against the first document."""
        if process.stdout is None:
            raise OSError("the worker has no pipes")
        async with asyncio.timeout(_START_S):
            await process.stdout.readexactly(len(READY))

    async def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        transport = getattr(process, "_transport", None)
        if transport is not None:
            transport.close()


async def _ask(process: Process, request: Request) -> Answer:
    """Send one document and wait for its reading; bytes go both ways at once, lest both wait."""
    if process.stdin is None or process.stdout is None:
        raise OSError("the worker has no pipes")
    packed = pickle.dumps(request, protocol=5)
    process.stdin.write(HEADER.pack(len(packed)))
    process.stdin.write(packed)
    await process.stdin.drain()
    header = await process.stdout.readexactly(HEADER.size)
    answer = _Answers(io.BytesIO(await process.stdout.readexactly(HEADER.unpack(header)[0]))).load()
    if not isinstance(answer, ReadFeed | NotAFeed | RawArticle):
        raise OSError("the worker gave no answer")
    return answer


class _Answers(pickle.Unpickler):
    """A worker that a document took over can send no code, only values of these kinds."""

    def find_class(self, module: str, name: str) -> Any:
        kind = _VALUES.get(f"{module}.{name}")
        if kind is None:
            raise OSError(f"the worker sent a {name}")
        return kind


_VALUES: dict[str, Any] = {
    f"{each.__module__}.{each.__qualname__}": each
    for each in (ReadFeed, NotAFeed, RawArticle, FoundFeed, datetime, timezone, timedelta)
}


def _environment() -> dict[str, str]:
    """What Python needs to start; no setting and no secret of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(["", *sys.path]).lstrip(os.pathsep)}
