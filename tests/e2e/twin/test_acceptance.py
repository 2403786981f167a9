"""The first hour once more, on a Discord server that others wrote: on demand only.

mkdir twin && cd twin && npm init -y && npm pkg set overrides.spiceflow=1.19.0
npm i discord-digital-twin@0.1.1 node@22
DIGITAL_TWIN_DIR=$PWD pytest tests/e2e/twin
"""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.e2e.service import Service
from tests.e2e.twin.shim import Shim
from tests.e2e.twin.town import (
    TOKEN,
    Twin,
    button_of,
    find_node,
    find_package,
    words_of,
)
from tests.fakes.news import Entry, NewsServer, rss

INTERVAL_S = 0.5
TEXT_OPTION = 3


def entry(number: int, title: str, *, hours_ago: float = 0, query: str = "") -> Entry:
    return Entry(
        title=title,
        url=f"http://news.example/articles/{number}{query}",
        guid=f"guid-{number}{query}",
        summary=f"{title}, the ministry said on Monday.",
        published_at=datetime.now(UTC) - timedelta(hours=hours_ago),
    )


async def polled_again(news: NewsServer) -> None:
    wanted = len(news.log) + 3
    async with asyncio.timeout(20):
        while len(news.log) < wanted:
            await asyncio.sleep(0.05)


async def until_commands(twin: Twin) -> None:
    async with asyncio.timeout(20):
        while not await twin.order("commands"):
            await asyncio.sleep(0.05)


def option(name: str, value: str) -> dict[str, object]:
    return {"name": name, "type": TEXT_OPTION, "value": value}


async def test_first_hour_on_a_server_of_others(tmp_path: Path) -> None:
    """Follow, one alert, none for its copy, none lost or doubled by a crash, and a digest."""
    folder = find_package()
    node = find_node(folder)
    old = entry(1, "Kim Jong Un opens a greenhouse farm", hours_ago=5)
    fresh = entry(2, "Kim Jong Un inspects a new destroyer at Nampho")
    copy = entry(2, "Kim Jong Un inspects a new destroyer at Nampho", query="?utm_source=rss")
    other = entry(3, "Kim Jong Un attends the opening of a hospital in a flooded province")
    async with NewsServer() as news, Twin(node, folder) as twin, Shim(twin.port) as shim:
        feed = news.put("/feed.xml", rss([old]))
        reached = {
            "DISCORD__API_URL": shim.api_url,
            "DISCORD__GATEWAY_URL": shim.gateway_url,
            "DISCORD__TOKEN": TOKEN,
        }
        service = Service(folder=tmp_path, feeds=[feed], interval_s=INTERVAL_S, settings=reached)
        await service.start()
        try:
            await until_commands(twin)
            await polled_again(news)

            # when: a person follows, and the article appears
            chosen = [option("what", "Kim Jong Un"), option("when", "right away")]
            card = await twin.answered(await twin.order("slash", name="follow", options=chosen))
            follow = button_of(card, "Follow")
            await twin.order("click", messageId=card["id"], customId=follow)
            published_at = asyncio.get_running_loop().time()
            news.put("/feed.xml", rss([fresh, old]))
            alerts = await twin.posts(1)

            # then: one alert, in time, and none for its copy
            assert asyncio.get_running_loop().time() - published_at < INTERVAL_S + 2
            assert "inspects a new destroyer" in words_of(alerts[0])
            news.put("/feed.xml", rss([copy, fresh, old]))
            await polled_again(news)
            assert len(await twin.posts()) == 1

            # when: the process dies while another story is published
            await service.kill()
            news.put("/feed.xml", rss([other, copy, fresh, old]))
            await service.start()
            await twin.posts(2)
            await polled_again(news)
            assert len(await twin.posts()) == 2

            # when: a person asks for a digest
            digest = await twin.answered(await twin.order("slash", name="digest"))
            assert "inspects a new destroyer" in words_of(digest)
            assert await service.stop() == 0
        finally:
            await service.kill()
