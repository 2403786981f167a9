"""Suspended channels go on by themselves once the bot may write there again."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import discord

from watchers.model import Place
from watchers.store import Store, Tx, places

log = logging.getLogger(__name__)

PAUSE = timedelta(hours=1)
"""A channel that refuses us although its permissions look right is not asked more often."""
KEPT = timedelta(hours=24)
"""What was owed longer ago and never tried is not sent any more; a digest catches up on it."""


class Reopening:
    """Looks at a server's suspended channels when something about its permissions changed."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._tried_at: dict[int, datetime] = {}

    async def look(self, guild: discord.Guild) -> None:
        """Let those go on in which the bot may write."""
        now = self._clock()
        closed = await self._store.read(lambda tx: find_closed(tx, guild.id))
        for place in closed:
            if self._is_rested(place, now) and may_write(guild, place.discord_id):
                self._tried_at[place.id] = now
                await self._reopen(place, now)

    def _is_rested(self, place: Place, now: datetime) -> bool:
        tried_at = self._tried_at.get(place.id)
        return tried_at is None or now - tried_at >= PAUSE

    async def _reopen(self, place: Place, now: datetime) -> None:
        await self._store.write(lambda tx: places.resume(tx, place.id, now, keep_since=now - KEPT))
        log.info("place reopened place=%d guild=%s", place.id, place.guild_id)


def find_closed(tx: Tx, guild_id: int) -> tuple[Place, ...]:
    """The guild's suspended channels."""
    return tuple(place for place in places.of_guild(tx, guild_id) if place.is_suspended)


def may_write(guild: discord.Guild, channel_id: int) -> bool:
    """Whether the bot sees the channel or thread and may send messages into it."""
    channel = guild.get_channel_or_thread(channel_id)
    if channel is None or guild.me is None:
        return False
    granted = channel.permissions_for(guild.me)
    is_thread = isinstance(channel, discord.Thread)
    may_send = granted.send_messages_in_threads if is_thread else granted.send_messages
    return granted.view_channel and may_send
