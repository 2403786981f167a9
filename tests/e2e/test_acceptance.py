"""A user's first hour: follow, one alert, no second one, a crash, and a digest."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import SHARED
from tests.e2e.service import Service
from tests.fakes.discord import ALL, FakeDiscord
from tests.fakes.news import Entry, NewsServer, rss

OPENAPI = SHARED / "reference" / "discord-openapi.json"
INTERVAL_S = 0.5


def entry(number: int, title: str, summary: str = "", *, query: str = "") -> Entry:
    return Entry(
        title=title,
        url=f"http://news.example/articles/{number}{query}",
        guid=f"guid-{number}{query}",
        summary=summary or f"{title}, the ministry said on Monday.",
        published_at=datetime.now(UTC),
    )


async def polled_again(news: NewsServer) -> None:
    """Once the feed was asked for three more times: what it brought is remembered and sent."""
    wanted = len(news.log) + 3
    async with asyncio.timeout(20):
        while len(news.log) < wanted:
            await asyncio.sleep(0.05)


OLD = Entry(
    title="Kim Jong Un opens a greenhouse farm",
    url="http://news.example/articles/1",
    guid="guid-1",
    summary="State media showed Kim Jong Un at a greenhouse farm.",
    published_at=datetime.now(UTC) - timedelta(hours=5),
)


@pytest.fixture
async def news() -> AsyncIterator[NewsServer]:
    async with NewsServer() as server:
        server.put("/feed.xml", rss([OLD]))
        yield server


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    """A local Discord whose every exchange must fit Discord's own document, where that is here."""
    async with FakeDiscord() as server:
        yield server
        if OPENAPI.is_file():
            assert server.check_exchanges(OPENAPI) == []


@pytest.fixture
async def service(tmp_path: Path, news: NewsServer, fake: FakeDiscord) -> AsyncIterator[Service]:
    service = Service(
        folder=tmp_path, feeds=[f"{news.url}/feed.xml"], fake=fake, interval_s=INTERVAL_S
    )
    await service.start()
    try:
        await fake.until_ready()
        yield service
    finally:
        await service.kill()


async def test_one_alert_comes_for_an_article_and_none_for_its_copies(
    service: Service, news: NewsServer, fake: FakeDiscord
) -> None:
    """One article is one message, under another guid, with tracking, and after a crash."""
    guild = fake.add_guild()
    channel, ann = fake.add_channel(guild), fake.add_member(guild, "ann", permissions=ALL)

    # when: she follows, and the article appears
    answer = await fake.slash(
        guild, channel, ann, "follow", {"what": "Kim Jong Un", "when": "right away"}
    )
    assert answer.is_ephemeral
    await fake.click(answer, "Follow", ann)
    asked_before = len(news.log)
    fresh = entry(2, "Kim Jong Un inspects a new destroyer at Nampho")
    news.put("/feed.xml", rss([fresh, OLD]))
    message = await fake.wait_for_message(channel)

    # then: within the interval and two seconds, told in polls, for a busy machine is slow in both
    assert len(news.log) - asked_before <= 1 + 2 / INTERVAL_S
    assert "inspects a new destroyer" in message.text
    assert not message.pings

    # when: the same article again, under another guid and with tracking parameters
    copy = entry(2, fresh.title, fresh.summary, query="?utm_source=rss&utm_medium=feed")
    news.put("/feed.xml", rss([copy, fresh, OLD]))
    await polled_again(news)
    assert len(fake.messages(channel)) == 1

    # when: the process dies and comes back, and another story is published meanwhile
    await service.kill()
    other = entry(3, "Kim Jong Un attends the opening of a flooded province's hospital")
    news.put("/feed.xml", rss([other, copy, fresh, OLD]))
    await service.start()
    await fake.wait_for_message(channel, count=2)
    await polled_again(news)
    assert len(fake.messages(channel)) == 2

    # when: she asks for a digest
    await fake.until_connected()
    digest = await fake.slash(guild, channel, ann, "digest", {})
    assert "inspects a new destroyer" in digest.text
    assert await service.stop() == 0
