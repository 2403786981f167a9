"""The real service on a local Discord and a local news server, one of each per test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.service import Service
from tests.fakes.discord import FakeDiscord
from tests.fakes.news import NewsServer, rss


@pytest.fixture
async def news() -> AsyncIterator[NewsServer]:
    """A news site with one feed that is still empty."""
    async with NewsServer() as server:
        server.put("/feed.xml", rss([]))
        yield server


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as server:
        yield server


@pytest.fixture
async def service(tmp_path: Path, news: NewsServer, fake: FakeDiscord) -> AsyncIterator[Service]:
    """The running service, connected, its commands known to Discord."""
    service = Service(folder=tmp_path, feeds=[f"{news.url}/feed.xml"], fake=fake)
    await service.start()
    try:
        await fake.until_ready()
        yield service
    finally:
        await service.kill()
