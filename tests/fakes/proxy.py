"""An HTTP proxy on loopback: forwards plain requests, upgrades too, and tunnels CONNECT."""

import asyncio
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

END_OF_HEAD = b"\r\n\r\n"


class Proxy:
    """`async with Proxy() as proxy:`; `proxy.asked` lists the request lines that came."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of the client: its requests all go to the host of the first."""
        try:
            head = await reader.readuntil(END_OF_HEAD)
            line, _, rest = head.partition(b"\r\n")
            self.asked.append(line.decode())
            method, target, version = line.decode().split(" ")
            url = urlsplit(f"//{target}" if method == "CONNECT" else target)
            far_reader, far_writer = await asyncio.open_connection(url.hostname, url.port or 80)
            if method == "CONNECT":
                writer.write(b"HTTP/1.1 200 Connection established" + END_OF_HEAD)
            else:
                path = url._replace(scheme="", netloc="").geturl() or "/"
                far_writer.write(f"{method} {path} {version}\r\n".encode() + _closing(rest))
            await asyncio.gather(_pipe(reader, far_writer), _pipe(far_reader, writer))
        except (OSError, EOFError):
            return
        finally:
            writer.close()


def _closing(head: bytes) -> bytes:
    """The head, asking to close after the answer unless it asks for an upgrade."""
    if b"upgrade:" in head.lower():
        return head
    kept = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([b"Connection: close", *kept])


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()
