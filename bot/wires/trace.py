"""Every request of discord.py waits for its turn and tells what it was answered.

The hook is aiohttp's and runs before each attempt, so that discord.py's own retries are paced
like everything else, and a second client shares the same limits.
"""

import contextlib
import json
import logging
import re
from collections.abc import Iterator
from contextvars import ContextVar
from types import SimpleNamespace

import aiohttp

from bot.pacing import Answer, Ask, Lane, Pacer

log = logging.getLogger(__name__)

ALREADY_ANSWERED = 40060
"""Discord: this interaction has been answered already."""

_lane: ContextVar[Lane] = ContextVar("lane", default=Lane.PEOPLE)
_MESSAGES = re.compile(r"/channels/(\d+)/messages(?:/\d+)?$")
_UNPACED = re.compile(r"/(?:interactions|webhooks)/")
# Discord: interaction endpoints are not bound to the global limit.


@contextlib.contextmanager
def in_lane(lane: Lane) -> Iterator[None]:
    """Requests made inside go by this lane."""
    token = _lane.set(lane)
    try:
        yield
    finally:
        _lane.reset(token)


def make_trace(pacer: Pacer) -> aiohttp.TraceConfig:
    """The hook to be given to discord.py as `http_trace`."""

    async def ask(_: object, __: SimpleNamespace, start: aiohttp.TraceRequestStartParams) -> None:
        path = start.url.path
        if not _UNPACED.search(path):
            await pacer.turn(Ask(lane=_lane.get(), place_id=find_place(start.method, path)))

    async def note(_: object, __: SimpleNamespace, end: aiohttp.TraceRequestEndParams) -> None:
        pacer.note(await _read_answer(end))
        if end.response.status == 400 and end.url.path.endswith("/callback"):
            warn_of_another(await end.response.read())

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(ask)
    trace.on_request_end.append(note)
    return trace


def warn_of_another(body: bytes) -> None:
    """Tell the operator where somebody else has answered what somebody asked this bot."""
    with contextlib.suppress(ValueError, AttributeError):
        if json.loads(body).get("code") == ALREADY_ANSWERED:
            log.error("another process answers with this token: stop one of the two")


def find_place(method: str, path: str) -> int | None:
    """The channel in which this request makes or changes a message, if it does."""
    found = _MESSAGES.search(path) if method in {"POST", "PATCH"} else None
    return int(found.group(1)) if found else None


async def _read_answer(end: aiohttp.TraceRequestEndParams) -> Answer:
    headers = end.response.headers
    place_id = find_place(end.method, end.url.path)
    if end.response.status != 429:
        return Answer(status=end.response.status, place_id=place_id)
    scope = headers.get("X-RateLimit-Scope", "")
    return Answer(
        status=429,
        place_id=place_id,
        retry_after_s=read_retry_after_s(await end.response.read(), headers.get("Retry-After", "")),
        # Without `Via` it is Cloudflare that speaks, and for everything.
        is_global=scope == "global" or "X-RateLimit-Global" in headers or "Via" not in headers,
        is_shared=scope == "shared",
    )


def read_retry_after_s(body: bytes, header: str) -> float:
    """How long to wait: the body is finer than the header and right where they differ."""
    with contextlib.suppress(ValueError, TypeError, KeyError):
        return float(json.loads(body)["retry_after"])
    with contextlib.suppress(ValueError):
        return float(header)
    return 1.0
