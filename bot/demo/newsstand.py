"""Serves the bundled feeds over HTTP from loopback, stage by stage."""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from importlib.resources import files
from typing import Self

from aiohttp import web

from bot.demo.stage import set_stage

FEEDS = (
    "harbour-wire.rss",
    "meridian.atom",
    "peninsula-post.json",
    "naru-ilbo.rss",
    "city-gazette.rss",
)
MEDIA_TYPES = {
    ".rss": "application/rss+xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".json": "application/feed+json; charset=utf-8",
}


class Newsstand:
    """The invented outlets' feeds; `publish` brings the next stage. An async context manager."""

    def __init__(self) -> None:
        self._stage = 1
        self._published_at = datetime.now(UTC)
        self._runner = web.AppRunner(_route(self._serve), access_log=None)
        self._polls: Counter[tuple[int, str]] = Counter()

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    @property
    def port(self) -> int:
        """The port that the system gave."""
        return int(self._runner.addresses[0][1])

    def publish(self) -> None:
        """The outlets publish the articles of the next stage."""
        self._stage += 1
        self._published_at = datetime.now(UTC)

    def fewest_polls(self) -> int:
        """How often every feed, at least, was asked for at this stage."""
        return min(self._polls[self._stage, name] for name in FEEDS)

    async def _serve(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        self._polls[self._stage, name] += 1
        template = files("bot.demo").joinpath("feeds", name)
        if not template.is_file():
            raise web.HTTPNotFound
        body = set_stage(template.read_text(encoding="utf-8"), self._stage, self._published_at)
        media_type = MEDIA_TYPES["." + name.rpartition(".")[2]]
        etag = f'"{name}-{self._stage}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(body=body.encode(), headers={"Content-Type": media_type, "ETag": etag})


def _route(serve: Callable[[web.Request], Awaitable[web.Response]]) -> web.Application:
    app = web.Application()
    app.router.add_get("/{name:[a-z-]+\\.[a-z]+}", serve)
    return app
