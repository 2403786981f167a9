"""The first hour once more, on a Discord server that others wrote: on demand only.

mkdir twin && cd twin && npm init -y && npm pkg set overrides.spiceflow=1.19.0
npm i discord-digital-twin@0.1.1 node@22
DIGITAL_TWIN_DIR=$PWD pytest tests/e2e/twin
"""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

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
from tests.fakes.discord.components import find_component
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


OLD = entry(1, "Kim Jong Un opens a greenhouse farm", hours_ago=5)
FRESH = entry(2, "Kim Jong Un inspects a new destroyer at Nampho")
COPY = entry(2, "Kim Jong Un inspects a new destroyer at Nampho", query="?utm_source=rss")
OTHER = entry(3, "Kim Jong Un attends the opening of a hospital in a flooded province")


@pytest.fixture
async def twin() -> AsyncIterator[Twin]:
    folder = find_package()
    async with Twin(find_node(folder), folder) as twin:
        yield twin


@pytest.fixture
async def news() -> AsyncIterator[NewsServer]:
    async with NewsServer() as news:
        news.put("/feed.xml", rss([OLD]))
        yield news


@pytest.fixture
async def service(tmp_path: Path, twin: Twin, news: NewsServer) -> AsyncIterator[Service]:
    async with Shim(twin.port) as shim:
        reached = {
            "DISCORD__API_URL": shim.api_url,
            "DISCORD__GATEWAY_URL": shim.gateway_url,
            "DISCORD__TOKEN": TOKEN,
        }
        feed = f"{news.url}/feed.xml"
        service = Service(folder=tmp_path, feeds=[feed], interval_s=INTERVAL_S, settings=reached)
        await service.start()
        try:
            yield service
        finally:
            await service.kill()


async def test_first_hour_on_a_server_of_others(
    twin: Twin, news: NewsServer, service: Service
) -> None:
    """Follow, one alert, none for its copy, none lost or doubled by a crash, and a digest."""
    await until_commands(twin)
    await polled_again(news)

    # when: a person follows, and the article appears
    chosen = [option("what", "Kim Jong Un"), option("when", "right away")]
    card = await twin.answered(await twin.order("slash", name="follow", options=chosen))
    await twin.order("click", messageId=card["id"], customId=button_of(card, "Follow"))
    published_at = asyncio.get_running_loop().time()
    news.put("/feed.xml", rss([FRESH, OLD]))
    alerts = await twin.posts(1)

    # then: one alert, in time, and none for its copy
    assert asyncio.get_running_loop().time() - published_at < INTERVAL_S + 2
    assert "inspects a new destroyer" in words_of(alerts[0])
    news.put("/feed.xml", rss([COPY, FRESH, OLD]))
    await polled_again(news)
    assert len(await twin.posts()) == 1

    # when: the process dies while another story is published
    await service.kill()
    news.put("/feed.xml", rss([OTHER, COPY, FRESH, OLD]))
    await service.start()
    await twin.posts(2)
    await polled_again(news)
    assert len(await twin.posts()) == 2

    # when: a person asks for a digest
    digest = await twin.answered(await twin.order("slash", name="digest"))
    assert "inspects a new destroyer" in words_of(digest)
    assert await service.stop() == 0


async def test_buttons_lists_and_forms_on_a_server_of_others(
    twin: Twin, news: NewsServer, service: Service
) -> None:
    """Why and Story answer under an alert, a list opens a watch, a form sets the digest's hour."""
    await until_commands(twin)
    chosen = [option("what", "Kim Jong Un"), option("when", "right away")]
    card = await twin.answered(await twin.order("slash", name="follow", options=chosen))
    await twin.order("click", messageId=card["id"], customId=button_of(card, "Follow"))
    news.put("/feed.xml", rss([FRESH, OLD]))
    alert = (await twin.posts(1))[0]

    # when: each button of the alert that only shows something is used
    for name, words in (("Why", "in the headline"), ("Story", "1 article")):
        asked = await twin.order("click", messageId=alert["id"], customId=button_of(alert, name))
        await twin.answered(asked, words)

    # when: the list of what is followed is opened
    listed = await twin.answered(await twin.order("slash", name="following"))
    watch = find_component(json.loads(listed["components"]), "edit:1:list")
    assert watch is not None
    picked = [watch["options"][0]["value"]]
    asked = await twin.order(
        "select", messageId=listed["id"], customId=watch["custom_id"], values=picked
    )
    await twin.answered(asked, "Kim Jong-un")

    # when: the digest's hour is set in a form
    panel = await twin.answered(await twin.order("slash", name="settings"))
    asked = await twin.order(
        "click", messageId=panel["id"], customId=button_of(panel, "Zone and digest")
    )
    form = await twin.form(asked)
    fields = [{"customId": "zone", "value": "Seoul"}, {"customId": "times", "value": "07:30"}]
    sent = await twin.order("modal", customId=form["custom_id"], fields=fields)
    shown = await twin.answered(sent, "Asia/Seoul")

    # then
    assert "07:30" in words_of(shown)
