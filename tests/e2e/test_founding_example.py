"""The founding article in a feed: one card names both watches, and no caption is believed."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import discord
import pytest
import yarl

from bot.app import App
from config import catalogue, layers
from tests.conftest import SHARED
from tests.e2e.service import Service
from tests.fakes.discord import ALL, FakeDiscord
from tests.fakes.news import Entry, NewsServer, rss
from watchers.model import Field, LineClass, Match, Reader
from watchers.store import articles, watches
from watchers.text.lines import classify_lines

MONDAY = datetime(2023, 8, 14, 3, 0, tzinfo=UTC)
OPENAPI = SHARED / "reference" / "discord-openapi.json"


class Clock:
    """The test's clock: August 2023, going on at the pace of the real one."""

    def __init__(self) -> None:
        self._born_at = time.monotonic()

    def __call__(self) -> datetime:
        return MONDAY + timedelta(seconds=time.monotonic() - self._born_at)


@asynccontextmanager
async def running(service: Service, clock: Clock) -> AsyncIterator[App]:
    """The service inside this process, on a clock of ours."""
    settings = layers.load(service.environment(), env_file=service.folder / ".env")
    app = App(settings, catalogue.load(settings.config_dir, settings.data_dir), clock=clock)
    task = asyncio.create_task(app.run())
    try:
        yield app
    finally:
        app.stop()
        await asyncio.wait_for(task, 20)


@pytest.fixture
def article(shared: Path) -> Entry:
    """The founding article as a feed's entry, its paragraphs as HTML."""
    text = (shared / "seed" / "kim-missile-production.txt").read_text(encoding="utf-8")
    title, _, body = text.partition("\n")
    paragraphs = "".join(f"<p>{line}</p>" for line in body.splitlines() if line.strip())
    return Entry(
        title=title,
        url="http://news.example/asia/kim-missile-production",
        guid="kim-missile-production",
        content=paragraphs,
        published_at=MONDAY,
    )


async def test_one_card_names_both_watches_and_captions_name_none(
    tmp_path: Path, article: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both watches stand on one message, and nothing stands on captions or credit lines."""
    clock = Clock()
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    gateway = discord.gateway.DiscordWebSocket
    monkeypatch.setattr(gateway, "DEFAULT_GATEWAY", yarl.URL(str(gateway.DEFAULT_GATEWAY)))
    async with FakeDiscord() as fake, NewsServer() as news:
        # given a channel that follows three watches, one of which only the captions name
        url = news.put("/feed.xml", rss([]))
        service = Service(folder=tmp_path, feeds=[url], fake=fake, interval_s=0.3)
        async with running(service, clock) as app:
            await fake.until_ready()
            guild = fake.add_guild()
            channel, ann = fake.add_channel(guild), fake.add_member(guild, "ann", permissions=ALL)
            for what in ("Kim Jong Un", "Ulchi Freedom Shield", "Agence France-Presse"):
                options = {"what": what, "when": "right away"}
                answer = await fake.slash(guild, channel, ann, "follow", options)
                await fake.click(answer, "Follow", ann)

            # when the article is published
            news.put("/feed.xml", rss([article]))
            message = await fake.wait_for_message(channel)

            # then one card names both, and nothing names the agency of the credit lines
            assert "Kim Jong Un" in message.text
            assert "Ulchi Freedom Shield" in message.text
            assert "Agence France-Presse" not in message.text
            matches, text = await stored(app)
            assert {"Kim Jong Un", "Ulchi Freedom Shield"} == set(matches)
            check_evidence(matches, text)
        assert len(fake.messages(channel)) == 1
        if OPENAPI.is_file():
            assert fake.check_exchanges(OPENAPI) == []


async def stored(app: App) -> tuple[dict[str, Match], str]:
    """The stored matches by the names of their watches, and the article's text."""
    known = await app.store.read(watches.all_watches)
    names = {watch.id: watch.name for watch in known}
    recent = await app.store.read(
        lambda tx: articles.archive(tx, MONDAY - timedelta(days=1), Reader())
    )
    found = await app.store.read(
        lambda tx: articles.matches_of(tx, [each.article.id for each in recent])
    )
    return {names[match.watch_id]: match for match in found}, recent[0].article.text


def check_evidence(matches: dict[str, Match], text: str) -> None:
    """The leader is proved by headline and prose, the exercise by prose; none by other lines."""
    other = [line for line in classify_lines(text) if line.kind is not LineClass.PROSE]
    assert other, "the article has captions and credit lines"
    leader = {each.field for each in matches["Kim Jong Un"].evidence}
    assert {Field.TITLE, Field.TEXT} <= leader
    assert any(e.text == "UFS" for e in matches["Ulchi Freedom Shield"].evidence)
    for match in matches.values():
        for each in match.evidence:
            if each.field is Field.TEXT:
                assert text[each.start : each.end] == each.text
                assert not any(line.start <= each.start < line.end for line in other)
