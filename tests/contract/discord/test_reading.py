"""Reading guilds, channels, members and commands over REST."""

from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest

from tests.contract.discord.conftest import Bot
from tests.fakes.discord import FakeDiscord, Guild


@pytest.fixture
async def bot(fake: FakeDiscord) -> AsyncIterator[Bot]:
    async with Bot() as bot:
        await bot.login(fake.token)
        yield bot


@pytest.fixture
def guild(fake: FakeDiscord) -> Guild:
    return fake.add_guild("Newsroom")


async def test_guild_is_read(fake: FakeDiscord, guild: Guild, bot: Bot) -> None:
    """The guild with its channels, roles, members and threads."""
    channel, ann = fake.add_channel(guild), fake.add_member(guild, "ann")
    role = fake.add_role(guild, "news")
    thread = fake.add_channel(guild, "the story", kind="thread", parent=channel)

    seen = await bot.fetch_guild(guild.id)
    channels = await seen.fetch_channels()
    member, own = await seen.fetch_member(ann.id), await seen.fetch_member(fake.world.bot.id)
    roles = await seen.fetch_roles()
    threads = await seen.active_threads()
    everywhere = [one.name async for one in bot.fetch_guilds()]

    assert seen.name == "Newsroom"
    assert [one.id for one in channels] == [channel.id]
    assert member.name == "ann"
    assert own.bot
    assert role.id in {one.id for one in roles}
    assert [one.id for one in threads] == [thread.id]
    assert everywhere == ["Newsroom"]


async def test_unknown_things_are_told(fake: FakeDiscord, guild: Guild, bot: Bot) -> None:
    """Strangers, lost messages and missing commands answer with their codes."""
    channel = bot.get_partial_messageable(fake.add_channel(guild).id)
    seen = await bot.fetch_guild(guild.id)
    codes = []
    for look in (
        lambda: seen.fetch_member(1),
        lambda: bot.fetch_user(1),
        lambda: bot.fetch_channel(1),
        lambda: channel.fetch_message(1),
        lambda: bot.tree.fetch_command(1),
    ):
        with pytest.raises(discord.NotFound) as unknown:
            await look()
        codes.append(unknown.value.code)

    assert codes == [10007, 10013, 10003, 10008, 10063]


async def test_commands_are_synced_per_guild(fake: FakeDiscord, guild: Guild, bot: Bot) -> None:
    """A guild's own commands stand beside the global ones and can be read back."""

    @bot.tree.command(description="Everywhere")
    async def everywhere(interaction: discord.Interaction) -> None:
        return

    @bot.tree.command(description="Here", guild=discord.Object(guild.id))
    async def here(interaction: discord.Interaction) -> None:
        return

    await bot.tree.sync()
    await bot.tree.sync(guild=discord.Object(guild.id))

    assert [one.name for one in await bot.tree.fetch_commands()] == ["everywhere"]
    there = await bot.tree.fetch_commands(guild=discord.Object(guild.id))
    assert [(one.name, one.guild_id) for one in there] == [("here", guild.id)]


async def test_leaving_a_guild(fake: FakeDiscord, guild: Guild, bot: Bot) -> None:
    """After leaving, the guild is unknown."""
    await (await bot.fetch_guild(guild.id)).leave()

    with pytest.raises(discord.NotFound) as unknown:
        await bot.fetch_guild(guild.id)

    assert unknown.value.code == 10004


async def test_body_must_be_exactly_json(fake: FakeDiscord, guild: Guild, bot: Bot) -> None:
    """A body of another content type, or none that can be read, answers 50109."""
    url = f"{fake.api_url}/channels/{fake.add_channel(guild).id}/messages"
    headers = {"Authorization": f"Bot {fake.token}"}
    answers = []
    async with aiohttp.ClientSession(headers=headers) as session:
        for media_type, body in (
            ("application/json; charset=utf-8", b"{}"),
            ("application/json", b"{"),
        ):
            reply = await session.post(url, data=body, headers={"Content-Type": media_type})
            answers.append((reply.status, (await reply.json())["code"]))

    assert answers == [(400, 50109)] * 2
    assert reply.headers["Content-Type"] == "application/json"


async def test_routes_that_nobody_plays_are_told(fake: FakeDiscord) -> None:
    """A call that the fake does not know is answered 404 and fails the check of exchanges."""
    async with aiohttp.ClientSession() as session:
        reply = await session.get(f"{fake.api_url}/stage-instances/1")

    assert reply.status == 404
    assert fake.exchanges.pop().fault == "not played by the fake"
