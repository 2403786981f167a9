"""One gateway connection, and the session that outlives it."""

import asyncio
import json
import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from aiohttp import web

Json = dict[str, Any]

DISPATCH = 0
BACKLOG = 2000
# Discord: topics/gateway, 120 frames in 60 seconds on one connection
MAX_FRAMES = 120


@dataclass(slots=True, kw_only=True)
class Session:
    """What survives a dropped connection: the sequence and what was sent under it."""

    id: str
    shard: int
    intents: int
    sequence: int = 0
    backlog: deque[Json] = field(default_factory=lambda: deque(maxlen=BACKLOG))
    connection: "Connection | None" = None

    def push(self, event: str, data: Any) -> None:
        self.sequence += 1
        frame = {"op": DISPATCH, "t": event, "s": self.sequence, "d": data}
        self.backlog.append(frame)
        if self.connection is not None:
            self.connection.put(frame)


class Connection:
    """One open socket; frames are queued and written in order by its own task."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request):
        self.socket = socket
        self.transport = request.transport
        self.session: Session | None = None
        self.is_closed_here = False
        self._frame_times: deque[float] = deque(maxlen=MAX_FRAMES)
        self._compress = compression(request.query.get("compress", ""))
        self._frames: asyncio.Queue[Json] = asyncio.Queue()

    def put(self, frame: Json) -> None:
        self._frames.put_nowait(frame)

    def is_flooding(self, now_s: float) -> bool:
        """Takes one frame from what a minute allows."""
        times = self._frame_times
        is_full = len(times) == MAX_FRAMES and now_s - times[0] < 60
        times.append(now_s)
        return is_full

    async def close(self, code: int) -> None:
        self.is_closed_here = True
        await self.socket.close(code=code)

    async def write(self) -> None:
        while True:
            text = json.dumps(await self._frames.get())
            try:
                if self._compress is None:
                    await self.socket.send_str(text)
                else:
                    await self.socket.send_bytes(self._compress(text.encode()))
            except ConnectionError:
                return


def compression(name: str) -> Callable[[bytes], bytes] | None:
    """What the client asked for: `zlib-stream`, `zstd-stream` (needs the library), or none."""
    if name == "zlib-stream":
        stream = zlib.compressobj()
        return lambda data: stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)
    if name == "zstd-stream":
        # discord.py asks for it only where this library is installed
        library = import_module("zstandard")
        packer = library.ZstdCompressor().compressobj()
        flush = library.COMPRESSOBJ_FLUSH_BLOCK
        return lambda data: packer.compress(data) + packer.flush(flush)
    return None
