"""The service behind proxies: one for Discord, one for the news."""

from datetime import UTC, datetime
from pathlib import Path

from tests.e2e.service import Service
from tests.fakes.discord import ALL, FakeDiscord
from tests.fakes.news import Entry, NewsServer, rss
from tests.fakes.proxy import Proxy


def entry(title: str) -> Entry:
    url = f"http://news.example/{title.replace(' ', '-')}"
    return Entry(title=title, url=url, guid=url, published_at=datetime.now(UTC))


async def test_each_way_out_has_its_proxy(tmp_path: Path) -> None:
    """REST and gateway go through one proxy, feeds through the other, and an alert arrives."""
    async with (
        FakeDiscord() as fake,
        NewsServer() as news,
        Proxy() as for_discord,
        Proxy() as for_news,
    ):
        feed = news.put("/feed.xml", rss([]))
        proxies = {"DISCORD__PROXY": for_discord.url, "FETCH__PROXY": for_news.url}
        service = Service(folder=tmp_path, feeds=[feed], fake=fake, settings=proxies)
        await service.start()
        try:
            await fake.until_ready()
            guild = fake.add_guild()
            channel, ann = fake.add_channel(guild), fake.add_member(guild, "ann", permissions=ALL)
            chosen = {"what": "Kim Jong Un", "when": "right away"}
            card = await fake.slash(guild, channel, ann, "follow", chosen)
            await fake.click(card, "Follow", ann)
            news.put("/feed.xml", rss([entry("Kim Jong Un inspects a new destroyer")]))
            message = await fake.wait_for_message(channel)
        finally:
            await service.kill()

    assert "inspects a new destroyer" in message.text
    assert any("/gateway" in line for line in for_discord.asked)
    assert any("/messages" in line for line in for_discord.asked)
    assert all("/feed.xml" in line for line in for_news.asked)
    assert for_news.asked
