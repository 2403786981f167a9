"""What carries a request: one fresh connection each, no pool, no proxy unless the operator set one.

A poller meets a host once a minute or less, so keeping connections gains little, and httpcore's
pool scans all its connections for each request (encode/httpcore#1035).
"""

import ssl
from collections.abc import AsyncIterator

import httpcore
import httpx

from watchers.sources.connect import CheckedBackend, CheckedStream
from watchers.sources.model import FetchSettings


def choose_transport(
    settings: FetchSettings, backend: CheckedBackend, context: ssl.SSLContext
) -> httpx.AsyncBaseTransport:
    """The operator's proxy where one is set (it then decides what is reachable), else our own."""
    if settings.proxy:
        return httpx.AsyncHTTPTransport(verify=context, proxy=settings.proxy, trust_env=False)
    return CheckedTransport(backend, context, settings.wire_limit_bytes)


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
