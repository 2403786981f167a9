"""/news and /source: groups of commands, reading apart from managing."""

from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import AppCommandContext

from bot.commands import completions
from bot.commands.answering import answer
from bot.commands.calendar import tell_calendar
from bot.commands.completions import completing
from bot.commands.context import Chat
from bot.commands.news import QUERY_MAX, list_sources, search_news, tell_story
from bot.commands.slash import (
    ANY_INSTALL,
    EVERYWHERE,
    HERE_AND_IN_DMS,
    MANAGE_SERVER,
    Command,
    Interaction,
    choices,
)
from bot.commands.source import add_source, check_source, remove_source
from bot.commands.texts import text
from bot.commands.trend import PERIODS, tell_trend

Callback = Callable[..., Coroutine[Any, Any, None]]


def group(
    name: str, contexts: AppCommandContext, permissions: discord.Permissions | None = None
) -> app_commands.Group:
    """An empty group; Discord honours its permissions for all its commands together."""
    return app_commands.Group(
        name=name,
        description=text(f"command-{name}"),
        allowed_contexts=contexts,
        allowed_installs=ANY_INSTALL,
        default_permissions=permissions,
    )


def under(parent: app_commands.Group, name: str, callback: Callback) -> None:
    """Add a command to its group."""
    description = text(f"command-{parent.name}-{name}")
    made: Command = app_commands.Command(
        name=name,
        description=description,
        callback=callback,
        parent=parent,
    )
    parent.add_command(made)


def news_group(chat: Chat) -> app_commands.Group:
    """/news search, story, trend, calendar and sources."""
    news = group("news", EVERYWHERE)
    for name, callback in (
        ("search", search_callback(chat)),
        ("story", story_callback(chat)),
        ("trend", trend_callback(chat)),
        ("calendar", calendar_callback(chat)),
        ("sources", sources_callback(chat)),
    ):
        under(news, name, callback)
    return news


def search_callback(chat: Chat) -> Callback:
    @app_commands.describe(query=text("option-search-query"))
    async def search(
        interaction: Interaction, query: app_commands.Range[str, 1, QUERY_MAX]
    ) -> None:
        await answer(interaction, chat, lambda ask: search_news(ask, query))

    return search


def story_callback(chat: Chat) -> Callback:
    @app_commands.describe(story=text("option-story"))
    @app_commands.autocomplete(story=completing(chat, completions.offer_stories))
    async def tell(interaction: Interaction, story: app_commands.Range[str, 1, 500]) -> None:
        await answer(interaction, chat, lambda ask: tell_story(ask, story))

    return tell


def trend_callback(chat: Chat) -> Callback:
    @app_commands.describe(
        watch=text("option-trend-watch"),
        compare=text("option-trend-compare"),
        period=text("option-trend-period"),
    )
    @app_commands.choices(period=choices("choice-since", dict(PERIODS)))
    @app_commands.autocomplete(
        watch=completing(chat, completions.offer_watches),
        compare=completing(chat, completions.offer_watches),
    )
    async def trend(
        interaction: Interaction,
        watch: app_commands.Range[str, 1, 100],
        compare: app_commands.Range[str, 0, 100] = "",
        period: str = "30 days",
    ) -> None:
        await answer(interaction, chat, lambda ask: tell_trend(ask, watch, compare, period))

    return trend


def calendar_callback(chat: Chat) -> Callback:
    @app_commands.describe(watch=text("option-calendar-watch"))
    @app_commands.autocomplete(watch=completing(chat, completions.offer_watches))
    async def calendar(
        interaction: Interaction, watch: app_commands.Range[str, 0, 100] = ""
    ) -> None:
        await answer(interaction, chat, lambda ask: tell_calendar(ask, watch))

    return calendar


def sources_callback(chat: Chat) -> Callback:
    async def sources(interaction: Interaction) -> None:
        await answer(interaction, chat, list_sources)

    return sources


def source_group(chat: Chat) -> app_commands.Group:
    source = group("source", HERE_AND_IN_DMS, MANAGE_SERVER)

    @app_commands.describe(url=text("option-source-url"))
    async def add(interaction: Interaction, url: app_commands.Range[str, 1, 2000]) -> None:
        await answer(interaction, chat, lambda ask: add_source(ask, url))

    @app_commands.describe(source=text("option-source"))
    @app_commands.autocomplete(source=completing(chat, completions.offer_sources))
    async def check(interaction: Interaction, source: app_commands.Range[str, 1, 2000]) -> None:
        await answer(interaction, chat, lambda ask: check_source(ask, source))

    @app_commands.describe(source=text("option-source"))
    @app_commands.autocomplete(source=completing(chat, completions.offer_own_sources))
    async def remove(interaction: Interaction, source: app_commands.Range[str, 1, 2000]) -> None:
        await answer(interaction, chat, lambda ask: remove_source(ask, source))

    under(source, "add", add)
    under(source, "check", check)
    under(source, "remove", remove)
    return source
