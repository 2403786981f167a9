"""Where alerts shall go: a channel that both may use, or the person's own direct messages."""

from dataclasses import dataclass

import discord

from bot.commands.asking import Ask
from bot.render.safe import Markup
from watchers.model import PlaceKind, Reason

CHANNEL_TYPES = (
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
    discord.ChannelType.news_thread,
    discord.ChannelType.forum,
)
THREADS = CHANNEL_TYPES[2:5]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A place that may not be stored yet."""

    kind: PlaceKind
    discord_id: int
    guild_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The channel that was chosen in a command's option."""

    channel_id: int
    is_thread: bool


def find_target(ask: Ask, chosen: Chosen | None) -> Target | Reason:
    """The chosen channel; else the one it is typed in, or direct messages without a say there."""
    if ask.guild_id is None:
        return personal(ask) if chosen is None else Reason(code="no-server-here")
    if chosen is not None:
        return _channel(ask, chosen)
    if ask.channel_id is None or not ask.may_manage(ask.channel_id):
        return personal(ask)
    is_thread = not ask.own_permissions_in(ask.channel_id).send_messages
    return _channel(ask, Chosen(channel_id=ask.channel_id, is_thread=is_thread))


def personal(ask: Ask) -> Target:
    """The person's own direct messages."""
    return Target(kind=PlaceKind.PERSON, discord_id=ask.user_id)


def _channel(ask: Ask, chosen: Chosen) -> Target | Reason:
    channel = mention(chosen.channel_id)
    if not ask.may_manage(chosen.channel_id):
        return Reason(code="no-manage-channels", params={"channel": channel})
    missing = missing_permissions(ask, chosen)
    if missing:
        return Reason(
            code="bot-lacks-permissions", params={"channel": channel, "missing": ", ".join(missing)}
        )
    return Target(kind=PlaceKind.CHANNEL, discord_id=chosen.channel_id, guild_id=ask.guild_id)


def missing_permissions(ask: Ask, chosen: Chosen) -> list[str]:
    """The permissions without which nothing can be posted there, by Discord's own names."""
    may = ask.own_permissions_in(chosen.channel_id)
    can_send = may.send_messages_in_threads if chosen.is_thread else may.send_messages
    send = "Send Messages in Threads" if chosen.is_thread else "Send Messages"
    wanted = {"View Channel": may.view_channel, send: can_send}
    return [name for name, is_given in wanted.items() if not is_given]


def mention(channel_id: int) -> Markup:
    """A channel by its name, as each reader may see it."""
    return Markup(f"<#{channel_id}>")


def name_target(target: Target, ask: Ask) -> Markup:
    """The place in words."""
    if target.kind is PlaceKind.CHANNEL:
        return mention(target.discord_id)
    return ask.voice.say("place-person")
