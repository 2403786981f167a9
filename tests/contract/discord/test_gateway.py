"""The gateway, as discord.py's sharded client lives with it."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest

from tests.contract.discord.conftest import Bot, reach, running
from tests.fakes.discord import FakeDiscord, Limits, Timing


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(timing=Timing(heartbeat_interval_s=0.1)) as fake:
        reach(fake, monkeypatch)
        yield fake


async def until_seen(fake: FakeDiscord, bot: Bot, event: str, count: int = 1) -> None:
    """Once the client has been told of that event so often."""
    while bot.seen.count(event) < count:
        waiting = asyncio.ensure_future(bot.wait_for("socket_event_type", timeout=10))
        if bot.seen.count(event) < count:
            await waiting
        else:
            waiting.cancel()


async def test_ready_brings_guilds_with_their_channels(fake: FakeDiscord) -> None:
    """READY names the guilds, GUILD_CREATE fills them; permissions come out as they were set."""
    guild = fake.add_guild("Newsroom", locale="ko")
    open_channel = fake.add_channel(guild, "open")
    closed = fake.add_channel(guild, "closed", bot_permissions=0)

    async with running(Bot(), fake) as bot:
        seen = bot.get_guild(guild.id)
        assert seen is not None
        may = {c.name: c.permissions_for(seen.me).send_messages for c in seen.text_channels}

    assert seen.name == "Newsroom"
    assert may == {"open": True, "closed": False}
    assert {c.id for c in seen.channels} == {open_channel.id, closed.id}
    assert len(fake.gateway.identifies) == 1


async def test_changes_are_dispatched(fake: FakeDiscord) -> None:
    """New and lost guilds and channels reach the client."""
    guild = fake.add_guild()
    async with running(Bot(), fake) as bot:
        new = fake.add_guild("later")
        channel = fake.add_channel(guild, "fresh")
        await until_seen(fake, bot, "CHANNEL_CREATE")
        assert bot.get_guild(new.id) is not None
        assert bot.get_channel(channel.id) is not None
        fake.remove_channel(channel)
        fake.kick_bot(new)
        await until_seen(fake, bot, "GUILD_DELETE")
        assert bot.get_channel(channel.id) is None
        assert bot.get_guild(new.id) is None


@pytest.mark.parametrize("way", ["close", "drop", "op 7"])
async def test_dropped_connection_is_resumed(fake: FakeDiscord, way: str) -> None:
    """After a close, a TCP reset or op 7 the client resumes and gets what it missed."""
    guild = fake.add_guild()
    async with running(Bot(), fake) as bot:
        if way == "close":
            await fake.gateway.close(4000)
        elif way == "drop":
            fake.gateway.drop()
        else:
            fake.gateway.send_op(7)
        fake.add_channel(guild, "missed")
        await until_seen(fake, bot, "RESUMED")
        seen = bot.get_guild(guild.id)
        assert seen is not None
        names = [channel.name for channel in seen.channels]

    assert names == ["missed"]
    assert len(fake.gateway.identifies) == 1
    assert len(fake.gateway.resumes) == 1


async def test_invalid_session_identifies_anew(
    fake: FakeDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Op 9 with false ends the session; the client identifies again after its pause."""
    pause = asyncio.sleep
    monkeypatch.setattr(discord.shard.asyncio, "sleep", lambda _: pause(0))
    async with running(Bot(), fake) as bot:
        fake.gateway.send_op(9, False)
        await until_seen(fake, bot, "READY", 2)

    assert len(fake.gateway.identifies) == 2
    assert fake.gateway.resumes == []


async def test_missing_acknowledgement_breaks_the_connection(fake: FakeDiscord) -> None:
    """Heartbeats without an answer make the client drop the connection and resume."""
    async with running(Bot(heartbeat_timeout=0.3), fake) as bot:
        await fake.changes.until(lambda: fake.gateway.heartbeat_count > 0, 5)
        fake.gateway.is_ack_muted = True
        await fake.changes.until(lambda: fake.gateway.resumes, 10)
        fake.gateway.is_ack_muted = False
        await until_seen(fake, bot, "RESUMED")

    assert len(fake.gateway.identifies) == 1


