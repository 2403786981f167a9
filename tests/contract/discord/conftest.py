"""A local Discord and the unmodified discord.py client, one of each per test."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import discord
import pytest
import yarl
from discord.ext import commands

from tests.fakes.discord import FakeDiscord

OPENAPI = Path(__file__).parents[4] / "shared" / "reference" / "discord-openapi.json"


class Bot(commands.AutoShardedBot):
    """The client as the product uses it: guilds only, nothing privileged."""

    def __init__(self, **settings: object):
        defaults: dict[str, object] = {
            "intents": discord.Intents(guilds=True),
            "guild_ready_timeout": 0.05,
            "max_messages": None,
            "allowed_mentions": discord.AllowedMentions.none(),
        }
        super().__init__(command_prefix=[], **(defaults | settings))  # type: ignore[arg-type]
        self.seen: list[str] = []

    async def on_socket_event_type(self, name: str) -> None:
        self.seen.append(name)


def reach(fake: FakeDiscord, monkeypatch: pytest.MonkeyPatch) -> None:
    """Points discord.py's two class attributes at the fake."""
    monkeypatch.setattr(discord.http.Route, "BASE", fake.api_url)
    url = yarl.URL(fake.gateway_url)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", url)


@asynccontextmanager
async def running(bot: Bot, fake: FakeDiscord) -> AsyncIterator[Bot]:
    """The bot, logged in and ready."""
    token = fake.token
    task = asyncio.create_task(bot.start(token))
    ready = asyncio.create_task(bot.wait_until_ready()) if not task.done() else task
    try:
        await fake.until_connected()
        await asyncio.wait([task, ready], return_when=asyncio.FIRST_COMPLETED, timeout=10)
        yield bot
    finally:
        ready.cancel()
        await bot.close()
        await asyncio.gather(task, ready, return_exceptions=True)


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    """A local Discord that discord.py talks to; at the end its exchanges fit Discord's document."""
    async with FakeDiscord() as fake:
        reach(fake, monkeypatch)
        yield fake
    if OPENAPI.is_file():
        assert fake.check_exchanges(OPENAPI) == []
