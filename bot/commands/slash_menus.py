"""The message menu as Discord knows it."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands

from bot.commands.answering import Outcome, answer
from bot.commands.asking import Ask
from bot.commands.context import Chat
from bot.commands.menus import deny_message, explain_message, follow_message
from bot.commands.slash import ANY_INSTALL, EVERYWHERE, Interaction
from bot.commands.texts import text

Menu = Callable[[Ask, discord.Message], Awaitable[Outcome]]


def menus(chat: Chat) -> list[app_commands.ContextMenu]:
    """Three things to do with any message."""
    return [
        _menu(chat, "menu-follow", follow_message),
        _menu(chat, "menu-explain", explain_message),
        _menu(chat, "menu-deny", deny_message),
    ]


def _menu(chat: Chat, code: str, work: Menu) -> app_commands.ContextMenu:
    async def use(interaction: Interaction, message: discord.Message) -> Any:
        await answer(interaction, chat, lambda ask: work(ask, message))

    return app_commands.ContextMenu(
        name=text(code), callback=use, allowed_contexts=EVERYWHERE, allowed_installs=ANY_INSTALL
    )
