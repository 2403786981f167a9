"""`doctor` against a local Discord and a local news server."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.cli.conftest import Cli, Done
from tests.fakes.discord import FakeDiscord, Permission
from tests.fakes.news import Entry, NewsServer, rss
from watchers.model import Place, PlaceKind, Subscription, Watch
from watchers.store import Store, Tx, places, subscriptions, watches

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    """A local Discord."""
    async with FakeDiscord() as server:
        yield server


@pytest.fixture
async def news() -> AsyncIterator[NewsServer]:
    """A news server with one good feed."""
    async with NewsServer() as server:
        server.put("/feed.xml", rss([Entry(title="A", url="http://a.example/1", guid="1")]))
        yield server


def _environ(cli: Cli, fake: FakeDiscord, *urls: str) -> dict[str, str]:
    tables = (
        f'[[source]]\nkey = "feed-{number}"\nname = "Feed"\nurl = "{url}"\n'
        for number, url in enumerate(urls, start=1)
    )
    cli.file("config/sources.toml", "\n".join(tables))
    return {
        "WATCHFLOOR_CONFIG_DIR": "config",
        "WATCHFLOOR_FETCH__ALLOWED_NETWORKS": "127.0.0.0/8",
        "WATCHFLOOR_DISCORD__TOKEN": fake.token,
        "WATCHFLOOR_DISCORD__API_URL": fake.api_url,
        "WATCHFLOOR_DISCORD__GATEWAY_URL": fake.gateway_url,
    }


def _follow(folder: Path, guild_id: int, *channel_ids: int) -> None:
    """A database in which these channels follow something."""
    store = Store.open("", data_dir=folder / "data")

    def follow(tx: Tx) -> None:
        watch = watches.create(tx, Watch(id=0, name="W", guild_id=guild_id), NOW)
        for channel_id in channel_ids:
            place = places.ensure(tx, PlaceKind.CHANNEL, channel_id, NOW, guild_id=guild_id)
            subscriptions.add(tx, _subscription(place, watch))

    store.write_now(follow)
    store.close()


def _subscription(place: Place, watch: Watch) -> Subscription:
    return Subscription(id=0, place_id=place.id, watch_id=watch.id, created_at=NOW)


async def _doctor(cli: Cli, environ: dict[str, str]) -> Done:
    return await asyncio.to_thread(lambda: cli("doctor", environ=environ))


async def test_all_is_well(cli: Cli, fake: FakeDiscord, news: NewsServer) -> None:
    """Token, gateway, channel and source are each told, and the exit code is 0."""
    # given
    guild = fake.add_guild("Desk")
    channel = fake.add_channel(guild, "alerts")
    _follow(cli.folder, guild.id, channel.id)
    environ = _environ(cli, fake, f"{news.url}/feed.xml")
    # when
    done = await _doctor(cli, environ)
    # then
    assert (done.code, done.errors) == (0, [])
    assert "ok    discord: the token is good; the bot is " in done.out
    assert "ok    #alerts in Desk: the bot may do what it needs" in done.out
    assert "ok    source feed-1: 1 articles in " in done.out
    assert f"client_id={fake.world.bot.id}" in done.out


async def test_what_is_ill_is_named_with_its_cure(
    cli: Cli, fake: FakeDiscord, news: NewsServer
) -> None:
    """A channel without the right to speak, one that is gone, a source that fails."""
    # given
    guild = fake.add_guild("Desk")
    mute = fake.add_channel(guild, "mute")
    fake.forbid_bot(mute, Permission.SEND_MESSAGES)
    _follow(cli.folder, guild.id, mute.id, 12345)
    environ = _environ(cli, fake, f"{news.url}/none.xml")
    # when
    done = await _doctor(cli, environ)
    # then
    assert done.code == 1
    mute_line = next(line for line in done.out.splitlines() if "#mute in Desk" in line)
    assert mute_line.startswith("fail  #mute in Desk: the bot lacks: ")
    assert "Send Messages" in mute_line
    assert "fail  channel 12345: deleted, or hidden from the bot" in done.out
    assert "fail  source feed-1: " in done.out


async def test_a_refused_token_is_told(cli: Cli, fake: FakeDiscord, news: NewsServer) -> None:
    """And where a new one is made."""
    # given
    environ = _environ(cli, fake, f"{news.url}/feed.xml")
    fake.revoke_token()
    # when
    done = await _doctor(cli, environ)
    # then
    assert done.code == 1
    assert "fail  discord: Discord refuses the token: make a new one" in done.out
    assert fake.token not in done.out
