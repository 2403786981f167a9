"""Connections that go only where they may: the address that was checked is the one connected to."""

import asyncio
import socket
import ssl
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpcore

from watchers.sources import failures
from watchers.sources.addresses import (
    ALLOWED_PORTS,
    Address,
    Network,
    is_allowed_by_operator,
    may_connect,
    parse_address,
)

HEAD_LIMIT_BYTES = 128 * 1024
"""All that may arrive before a response begins, interim 1xx answers included."""

_RESOLVER_THREADS = 32  # a resolver that hangs holds a thread; others must still be answered


class ConnectFailed(Exception):
    """No connection; `code` is one of `failures`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class TooMuch(Exception):
    """The other side sent more than was allowed for."""


class CheckedStream(httpcore.AsyncNetworkStream):
    """One connection that counts what it receives; `allow` raises the cap."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._received = 0
        self._limit = HEAD_LIMIT_BYTES

    def allow(self, more_bytes: int) -> None:
        self._limit += more_bytes

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        try:
            piece = await self._reader.read(max_bytes)
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error
        self._received += len(piece)
        if self._received > self._limit:
            raise TooMuch
        return piece

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        try:
            self._writer.write(buffer)
            await self._writer.drain()
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    async def aclose(self) -> None:
        self._writer.transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        try:
            await self._writer.start_tls(ssl_context, server_hostname=server_hostname)
        except (ssl.SSLError, ssl.CertificateError) as error:
            raise ConnectFailed(failures.TLS, _tls_detail(error)) from error
        except (OSError, EOFError) as error:
            raise ConnectFailed(failures.TLS, "connection closed") from error
        return self

    def get_extra_info(self, info: str) -> Any:
        return self._writer.get_extra_info(info)


Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Net:
    """The network below the checks: names to addresses, and connections to addresses."""

    def look_up(self, host: str, port: int) -> list[str]:
        """All addresses of a name; blocks, raises OSError."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return [str(each[4][0]) for each in found]

    async def connect(self, address: str, port: int) -> Streams:
        """A connection to an address; raises OSError."""
        return await asyncio.open_connection(address, port)


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Resolves once, requires every address to be allowed, connects to those very addresses.

    `allowed` networks are the operator's; a host that was reached there is remembered as exempt.
    """

    def __init__(self, allowed: Iterable[Network], connect_s: float, net: Net) -> None:
        self._allowed = tuple(allowed)
        self._connect_s = connect_s
        self._net = net
        self._threads = ThreadPoolExecutor(_RESOLVER_THREADS, thread_name_prefix="resolver")
        self.exempt_hosts: set[str] = set()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = await self._resolve(host, port)
        self._check(host, port, addresses)
        return await self._connect_first(addresses, port)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _resolve(self, host: str, port: int) -> list[Address]:
        literal = parse_address(host)
        if literal is not None:
            return [literal]
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._threads, self._net.look_up, host, port)
        except (OSError, UnicodeError) as error:
            raise ConnectFailed(failures.UNKNOWN_HOST, host) from error
        addresses = [parse_address(each) for each in found]
        if not addresses or None in addresses:
            raise ConnectFailed(failures.UNKNOWN_HOST, host)
        return list(dict.fromkeys(each for each in addresses if each is not None))

    def _check(self, host: str, port: int, addresses: list[Address]) -> None:
        if all(is_allowed_by_operator(each, self._allowed) for each in addresses):
            self.exempt_hosts.add(host)
            return
        if not all(may_connect(each, 443, self._allowed) for each in addresses):
            raise ConnectFailed(failures.PRIVATE_ADDRESS, host)
        if port not in ALLOWED_PORTS:
            raise ConnectFailed(failures.PORT, str(port))

    async def _connect_first(self, addresses: list[Address], port: int) -> CheckedStream:
        failed: Exception | None = None
        for address in addresses[:4]:
            try:
                async with asyncio.timeout(self._connect_s):
                    return CheckedStream(*await self._net.connect(str(address), port))
            except (OSError, TimeoutError) as error:
                failed = error
        raise ConnectFailed(_code_of(failed), f"port {port}") from failed


def _code_of(error: Exception | None) -> str:
    match error:
        case ConnectionRefusedError():
            return failures.REFUSED
        case TimeoutError():
            return failures.TIMEOUT
    return failures.UNREACHABLE


def _tls_detail(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return str(error.verify_message)
    return str(getattr(error, "reason", "") or "handshake failed").lower().replace("_", " ")
