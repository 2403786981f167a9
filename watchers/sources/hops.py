"""The way of a request: addresses checked for form, redirects, and credentials that stay behind."""

from base64 import b64encode
from dataclasses import dataclass

import httpx

from watchers.sources import failures
from watchers.sources.model import FetchRequest

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})


class BadUrl(Exception):
    """An address that is refused before anything is sent; `code` is one of `failures`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One request on the way: where to, and with which credentials; `is_moving` while every
    redirect so far was a permanent one."""

    url: httpx.URL
    request: FetchRequest
    authorization: str = ""
    moved_to: str = ""
    is_moving: bool = True
    count: int = 0


def parse_url(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise BadUrl(failures.NOT_A_URL) from error
    if not parsed.scheme:
        raise BadUrl(failures.NOT_A_URL)
    if parsed.scheme not in {"http", "https"}:
        raise BadUrl(failures.WRONG_SCHEME)
    if not parsed.host:
        raise BadUrl(failures.NOT_A_URL)
    return parsed


def first_hop(url: httpx.URL, request: FetchRequest) -> Hop:
    authorization = ""
    if url.userinfo:
        pair = f"{url.username}:{url.password}".encode()
        authorization = f"Basic {b64encode(pair).decode('ascii')}"
    return Hop(url=_bare(url), request=request, authorization=authorization)


def next_hop(hop: Hop, status: int, location: str) -> Hop:
    """Where a redirect leads; credentials stay behind when the origin changes."""
    try:
        target = _bare(parse_url(str(hop.url.join(location))))
    except httpx.InvalidURL as error:
        raise BadUrl(failures.NOT_A_URL) from error
    is_same_origin = _origin(target) == _origin(hop.url)
    is_moving = hop.is_moving and status in _PERMANENT
    return Hop(
        url=target,
        request=hop.request,
        authorization=hop.authorization if is_same_origin else "",
        moved_to=str(target) if is_moving else hop.moved_to,
        is_moving=is_moving,
        count=hop.count + 1,
    )


def _bare(url: httpx.URL) -> httpx.URL:
    return url.copy_with(userinfo=b"", fragment=None)


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port
