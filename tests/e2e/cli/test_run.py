"""`run` as an operator meets it first: without a token, and with one that Discord refuses."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.service import Service
from tests.fakes.discord import FakeDiscord
from tests.fakes.news import Entry, NewsServer, rss


def _entry(number: int, title: str) -> Entry:
    return Entry(
        title=title,
        url=f"http://a.example/{number}",
        guid=str(number),
        summary=f"{title}, officials said.",
        published_at=datetime.now(UTC),
    )


@pytest.fixture
async def news() -> AsyncIterator[NewsServer]:
    """A feed with one old article."""
    async with NewsServer() as server:
        server.put("/feed.xml", rss([_entry(1, "A quiet day at the harbour")]))
        yield server


async def _until_asked(news: NewsServer, times: int) -> None:
    async with asyncio.timeout(30):
        while len(news.log) < times:
            await asyncio.sleep(0.05)


async def _until_printed(service: Service, text: str) -> None:
    async with asyncio.timeout(30):
        while text not in (service.folder / "out.txt").read_text(encoding="utf-8"):
            await asyncio.sleep(0.05)


async def test_without_a_token_alerts_are_printed(tmp_path: Path, news: NewsServer) -> None:
    """The shipped packs are followed right away, and SIGTERM ends it in order."""
    # given
    service = Service(folder=tmp_path, feeds=[f"{news.url}/feed.xml"])
    await service.start()
    try:
        await _until_asked(news, 2)
        # when
        news.put("/feed.xml", rss([_entry(2, "Kim Jong Un visits a shipyard")]))
        await _until_printed(service, "┃ Kim Jong Un visits a shipyard")
        code = await service.stop()
    finally:
        await service.kill()
    # then
    assert code == 0
    assert "No Discord token" in service.log


async def test_a_refused_token_ends_it_for_good(tmp_path: Path, news: NewsServer) -> None:
    """Exit code 78, with one line that says what to do, and no token in it."""
    # given
    async with FakeDiscord() as fake:
        service = Service(folder=tmp_path, feeds=[f"{news.url}/feed.xml"], fake=fake)
        token = fake.token
        service.settings = {"DISCORD__TOKEN": token}
        fake.revoke_token()
        # when
        await service.start()
        assert service.process is not None
        try:
            code = await asyncio.wait_for(service.process.wait(), 30)
        finally:
            await service.kill()
    # then
    assert code == 78
    assert "Discord refuses the token" in service.log
    assert token not in service.log
    assert "Traceback" not in service.log