async def test_malformed_event_ends_the_client(fake: FakeDiscord) -> None:
    """A guild without an id raises out of `start`: what the supervisor is there for."""
    bot = Bot()
    async with bot:
        task = asyncio.create_task(bot.start(fake.token))
        await fake.until_connected()
        fake.gateway.push("GUILD_CREATE", {"name": "no id"})
        with pytest.raises(KeyError):
            await asyncio.wait_for(task, 10)


async def test_refused_first_connection_is_tried_again(
    fake: FakeDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sharded client comes back after a first connection that was cut."""
    pause = asyncio.sleep
    monkeypatch.setattr(discord.shard.asyncio, "sleep", lambda _: pause(0))
    fake.gateway.refuse(2)

    async with running(Bot(), fake):
        assert fake.gateway.refusals_left == 0

    assert len(fake.gateway.identifies) == 1


async def test_wrong_token_is_refused(fake: FakeDiscord) -> None:
    """REST answers 401 to a wrong token; a token that dies later closes the gateway with 4004."""
    async with Bot() as stranger:
        with pytest.raises(discord.LoginFailure):
            await stranger.login("wrong")
    async with Bot() as bot:
        task = asyncio.create_task(bot.start(fake.token))
        await fake.until_connected()
        fake.revoke_token()
        fake.gateway.sessions.clear()
        await fake.gateway.close(4000)
        with pytest.raises(discord.ConnectionClosed) as closed:
            await asyncio.wait_for(task, 10)

    assert closed.value.code == 4004


async def test_privileged_intents_are_refused(fake: FakeDiscord) -> None:
    """Asking for message content without the right to it closes with 4014."""
    async with Bot(intents=discord.Intents(guilds=True, message_content=True)) as bot:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await asyncio.wait_for(bot.start(fake.token), 10)


async def test_identifies_are_counted_and_end_the_token(fake: FakeDiscord) -> None:
    """The start limit tells what is left; one IDENTIFY too many resets the token."""
    fake.gateway.identify_total = 1
    async with running(Bot(), fake) as bot:
        limits = await bot.fetch_session_start_limits()
    async with Bot() as again:
        with pytest.raises(discord.ConnectionClosed):
            await asyncio.wait_for(again.start(fake.token), 10)

    assert (limits.total, limits.remaining) == (1, 0)
    assert fake.token.startswith("revoked")


async def test_messages_come_with_their_intent(fake: FakeDiscord) -> None:
    """MESSAGE_CREATE echoes the nonce to who asked for messages, and not to guilds alone."""
    channel = fake.add_channel(fake.add_guild())
    asking = Bot(intents=discord.Intents(guilds=True, guild_messages=True))
    echoes: list[str | int | None] = []

    @asking.event
    async def on_message(message: discord.Message) -> None:
        echoes.append(message.nonce)

    async with running(asking, fake) as bot:
        await bot.get_partial_messageable(channel.id).send("x", nonce="n-1")
        await until_seen(fake, bot, "MESSAGE_CREATE")
    async with running(Bot(), fake) as silent:
        await silent.get_partial_messageable(channel.id).send("y")
        fake.add_channel(channel.guild_id or 0, "later")
        await until_seen(fake, silent, "CHANNEL_CREATE")

    assert echoes == ["n-1"]
    assert "MESSAGE_CREATE" not in silent.seen


async def test_two_shards_share_the_guilds(
    fake: FakeDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each guild belongs to the shard of its id; interactions come on that shard."""
    pause = asyncio.sleep
    monkeypatch.setattr(discord.shard.asyncio, "sleep", lambda _: pause(0))
    fake.gateway.shard_count = 2
    guilds = []
    while len({(guild.id >> 22) % 2 for guild in guilds}) < 2:
        fake.clock.advance(0.001)
        guilds.append(fake.add_guild())

    async with running(Bot(), fake) as bot:
        await fake.changes.until(lambda: len(fake.gateway.sessions) == 2, 10)
        await bot.wait_until_ready()
        seen = {guild.id: guild.shard_id for guild in bot.guilds}

    assert seen == {guild.id: (guild.id >> 22) % 2 for guild in guilds}


async def test_frames_beyond_the_limit_close_the_connection(fake: FakeDiscord) -> None:
    """More than 120 frames in a minute close with 4008."""
    fake.limits.limits = Limits.real()
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{fake.gateway_url}?v=10&encoding=json") as socket,
    ):
        for _ in range(121):
            await socket.send_json({"op": 1, "d": None})
        async for _ in socket:
            pass

    assert socket.close_code == 4008
