"""Guilds, their channels, roles and members: reading only."""

from typing import TYPE_CHECKING

from tests.fakes.discord.errors import api_error
from tests.fakes.discord.exchange import Call, Reply
from tests.fakes.discord.payloads import channel_json, guild_json, member_json, role_json
from tests.fakes.discord.routes.table import Route
from tests.fakes.discord.world import Member

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord


def get_guild(fake: "FakeDiscord", call: Call) -> Reply:
    guild = fake.world.guild(call.id("guild_id"))
    counts = {"approximate_member_count": len(guild.members) + 1, "approximate_presence_count": 1}
    return Reply(body=guild_json(guild) | (counts if call.flag("with_counts") else {}))


def list_channels(fake: "FakeDiscord", call: Call) -> Reply:
    return Reply(body=_channels(fake, call, are_threads=False))


def list_active_threads(fake: "FakeDiscord", call: Call) -> Reply:
    threads = _channels(fake, call, are_threads=True)
    return Reply(body={"threads": threads, "members": [], "has_more": False})


def list_roles(fake: "FakeDiscord", call: Call) -> Reply:
    roles = fake.world.guild(call.id("guild_id")).roles.values()
    return Reply(body=[role_json(role) for role in roles])


def get_member(fake: "FakeDiscord", call: Call) -> Reply:
    guild, user_id = fake.world.guild(call.id("guild_id")), call.id("user_id")
    member = guild.members.get(user_id)
    if user_id == fake.world.bot.id:
        member = Member(user_id=user_id, permissions=0, role_ids=[guild.bot_role_id])
    if member is None:
        raise api_error(10007)
    return Reply(body=member_json(fake.world, guild, member))


def _channels(fake: "FakeDiscord", call: Call, *, are_threads: bool) -> list[dict[str, object]]:
    guild = fake.world.guild(call.id("guild_id"))
    return [
        channel_json(fake.world, channel)
        for channel in fake.world.channels_of(guild.id)
        if channel.is_thread is are_threads and not channel.is_archived
    ]


ROUTES = (
    Route("GET", "/guilds/{guild_id}", get_guild),
    Route("GET", "/guilds/{guild_id}/channels", list_channels),
    Route("GET", "/guilds/{guild_id}/threads/active", list_active_threads),
    Route("GET", "/guilds/{guild_id}/roles", list_roles),
    Route("GET", "/guilds/{guild_id}/members/{user_id}", get_member),
)
