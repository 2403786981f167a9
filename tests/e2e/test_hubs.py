"""WebSub through the real pages: asked, confirmed, pushed, and closed to everyone else."""

import hashlib
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from bot.hubs import HubParts, Hubs
from bot.web import Questions, Web
from tests.fakes.news import Entry, NewsServer, rss
from watchers.model import Reader, Source
from watchers.pipeline import Pipeline
from watchers.polling import Pace, Poller
from watchers.sources.fetch import Fetcher
from watchers.sources.model import FetchSettings
from watchers.sources.reader import FeedReader
from watchers.store import Store, search, sources

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


async def nothing() -> object:
    return ()


@asynccontextmanager
async def serving(store: Store, pages: list[str]) -> AsyncIterator[Hubs]:
    """Hubs behind the operator's pages; `pages` gets their address."""
    pipeline = Pipeline(store, clock=lambda: NOW)
    await pipeline.open()
    settings = FetchSettings(allowed_networks=("127.0.0.0/8",), deadline_s=5)
    async with Fetcher(settings) as fetcher, FeedReader() as reader:
        poller = Poller(pipeline, fetcher, reader, Pace(interval_min_s=60, interval_max_s=3600))
        hubs = Hubs(
            HubParts(
                store=store,
                fetcher=fetcher,
                poller=poller,
                clock=lambda: NOW,
                public_url="http://bot.example",
                on_owed=lambda: None,
            )
        )
        questions = Questions(
            find_ailments=nothing,  # type: ignore[arg-type]
            gather_status=nothing,  # type: ignore[arg-type]
            format_metrics=nothing,  # type: ignore[arg-type]
            is_alive=lambda: True,
            more_routes=hubs.routes,
        )
        async with Web(("127.0.0.1", 0), questions) as web:
            pages.append(f"http://127.0.0.1:{web.port}")
            source = store.read_now(sources.all_sources)[0]
            await poller.poll(source, lambda: NOW)
            yield hubs


@pytest.fixture
async def news() -> AsyncIterator[NewsServer]:
    async with NewsServer() as server:
        yield server


@pytest.fixture
def store(tmp_path: Path, news: NewsServer) -> Store:
    """A store with one source, whose feed names a hub."""
    hub = news.put("/hub", "", status=202)
    link = f'<atom:link rel="hub" href="{hub}"/>'
    feed = news.put("/feed", rss([Entry(title="An old report", guid="1")], extra=link))
    opened = Store.open("", data_dir=tmp_path)
    shipped = Source(id=0, url=feed, name="Wire", key="wire")
    opened.write_now(lambda tx: sources.sync_catalogue(tx, (), (shipped,), NOW))
    return opened


def pushed(title: str) -> bytes:
    return rss([Entry(title=title, guid="2", url="http://wire.example/2")]).encode()


def sign(body: bytes, secret: str) -> dict[str, str]:
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"X-Hub-Signature": f"sha256={digest}", "Content-Type": "application/rss+xml"}


def find(store: Store, words: str) -> int:
    return len(store.read_now(lambda tx: search.search(tx, words, Reader())).articles)


async def test_a_hub_is_asked_confirmed_and_believed_only_with_its_signature(
    store: Store, news: NewsServer
) -> None:
    """A push arrives within seconds; a forged one leaves nothing."""
    pages: list[str] = []
    async with serving(store, pages) as hubs, aiohttp.ClientSession() as visitor:
        # when the subscription is due
        await hubs.subscribe()

        # then the hub was asked to call a path that holds a secret token
        (asked,) = news.asked("/hub")
        form = {name: values[0] for name, values in parse_qs(asked.body).items()}
        path = urlsplit(form["hub.callback"]).path
        assert form["hub.mode"] == "subscribe"

        # when the hub asks whether we meant it, by the right path and by another
        query = {
            "hub.mode": "subscribe",
            "hub.topic": form["hub.topic"],
            "hub.challenge": "12345",
            "hub.lease_seconds": "864000",
        }
        async with visitor.get(f"{pages[0]}{path}", params=query) as answer:
            assert (answer.status, await answer.text()) == (200, "12345")
        async with visitor.get(f"{pages[0]}{path[:-3]}abc", params=query) as answer:
            assert answer.status == 404
        source = store.read_now(sources.all_sources)[0]
        assert source.history.lease_until is not None

        # when a document is pushed, forged and genuine
        forged, genuine = pushed("A forged report"), pushed("A genuine report")
        for body, secret in ((forged, "guess"), (genuine, form["hub.secret"])):
            call = visitor.post(f"{pages[0]}{path}", data=body, headers=sign(body, secret))
            async with call as answer:
                assert answer.status == 200

        # then only the genuine one is in the archive
        assert find(store, "forged") == 0
        assert find(store, "genuine") == 1
    store.close()


async def test_a_poll_forgets_no_agreement_with_a_hub(store: Store, news: NewsServer) -> None:
    """What was agreed while a poll was under way outlives the poll's own writing."""
    pages: list[str] = []
    async with serving(store, pages) as hubs:
        before = store.read_now(sources.all_sources)[0]
        await hubs.subscribe()
        store.write_now(lambda tx: sources.record_polls(tx, [before]))
        after = store.read_now(sources.all_sources)[0]
        assert after.history.hub_secret
        assert after.history.hub_asked_at == NOW
    store.close()
