"""Everything a person does with the bot in Discord: commands, buttons, lists, forms, menus."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from discord.ui import DynamicItem, Item

from bot.commands.clicks import CLICKS
from bot.commands.context import Chat
from bot.commands.drafts import Drafts
from bot.commands.onboarding import greet
from bot.commands.presses import dynamic_item, take_form
from bot.commands.slash import (
    Command,
    Tree,
    about_commands,
    digest_command,
    explain_command,
    follow_command,
    following_command,
    settings_command,
)
from bot.commands.slash_groups import news_group, source_group
from bot.commands.slash_menus import menus
from bot.commands.strays import answer_stray
from bot.commands.texts import CatalogueTranslator

__all__ = ["CatalogueTranslator", "Chat", "Drafts", "dynamic_items", "greet", "register"]


def dynamic_items(chat: Chat) -> tuple[type[DynamicItem[Item[Any]]], ...]:
    """What takes the clicks on every message of ours, however old."""
    return (dynamic_item(chat, CLICKS),)


async def register(tree: Tree, chat: Chat) -> None:
    """Put every command, button and form of ours on a new client's tree."""
    ours: list[Command | app_commands.Group | app_commands.ContextMenu] = [
        follow_command(chat),
        following_command(chat),
        digest_command(chat),
        news_group(chat),
        explain_command(chat),
        source_group(chat),
        settings_command(chat),
        *about_commands(chat),
        *menus(chat),
    ]
    for command in ours:
        tree.add_command(command, override=True)
    await tree.set_translator(CatalogueTranslator())
    tree.client.add_dynamic_items(*dynamic_items(chat))
    _listen(tree, chat)


def _listen(tree: Tree, chat: Chat) -> None:
    """Take filled-in forms, which discord.py forgets in a restart, and commands that broke."""

    async def on_interaction(interaction: discord.Interaction[Any]) -> None:
        await take_form(interaction, chat, CLICKS)

    async def on_error(
        interaction: discord.Interaction[Any], error: app_commands.AppCommandError
    ) -> None:
        await answer_stray(interaction, chat, error)

    if isinstance(tree.client, commands.Bot | commands.AutoShardedBot):
        tree.client.add_listener(on_interaction, "on_interaction")
    tree.error(on_error)
