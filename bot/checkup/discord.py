"""Does Discord take the token, and may the bot speak where it should?"""

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable

import discord

from bot.checkup.findings import Finding, doubtful, ill, well
from bot.client import RestSession, client_options, point_at
from bot.invite import PERMISSIONS, invite_url
from bot.pacing import PaceLimits, Pacer
from bot.wires.trace import make_trace
from config.settings import Settings
from watchers.model import Place

LOGINS_LOW = 100


async def check_discord(settings: Settings, places: Iterable[Place]) -> AsyncIterator[Finding]:
    """The token, the logins that are left today, and the bot's rights in every followed channel."""
    if settings.discord.token is None:
        yield doubtful("discord", "no token: alerts go to a terminal; see README.md to make one")
        return
    point_at(settings.discord)
    trace = make_trace(Pacer(PaceLimits(per_s=settings.deliver.per_second)))
    token = settings.discord.token.get_secret_value()
    session = RestSession(token, client_options(settings.discord, trace))
    try:
        async for finding in _examine(session, places):
            yield finding
    except discord.LoginFailure:
        yield ill("discord", "Discord refuses the token: make a new one in the developer portal")
    except (discord.HTTPException, OSError) as error:
        yield ill("discord", f"cannot be reached: {error}")
    finally:
        await session.close()


async def _examine(session: RestSession, places: Iterable[Place]) -> AsyncIterator[Finding]:
    client = await session.client()
    if client.user is None:
        return
    yield well("discord", f"the token is good; the bot is {client.user}")
    if client.application_id is not None:
        yield well("invite", invite_url(client.application_id))
    plan = await session.plan_gateway()
    judge = well if plan.logins_left >= LOGINS_LOW else doubtful
    yield judge("gateway", f"{plan.logins_left} logins are left today, {plan.shards} shards")
    for guild_id, channels in _by_guild(places).items():
        async for finding in _examine_guild(client, client.user.id, guild_id, channels):
            yield finding


def _by_guild(places: Iterable[Place]) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        if place.guild_id is not None:
            found[place.guild_id].append(place)
    return found


async def _examine_guild(
    client: discord.Client, own_id: int, guild_id: int, places: list[Place]
) -> AsyncIterator[Finding]:
    try:
        guild = await client.fetch_guild(guild_id, with_counts=False)
        member = await guild.fetch_member(own_id)
        channels = {channel.id: channel for channel in await guild.fetch_channels()}
    except (discord.Forbidden, discord.NotFound):
        yield ill(f"server {guild_id}", "the bot is not there any more; invite it again")
        return
    for place in places:
        channel = channels.get(place.discord_id)
        if channel is not None:
            allowed = channel.permissions_for(member)
            yield judge_rights(f"#{channel.name} in {guild.name}", allowed)
        else:
            yield await _examine_thread(client, place.discord_id)


async def _examine_thread(client: discord.Client, channel_id: int) -> Finding:
    try:
        await client.fetch_channel(channel_id)
    except (discord.Forbidden, discord.NotFound):
        return ill(f"channel {channel_id}", "deleted, or hidden from the bot")
    return well(f"thread {channel_id}", "can be read")


def judge_rights(about: str, allowed: discord.Permissions) -> Finding:
    """Whether everything is allowed there that the bot was invited with."""
    missing = [name for name, wanted in PERMISSIONS if wanted and not getattr(allowed, name)]
    if not missing:
        return well(about, "the bot may do what it needs")
    names = ", ".join(name.replace("_", " ").title() for name in missing)
    return ill(about, f"the bot lacks: {names}; allow them in the channel's or role's permissions")
