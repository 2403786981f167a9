"""Who asks, where, in which language, and what they may do there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import discord

from bot.commands.context import Chat
from bot.render.shown import Voice
from watchers.model import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One interaction as our commands see it.

    `guild_id` is None in direct messages, and where the bot is only installed for the person: it
    then knows nothing of that server. `permissions_in` tells what the member may do in a channel
    of the server, `own_permissions_in` what the bot may; both are none where it is not known.
    """

    chat: Chat
    user_id: int
    voice: Voice
    guild_id: int | None
    channel_id: int | None
    guild_locale: str
    guild_name: str
    permissions_in: Callable[[int], discord.Permissions]
    own_permissions_in: Callable[[int], discord.Permissions]

    @property
    def reader(self) -> Reader:
        """Whose news and wishes these are: the server's, else the person's."""
        if self.guild_id is not None:
            return Reader(guild_id=self.guild_id)
        return Reader(user_id=self.user_id)

    @property
    def now(self) -> datetime:
        return self.chat.clock()

    @property
    def may_manage_guild(self) -> bool:
        """Whether they may change what concerns the whole server; in their own messages always."""
        if self.guild_id is None or self.channel_id is None:
            return self.guild_id is None
        return self.permissions_in(self.channel_id).manage_guild

    def may_manage(self, channel_id: int) -> bool:
        """Whether they may decide what is posted in that channel."""
        return self.permissions_in(channel_id).manage_channels


def read_ask(interaction: discord.Interaction, chat: Chat) -> Ask:
    """The interaction as a value."""
    # A server that names no owner of the installation at all has the bot as a member.
    is_personal = interaction.is_user_integration() and not interaction.is_guild_integration()
    is_member = interaction.guild_id is not None and not is_personal
    guild = interaction.guild if is_member else None
    return Ask(
        chat=chat,
        user_id=interaction.user.id,
        voice=Voice(words=chat.words, locale=str(interaction.locale)),
        guild_id=interaction.guild_id if is_member else None,
        channel_id=interaction.channel_id,
        guild_locale=str(interaction.guild_locale or ""),
        guild_name=guild.name if guild else "",
        permissions_in=lambda channel_id: _permissions(interaction, channel_id),
        own_permissions_in=lambda channel_id: _own_permissions(interaction, channel_id),
    )


def _permissions(interaction: discord.Interaction, channel_id: int) -> discord.Permissions:
    """What the member may do in the channel: as Discord says, else as roles and overwrites tell."""
    if channel_id == interaction.channel_id:
        return interaction.permissions
    told = _resolved(interaction, channel_id, "permissions")
    if told is not None:
        return told
    channel = interaction.guild.get_channel_or_thread(channel_id) if interaction.guild else None
    if channel is None or not isinstance(interaction.user, discord.Member):
        return discord.Permissions.none()
    return channel.permissions_for(interaction.user)


def _own_permissions(interaction: discord.Interaction, channel_id: int) -> discord.Permissions:
    """The same for the bot."""
    if channel_id == interaction.channel_id:
        return interaction.app_permissions
    # Discord tells this of resolved channels since 2026-07-16; discord.py 2.7 does not read it.
    told = _resolved(interaction, channel_id, "app_permissions")
    if told is not None:
        return told
    guild = interaction.guild
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    if guild is None or channel is None or guild.me is None:
        return discord.Permissions.none()
    return channel.permissions_for(guild.me)


def _resolved(
    interaction: discord.Interaction, channel_id: int, name: str
) -> discord.Permissions | None:
    """What Discord says with the interaction of a channel that was chosen in it."""
    data = cast("Mapping[str, Any]", interaction.data or {})
    channels = data.get("resolved", {}).get("channels", {})
    told = channels.get(str(channel_id), {}).get(name)
    return None if told is None else discord.Permissions(int(told))
