"""Commands that end before our own code begins: an old form of a command, a value out of bounds."""

import logging
from typing import Any

import discord
from discord import app_commands

from bot.commands.answering import Outcome, answer
from bot.commands.asking import Ask
from bot.commands.context import Chat
from watchers.model import Reason

log = logging.getLogger(__name__)


async def answer_stray(
    interaction: discord.Interaction[Any], chat: Chat, error: app_commands.AppCommandError
) -> None:
    """Say what stood in the way; a fault of ours is logged."""
    reason = read_error(error)
    if reason.code == "broke":
        log.error("command broke before its work", exc_info=error)

    async def say(_: Ask) -> Outcome:
        return reason

    await answer(interaction, chat, say)


def read_error(error: app_commands.AppCommandError) -> Reason:
    """Why discord.py did not run the command."""
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return Reason(code="old-command")
    if isinstance(error, app_commands.TransformerError):
        return Reason(code="no-such-value", params={"typed": str(error.value)[:100]})
    if isinstance(error, app_commands.CheckFailure):
        return Reason(code="no-permission")
    return Reason(code="broke")
