"""One polite conditional GET: bounded in bytes, time and redirects, and only to public addresses.

httpx is known here, in `hops.py` and in `transport.py` alone.
"""

import asyncio
import hashlib
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Self

import httpcore
import httpx

from watchers.sources import failures
from watchers.sources.addresses import is_allowed_by_operator, networks, parse_address
from watchers.sources.connect import CheckedBackend, ConnectFailed, Net, TooMuch
from watchers.sources.decode import BadEncoding, BodyDecoder, TooLarge
from watchers.sources.headers import fresh_for_s, retry_after_s
from watchers.sources.hops import REDIRECTS, BadUrl, Hop, first_hop, next_hop, parse_url
from watchers.sources.judge import judge_status, looks_like_challenge, looks_like_login
from watchers.sources.model import (
    FetchAnswer,
    Fetched,
    FetchFailed,
    FetchRequest,
    FetchSettings,
    NotModified,
)
from watchers.sources.transport import choose_transport

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1"
)
_ERROR_BODY_BYTES = 64 * 1024


_Work = Callable[[httpx.URL], Awaitable[FetchAnswer]]


class Fetcher:
    """Fetches documents; an async context manager. Every outcome is a value, also every failure."""

    def __init__(self, settings: FetchSettings, net: Net | None = None) -> None:
        self._settings = settings
        self._allowed = networks(settings.allowed_networks)
        self._backend = CheckedBackend(self._allowed, settings.connect_s, net or Net())
        self._client = httpx.AsyncClient(
            transport=choose_transport(settings, self._backend, _tls_context(settings.ca_file)),
            headers={
                "user-agent": f"Watchfloor/{settings.version} (+{settings.contact})",
                "accept": _ACCEPT,
                "accept-encoding": "gzip, deflate",
                "connection": "close",
            },
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            timeout=None,  # noqa: S113 - the deadline is over the whole exchange, in `_timed`
            follow_redirects=False,
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._client.aclose()
        self._backend.close()

    def is_exempt(self, host: str) -> bool:
        """Whether the operator's `ALLOWED_NETWORKS` lift the pause between polls of this host."""
        address = parse_address("127.0.0.1" if host == "localhost" else host)
        if address is None:
            return host in self._backend.exempt_hosts
        return is_allowed_by_operator(address, self._allowed)

    async def fetch(self, request: FetchRequest) -> FetchAnswer:
        """What the source answers, in at most the deadline; never raises for what a source does."""
        return await self._timed(request.url, lambda url: self._follow(first_hop(url, request)))

    async def send_form(self, url: str, fields: dict[str, str]) -> FetchAnswer:
        """The answer to one form sent to a hub; redirects are not followed."""

        async def send(target: httpx.URL) -> FetchAnswer:
            form = self._client.build_request("POST", target, data=fields)
            response = await self._client.send(form, stream=True)
            try:
                return await self._read(Hop(url=target, request=FetchRequest(url=url)), response)
            finally:
                await response.aclose()

        return await self._timed(url, send)

    async def _timed(self, url: str, work: _Work) -> FetchAnswer:
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            async with asyncio.timeout(self._settings.deadline_s):
                answer = await work(parse_url(url))
        except Exception as error:  # noqa: BLE001 - translated below, and raised again if unknown
            answer = _failure_of(url, error)
        return replace(answer, took_s=loop.time() - started)

    async def _follow(self, hop: Hop) -> FetchAnswer:
        while True:
            response = await self._client.send(self._build(hop), stream=True)
            try:
                target = response.headers.get("location", "")
                if response.status_code not in REDIRECTS or not target:
                    return await self._read(hop, response)
            finally:
                await response.aclose()
            hop = next_hop(hop, response.status_code, target)
            if hop.count > self._settings.redirect_limit:
                return FetchFailed(url=hop.request.url, code=failures.REDIRECT_LOOP)

    def _build(self, hop: Hop) -> httpx.Request:
        headers = {
            "if-none-match": hop.request.etag,
            "if-modified-since": hop.request.last_modified,
            "authorization": hop.authorization,
        }
        sent = [(name, value.encode("latin-1")) for name, value in headers.items() if value]
        return self._client.build_request("GET", hop.url, headers=dict(sent))  # type: ignore[arg-type]

    async def _read(self, hop: Hop, response: httpx.Response) -> FetchAnswer:
        head = _read_headers(response)
        if response.status_code == 304:
            return NotModified(
                url=str(hop.url),
                etag=head.get("etag", ""),
                last_modified=head.get("last-modified", ""),
                moved_to=hop.moved_to,
                fresh_for_s=_fresh(head),
            )
        if not 200 <= response.status_code < 300:
            return await self._read_error(hop, response, head)
        body = await self._read_body(response, head)
        if looks_like_challenge(response.status_code, head, body):
            return FetchFailed(url=hop.request.url, code=failures.CHALLENGE)
        if looks_like_login(hop.request.url, str(hop.url), body):
            return FetchFailed(url=hop.request.url, code=failures.LOGIN)
        return _fetched(hop, response.status_code, head, body)

    async def _read_body(self, response: httpx.Response, head: dict[str, str]) -> bytes:
        decoder = BodyDecoder(head.get("content-encoding", ""), self._settings.body_limit_bytes)
        received = 0
        async for piece in response.aiter_raw():
            received += len(piece)
            if received > self._settings.wire_limit_bytes:
                raise TooLarge
            decoder.feed(piece)
        return decoder.finish()

    async def _read_error(
        self, hop: Hop, response: httpx.Response, head: dict[str, str]
    ) -> FetchFailed:
        code, is_permanent = judge_status(response.status_code)
        body = await _read_some(response, head)
        if looks_like_challenge(response.status_code, head, body):
            code = failures.CHALLENGE
        now = datetime.now(UTC)
        return FetchFailed(
            url=hop.request.url,
            code=code,
            params={"status": response.status_code},
            retry_after_s=retry_after_s(head.get("retry-after", ""), head.get("date", ""), now),
            is_permanent=is_permanent,
        )


def _tls_context(ca_file: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(ca_file)
    return context


def _read_headers(response: httpx.Response) -> dict[str, str]:
    """Headers by lower-case name, bytes kept one to one so that validators return unchanged."""
    return {
        name.decode("latin-1").lower(): value.decode("latin-1")
        for name, value in response.headers.raw
    }


def _fresh(head: dict[str, str]) -> float | None:
    named = (head.get(name, "") for name in ("cache-control", "age", "expires", "date"))
    return fresh_for_s(*named)


def _fetched(hop: Hop, status: int, head: dict[str, str], body: bytes) -> Fetched:
    return Fetched(
        url=str(hop.url),
        status=status,
        body=body,
        media_type=head.get("content-type", ""),
        etag=head.get("etag", ""),
        last_modified=head.get("last-modified", ""),
        body_hash=hashlib.sha256(body).hexdigest()[:32],
        moved_to=hop.moved_to,
        fresh_for_s=_fresh(head),
        link_header=head.get("link", ""),
    )


async def _read_some(response: httpx.Response, head: dict[str, str]) -> bytes:
    """The beginning of an error page, enough to tell a robot check; empty if unreadable."""
    try:
        decoder = BodyDecoder(head.get("content-encoding", ""), _ERROR_BODY_BYTES * 4)
        received = 0
        async for piece in response.aiter_raw():
            received += len(piece)
            decoder.feed(piece)
            if received > _ERROR_BODY_BYTES:
                break
        return decoder.so_far()
    except (BadEncoding, TooLarge, httpcore.NetworkError, httpcore.RemoteProtocolError):
        return b""


def _failure_of(url: str, error: Exception) -> FetchFailed:
    """The value of an exception that a source can cause; any other is a bug and goes on."""
    match error:
        case BadUrl():
            is_permanent = error.code in {failures.NOT_A_URL, failures.WRONG_SCHEME}
            return FetchFailed(url=url, code=error.code, is_permanent=is_permanent)
        case ConnectFailed():
            return FetchFailed(url=url, code=error.code, params={"detail": error.detail})
        case TimeoutError():
            return FetchFailed(url=url, code=failures.TIMEOUT)
        case TooLarge() | TooMuch():
            return FetchFailed(url=url, code=failures.TOO_LARGE)
        case BadEncoding():
            return FetchFailed(url=url, code=failures.BAD_ENCODING, params={"detail": str(error)})
        case httpx.ProxyError():
            return FetchFailed(url=url, code=failures.PROXY)
        case httpx.TransportError() | httpcore.NetworkError() | httpcore.ProtocolError():
            return FetchFailed(url=url, code=failures.BROKEN)
    raise error
