"""The operator's pages: liveness, readiness, metrics, status; off unless an address is set."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Self

from aiohttp import web
from prometheus_client.exposition import CONTENT_TYPE_LATEST

Status = Mapping[str, object]
BODY_MAX_BYTES = 8 * 2**20
"""The largest document that a hub may push."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What the page asks of the service at each request; empty ailments are well.

    `more_routes` are served beside the pages: where hubs call.
    """

    find_ailments: Callable[[], Awaitable[tuple[str, ...]]]
    gather_status: Callable[[], Awaitable[Status]]
    is_alive: Callable[[], bool]
    format_metrics: Callable[[], Awaitable[bytes]]
    more_routes: Sequence[web.RouteDef] = ()


class Web:
    """Serves the pages on one address; `async with` starts and ends it."""

    def __init__(self, address: tuple[str, int], questions: Questions) -> None:
        self._address = address
        self._questions = questions
        self.app = web.Application(client_max_size=BODY_MAX_BYTES)
        self.app.add_routes(
            [
                web.get("/", self._show_status),
                web.get("/livez", self._tell_life),
                web.get("/readyz", self._tell_readiness),
                web.get("/metrics", self._show_metrics),
                *questions.more_routes,
            ]
        )
        self._runner = web.AppRunner(self.app, access_log=None)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        host, port = self._address
        await web.TCPSite(self._runner, host, port).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    @property
    def port(self) -> int:
        """The port really listened on, also where 0 was asked for."""
        return int(self._runner.addresses[0][1])

    async def _tell_life(self, _: web.Request) -> web.Response:
        is_alive = self._questions.is_alive()
        return web.Response(
            text="alive\n" if is_alive else "stuck\n", status=200 if is_alive else 503
        )

    async def _tell_readiness(self, _: web.Request) -> web.Response:
        ailments = await self._questions.find_ailments()
        text = "\n".join(ailments) if ailments else "ready"
        return web.Response(text=text + "\n", status=503 if ailments else 200)

    async def _show_metrics(self, _: web.Request) -> web.Response:
        body = await self._questions.format_metrics()
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _show_status(self, _: web.Request) -> web.Response:
        status = await self._questions.gather_status()
        ailments = await self._questions.find_ailments()
        return web.Response(text=draw_page(status, ailments), content_type="text/html")


def draw_page(status: Status, ailments: tuple[str, ...]) -> str:
    """The status page: what is wrong, then each value of the status, all escaped."""
    state = "".join(f"<li>{escape(each)}</li>" for each in ailments) or "<li>All is well.</li>"
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(str(value))}</td></tr>"
        for name, value in _flatten(status)
    )
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><title>Watchfloor</title>"
        "<meta name=viewport content='width=device-width'>"
        "<style>body{font:16px system-ui;margin:2rem auto;max-width:44rem;padding:0 1rem}"
        "th{text-align:left;font-weight:500;padding:.2rem 1rem .2rem 0}</style>"
        f"<h1>Watchfloor</h1><ul>{state}</ul><table>{rows}</table></html>"
    )


def _flatten(status: Status, before: str = "") -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = []
    for name, value in status.items():
        path = f"{before}{name}"
        rows += _flatten(value, f"{path}.") if isinstance(value, Mapping) else [(path, value)]
    return rows
