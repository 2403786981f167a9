"""What carries a request: one fresh connection each, no pool, no proxy unless the operator set one.

A poller meets a host once a minute or less, so keeping connections gains little, and httpcore's
pool scans all its connections for each request (encode/httpcore#1035).
"""

import ssl
from collections.abc import AsyncIterator

import httpcore
import httpx

from watchers.sources import failures
from watchers.sources.addresses import (
    ALLOWED_PORTS,
    Network,
    is_allowed_by_operator,
    literal_address,
    may_connect,
    networks,
)
from watchers.sources.connect import CheckedBackend, CheckedStream, ConnectFailed
from watchers.sources.model import FetchSettings


def choose_transport(
    settings: FetchSettings, backend: CheckedBackend, context: ssl.SSLContext
) -> httpx.AsyncBaseTransport:
    """The operator's proxy where one is set (it then decides what is reachable), else our own."""
    if settings.proxy:
        inner = httpx.AsyncHTTPTransport(verify=context, proxy=settings.proxy, trust_env=False)
        return ProxiedTransport(inner, networks(settings.allowed_networks))
    return CheckedTransport(backend, context, settings.wire_limit_bytes)


class ProxiedTransport(httpx.AsyncBaseTransport):
    """The operator's proxy, which looks names up itself; private addresses never reach it."""

    def __init__(self, inner: httpx.AsyncBaseTransport, allowed: tuple[Network, ...]) -> None:
        self._inner = inner
        self._allowed = allowed

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        port = request.url.port or {"http": 80, "https": 443}[request.url.scheme]
        address = literal_address(request.url.host)
        if address is not None and not may_connect(address, 443, self._allowed):
            raise ConnectFailed(failures.PRIVATE_ADDRESS, request.url.host)
        is_open = address is not None and is_allowed_by_operator(address, self._allowed)
        if port not in ALLOWED_PORTS and not is_open:
            raise ConnectFailed(failures.PORT, str(port))
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


class CheckedTransport(httpx.AsyncBaseTransport):
    """One fresh connection per request, over the checked backend."""

    def __init__(
        self, backend: CheckedBackend, context: ssl.SSLContext, wire_limit_bytes: int
    ) -> None:
        self._backend = backend
        self._context = context
        self._wire_limit_bytes = wire_limit_bytes

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        connection = httpcore.AsyncHTTPConnection(
            origin=url.origin, ssl_context=self._context, network_backend=self._backend
        )
        try:
            response = await connection.handle_async_request(
                httpcore.Request(
                    method=request.method,
                    url=url,
                    headers=request.headers.raw,
                    content=request.stream,
                )
            )
        except BaseException:
            await connection.aclose()
            raise
        stream = response.extensions["network_stream"]
        if isinstance(stream, CheckedStream):
            stream.allow(self._wire_limit_bytes * 2)
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_ClosingStream(response, connection),
        )


class _ClosingStream(httpx.AsyncByteStream):
    """A response's bytes; the connection goes with it."""

    def __init__(
        self, response: httpcore.Response, connection: httpcore.AsyncHTTPConnection
    ) -> None:
        self._response = response
        self._connection = connection

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._response.aiter_stream():
            yield piece

    async def aclose(self) -> None:
        await self._connection.aclose()
