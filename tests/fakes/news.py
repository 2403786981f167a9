"""A news site on loopback whose pages, answers and faults a test sets; it keeps a log of requests.

In process: `async with NewsServer() as news: url = news.put("/feed.xml", rss(...))`.
As a process: `python -m tests.fakes.news --port 0` prints `{"url": …}`; then
`PUT /_pages/feed.xml` with a page as JSON sets it, `DELETE` removes it, `GET /_log` tells requests.
"""

import argparse
import asyncio
import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from types import TracebackType
from typing import Any, Self
from xml.sax.saxutils import escape, quoteattr

from aiohttp import web


@dataclass(kw_only=True)
class Page:
    """What the server answers at one path.

    `etag` and `last_modified`: "auto" makes them from the body, "" sends none, else sent as given.
    `location` redirects; `delay_s` waits before the answer; `encoding` is gzip, deflate or "".
    """

    body: bytes = b""
    media_type: str = "application/rss+xml"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str = "auto"
    last_modified: str = ""
    location: str = ""
    delay_s: float = 0.0
    encoding: str = ""


@dataclass(frozen=True, kw_only=True)
class Logged:
    """One request that arrived and the status it got."""

    method: str
    path: str
    status: int
    headers: Mapping[str, str]
    body: str = ""


class NewsServer:
    """An async context manager; `port` 0 takes a free one."""

    def __init__(self, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self._host = host
        self._port = port
        self._pages: dict[str, Page] = {}
        self._runner: web.AppRunner | None = None
        self.log: list[Logged] = []
        self.open_now = 0
        self.open_most = 0

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 2**20)
        app.router.add_route("*", "/_pages{path:/.*}", self._control)
        app.router.add_get("/_log", self._show_log)
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self._port}"

    def put(self, path: str, body: str | bytes = b"", **answer: Any) -> str:
        """Set or replace the page at a path; its address."""
        encoded = body.encode() if isinstance(body, str) else body
        self._pages[path] = Page(body=encoded, **answer)
        return f"{self.url}{path}"

    def remove(self, path: str) -> None:
        self._pages.pop(path, None)

    def asked(self, path: str) -> list[Logged]:
        """The requests for one path, in order."""
        return [each for each in self.log if each.path == path]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.open_now += 1
        self.open_most = max(self.open_most, self.open_now)
        try:
            page = self._pages.get(request.path_qs) or self._pages.get(request.path)
            if page is not None and page.delay_s:
                await asyncio.sleep(page.delay_s)
            response = _respond(page, request) if page else web.Response(status=404)
            await self._remember(request, response.status)
            return response
        finally:
            self.open_now -= 1

    async def _remember(self, request: web.Request, status: int) -> None:
        self.log.append(
            Logged(
                method=request.method,
                path=request.path_qs,
                status=status,
                headers={name.lower(): value for name, value in request.headers.items()},
                body=(await request.read()).decode("utf-8", "replace"),
            )
        )

    async def _control(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        if request.method == "DELETE":
            self.remove(path)
            return web.json_response({})
        page = await request.json()
        return web.json_response({"url": self.put(path, page.pop("body", ""), **page)})

    async def _show_log(self, request: web.Request) -> web.Response:
        return web.json_response([asdict(each) for each in self.log])


def _respond(page: Page, request: web.Request) -> web.Response:
    headers = dict(page.headers)
    if page.location:
        headers["Location"] = page.location
    etag = f'"{hashlib.sha1(page.body).hexdigest()[:16]}"' if page.etag == "auto" else page.etag
    if etag:
        headers["ETag"] = etag
    if page.last_modified:
        headers["Last-Modified"] = page.last_modified
    if page.status == 200 and _is_unchanged(request, etag, page.last_modified):
        return web.Response(status=304, headers=headers)
    headers["Content-Type"] = page.media_type
    body = _pack(page.body, page.encoding)
    if page.encoding:
        headers["Content-Encoding"] = page.encoding
    return web.Response(status=page.status, body=body, headers=headers)


def _is_unchanged(request: web.Request, etag: str, last_modified: str) -> bool:
    asked = request.headers.get("If-None-Match")
    if asked is not None:
        return bool(etag) and asked == etag
    return bool(last_modified) and request.headers.get("If-Modified-Since") == last_modified


def _pack(body: bytes, encoding: str) -> bytes:
    match encoding:
        case "gzip":
            return gzip.compress(body)
        case "deflate":
            return zlib.compress(body)
    return body


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry to publish; an empty `guid` leaves the element out, as do the others."""

    title: str
    url: str = ""
    guid: str = ""
    summary: str = ""
    content: str = ""
    published_at: datetime | None = None


def rss(entries: Sequence[Entry], *, title: str = "The Test Courier", extra: str = "") -> str:
    """An RSS 2.0 document; `extra` is put into the channel as it is."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>{escape(title)}</title><link>http://127.0.0.1/</link>{extra}"
        f"{''.join(map(_rss_item, entries))}</channel></rss>"
    )


def _rss_item(entry: Entry) -> str:
    date = format_datetime(entry.published_at.astimezone(UTC)) if entry.published_at else ""
    return "".join(
        [
            f"<item><title>{escape(entry.title)}</title>",
            f"<link>{escape(entry.url)}</link>" if entry.url else "",
            f'<guid isPermaLink="false">{escape(entry.guid)}</guid>' if entry.guid else "",
            f"<pubDate>{date}</pubDate>" if date else "",
            f"<description>{escape(entry.summary)}</description>" if entry.summary else "",
            f"<content:encoded>{escape(entry.content)}</content:encoded>" if entry.content else "",
            "</item>",
        ]
    )


def atom(entries: Sequence[Entry], *, title: str = "The Test Courier") -> str:
    """An Atom 1.0 document."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(title)}</title><id>urn:test:feed</id>"
        f"{''.join(map(_atom_entry, entries))}</feed>"
    )


def _atom_entry(entry: Entry) -> str:
    date = entry.published_at.astimezone(UTC).isoformat() if entry.published_at else ""
    return "".join(
        [
            f"<entry><title>{escape(entry.title)}</title>",
            f"<id>{escape(entry.guid or entry.url)}</id>",
            f"<link href={quoteattr(entry.url)}/>" if entry.url else "",
            f"<published>{date}</published><updated>{date}</updated>" if date else "",
            f'<summary type="html">{escape(entry.summary)}</summary>' if entry.summary else "",
            f'<content type="html">{escape(entry.content)}</content>' if entry.content else "",
            "</entry>",
        ]
    )


def json_feed(entries: Sequence[Entry], *, title: str = "The Test Courier") -> str:
    """A JSON Feed 1.1 document."""
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": title,
            "items": [
                {
                    "id": each.guid or each.url,
                    "url": each.url,
                    "title": each.title,
                    "summary": each.summary,
                    "content_html": each.content,
                    **(
                        {"date_published": each.published_at.astimezone(UTC).isoformat()}
                        if each.published_at
                        else {}
                    ),
                }
                for each in entries
            ],
        },
        ensure_ascii=False,
    )


async def _serve(port: int) -> None:
    async with NewsServer(port=port) as server:
        print(json.dumps({"url": server.url}), flush=True)
        await asyncio.Event().wait()


def main() -> None:
    """Serve until killed; prints the address as one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    try:
        asyncio.run(_serve(parser.parse_args().port))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
