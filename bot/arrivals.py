"""Servers come and go: remembered with where their people can be told something."""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

import discord

from watchers.store import Store, Tx, guilds
from watchers.store.guilds import Contacts

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is kept of a server that the gateway shows: ids and its name."""

    guild_id: int
    name: str
    system_channel_id: int | None
    owner_id: int | None


def read_guild(guild: discord.Guild) -> Seen:
    """What is kept of discord.py's guild."""
    channel = guild.system_channel
    return Seen(
        guild_id=guild.id,
        name=guild.name,
        system_channel_id=channel.id if channel else None,
        owner_id=guild.owner_id,
    )


class Arrivals:
    """Writes the coming and going of servers into the store."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def arrive(self, guild: discord.Guild) -> bool:
        """Remember that the bot is in this server. True where it comes back within its 30 days."""
        seen, now = read_guild(guild), self._clock()
        if await self._store.read(lambda tx: is_known(tx, seen)):
            return False
        is_back = await self._store.write(lambda tx: note_arrival(tx, seen, now))
        log.info("guild seen guild=%d is_back=%s", guild.id, is_back)
        return is_back

    async def leave(self, guild_id: int) -> None:
        """Start the 30 days after which everything of this server is deleted."""
        now = self._clock()
        await self._store.write(lambda tx: guilds.leave(tx, guild_id, now))
        log.info("guild left guild=%d", guild_id)

    async def compare(self, present_ids: Collection[int]) -> None:
        """Notice the servers that removed the bot while it was not connected."""
        known = await self._store.read(guilds.present)
        for guild_id in sorted(set(known) - set(present_ids)):
            await self.leave(guild_id)


def is_known(tx: Tx, seen: Seen) -> bool:
    """Whether all of it is remembered already: most servers, at most starts."""
    guild = guilds.by_id(tx, seen.guild_id)
    if guild is None or guild.left_at is not None:
        return False
    known = (guild.name, guild.system_channel_id, guild.owner_id)
    return known == (seen.name, seen.system_channel_id, seen.owner_id)


def note_arrival(tx: Tx, seen: Seen, now: datetime) -> bool:
    """Write one arrival; True where the server had left."""
    is_back = guilds.rejoin(tx, seen.guild_id, now)
    guilds.ensure(tx, seen.guild_id, now, name=seen.name)
    contacts = Contacts(system_channel_id=seen.system_channel_id, owner_id=seen.owner_id)
    guilds.note_contacts(tx, seen.guild_id, contacts)
    return is_back
