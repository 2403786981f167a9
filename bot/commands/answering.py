"""Every interaction is acknowledged within 3 seconds and answered, whatever happens."""

import asyncio
import io
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

import discord

from bot.commands.asking import Ask, read_ask
from bot.commands.context import Chat
from bot.commands.presence import note_presence
from bot.layout import allowed_mentions, as_view
from bot.render.message import Message
from bot.render.notice import notice
from watchers.model import Reason
from watchers.store import StoreError, guilds

log = logging.getLogger(__name__)

WORK_MAX_S = 120.0
"""Longer than any command takes; Discord lets a deferred answer wait for 15 minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with an answer."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer of more than one message, or with files; files belong to the first."""

    messages: tuple[Message, ...]
    files: tuple[Attachment, ...] = ()


Outcome = Message | Reply | Reason
"""What a command comes to; a reason says in words what stood in the way."""
Work = Callable[[Ask], Awaitable[Outcome]]


async def answer(
    interaction: discord.Interaction, chat: Chat, work: Work, *, is_public: bool = False
) -> None:
    """Acknowledge, do the work, and reply with what it comes to."""
    acknowledged = interaction.response.defer(ephemeral=not is_public, thinking=True)
    if await _is_acknowledged(interaction, acknowledged):
        ask = read_ask(interaction, chat)
        if is_public:
            ask = await _for_everyone(ask)
        outcome, _ = await asyncio.gather(_outcome(ask, work), _note_presence(ask))
        await _reply(interaction, as_reply(outcome, ask), is_public=is_public)


async def _for_everyone(ask: Ask) -> Ask:
    """What all may read is said in the server's language, as set or as Discord has it."""
    try:
        settings = await ask.chat.store.read(lambda tx: guilds.settings(tx, ask.reader))
    except StoreError:
        return ask
    locale = settings.language or ask.guild_locale or ask.voice.locale
    return replace(ask, voice=replace(ask.voice, locale=locale))


async def _note_presence(ask: Ask) -> None:
    """Remember where the server's people were last heard: they are told there if a place fails.

    Using a command in a channel that Discord had refused lets it go on.
    """
    if ask.guild_id is None or ask.channel_id is None:
        return
    try:
        if await ask.chat.store.write(lambda tx: note_presence(tx, ask)):
            ask.chat.newsroom.wake()
    except StoreError as error:
        log.warning("presence not noted guild=%d error=%s", ask.guild_id, error)


async def answer_in_place(interaction: discord.Interaction, chat: Chat, work: Work) -> None:
    """The same, changing the message whose button was pressed; a refusal leaves it as it is."""
    if not await _is_acknowledged(interaction, interaction.response.defer()):
        return
    ask = read_ask(interaction, chat)
    outcome = await _outcome(ask, work)
    if isinstance(outcome, Reason):
        await _follow_up(interaction, as_reply(outcome, ask).messages, is_public=False)
    else:
        await _reply(interaction, as_reply(outcome, ask), is_public=False)


async def _is_acknowledged(
    interaction: discord.Interaction, acknowledged: Awaitable[object]
) -> bool:
    try:
        await acknowledged
    except discord.InteractionResponded:
        return True
    except (discord.HTTPException, OSError) as error:
        log.warning("interaction not acknowledged id=%d error=%s", interaction.id, error)
        return False
    return True


async def _outcome(ask: Ask, work: Work) -> Outcome:
    """What the work comes to; a fault of ours is logged and said."""
    try:
        async with asyncio.timeout(WORK_MAX_S):
            return await work(ask)
    except TimeoutError:
        return Reason(code="busy")
    except StoreError as error:
        log.warning("command found no database error=%s", error)
        return Reason(code="busy")
    except Exception:
        log.exception("command broke")
        return Reason(code="broke")


def as_reply(outcome: Outcome, ask: Ask) -> Reply:
    """Any outcome as messages."""
    match outcome:
        case Message():
            return Reply(messages=(outcome,))
        case Reason():
            return Reply(messages=(notice([outcome], ask.voice),))
        case Reply():
            return outcome


async def _reply(interaction: discord.Interaction, reply: Reply, *, is_public: bool) -> None:
    """Put the first message into the deferred answer and the others after it."""
    first, *others = reply.messages
    files = [discord.File(io.BytesIO(one.content), one.name) for one in reply.files]
    try:
        await interaction.edit_original_response(
            view=as_view(first), attachments=files, allowed_mentions=allowed_mentions(first)
        )
    except (discord.HTTPException, OSError) as error:
        log.warning("answer not delivered id=%d error=%s", interaction.id, error)
        return
    await _follow_up(interaction, others, is_public=is_public)


async def _follow_up(
    interaction: discord.Interaction, messages: Sequence[Message], *, is_public: bool
) -> None:
    """Further messages after the answer, in order."""
    try:
        for message in messages:
            await interaction.followup.send(
                view=as_view(message),
                ephemeral=not is_public,
                allowed_mentions=allowed_mentions(message),
            )
    except (discord.HTTPException, OSError) as error:
        log.warning("answer not delivered id=%d error=%s", interaction.id, error)
