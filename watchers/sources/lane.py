"""One reading process: started when needed, asked one document at a time, killed when it hangs."""

import asyncio
import io
import os
import pickle
import signal
import sys
from asyncio.subprocess import Process
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from watchers.sources import failures
from watchers.sources.model import FoundFeed, NotAFeed, RawArticle, ReadFeed
from watchers.sources.worker import HEADER, READY, Request

Answer = ReadFeed | NotAFeed | RawArticle

_ROOT = Path(__file__).resolve().parents[2]
_START_S = 60.0
_PATIENCE = 3.0
"""Wall time for each second of the worker's own: the machine may have other things to do."""


class Lane:
    """Answers one request at a time; whatever goes wrong is an answer."""

    def __init__(self, limit_s: float, memory_bytes: int) -> None:
        self._limit_s = limit_s
        self._memory_bytes = memory_bytes
        self._process: Process | None = None
        self.starts = 0

    async def read(self, request: Request) -> Answer:
        """The worker's answer; a NotAFeed of our own where it died or was killed over it."""
        try:
            process = await self._started()
            async with asyncio.timeout(self._limit_s * _PATIENCE):
                return await _ask(process, request)
        except TimeoutError:
            await self.stop()
            return self._too_slow()
        except (asyncio.IncompleteReadError, OSError):
            is_too_slow = await self.stop() == -signal.SIGVTALRM
            return self._too_slow() if is_too_slow else NotAFeed(code=failures.UNREADABLE)
        except asyncio.CancelledError:
            await self.stop()  # its answer, half read, must not become the next one's
            raise

    async def stop(self) -> int | None:
        """End the worker; its exit code, negative for a signal, None where there was none."""
        process, self._process = self._process, None
        if process is None:
            return None
        with suppress(TimeoutError):
            async with asyncio.timeout(0.05):
                await process.wait()  # one that ended by itself tells why
        with suppress(ProcessLookupError):
            process.kill()
        code = await process.wait()
        transport = getattr(process, "_transport", None)
        if transport is not None:
            transport.close()
        return code

    def _too_slow(self) -> NotAFeed:
        return NotAFeed(code=failures.TOO_SLOW, params={"limit_s": self._limit_s})

    async def _started(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            await self.stop()
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "watchers.sources.worker",
                str(self._memory_bytes),
                str(self._limit_s),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                cwd=_ROOT,
                env=_environment(),
                limit=2**20,
            )
            self.starts += 1
            await _await_ready(self._process)
        return self._process


async def _await_ready(process: Process) -> None:
    """Loading libraries takes its own time and must not count against the first document."""
    if process.stdout is None:
        raise OSError("the worker has no pipes")
    async with asyncio.timeout(_START_S):
        await process.stdout.readexactly(len(READY))


async def _ask(process: Process, request: Request) -> Answer:
    """Send one document and wait for its reading."""
    if process.stdin is None or process.stdout is None:
        raise OSError("the worker has no pipes")
    packed = pickle.dumps(request, protocol=5)
    process.stdin.write(HEADER.pack(len(packed)))
    process.stdin.write(packed)
    await process.stdin.drain()
    header = await process.stdout.readexactly(HEADER.size)
    answer = _Answers(io.BytesIO(await process.stdout.readexactly(HEADER.unpack(header)[0]))).load()
    if not isinstance(answer, Answer):
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
