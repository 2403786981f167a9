"""What autocomplete offers while somebody types, from what they may see alone."""

from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any

import discord
from discord.app_commands import Choice

from bot.commands.asking import Ask, read_ask
from bot.commands.choices import CHOICES_MAX, choice, offer, read_shelf
from bot.commands.context import Chat
from bot.commands.languages import offer_languages
from bot.commands.nearest import rank
from bot.commands.zones import zone_names
from watchers.store import StoreError, sources, stories

RECENT = timedelta(days=7)
Choices = list[Choice[str]]
Complete = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, Choices]]
Offer = Callable[[Ask, str], Awaitable[Choices]]


def completing(chat: Chat, offered: Offer) -> Complete:
    """Autocomplete with these offers; none where the database is busy."""

    async def complete(interaction: discord.Interaction[Any], current: str) -> Choices:
        try:
            return await offered(read_ask(interaction, chat), current)
        except StoreError:
            return []

    return complete


async def offer_watches(ask: Ask, typed: str) -> Choices:
    """Packs and watches."""
    shelf = await ask.chat.store.read(lambda tx: read_shelf(tx, ask))
    return offer(shelf, typed, ask.voice)


async def offer_own_words(ask: Ask, typed: str) -> Choices:
    """The same, then the words themselves as something new to follow."""
    found = await offer_watches(ask, typed)
    is_new = typed.strip() and all(typed.casefold() != one.name.casefold() for one in found)
    own = [choice(ask.voice.label("choice-own", typed=typed), typed)] if is_new else []
    return [*found[: CHOICES_MAX - len(own)], *own]


async def offer_language(ask: Ask, typed: str) -> Choices:
    """Languages, after those that are already typed."""
    found = offer_languages(typed, ask.voice.locale)
    return [choice(label, value) for label, value in found[:CHOICES_MAX]]


async def offer_zones(ask: Ask, typed: str) -> Choices:
    """Time zones by city in English, Korean or IANA's name."""
    return [choice(zone.replace("_", " "), zone) for zone in rank(typed, zone_names(), CHOICES_MAX)]


async def offer_sources(ask: Ask, typed: str) -> Choices:
    """Every source that the asker sees."""
    seen = await ask.chat.store.read(lambda tx: sources.visible_sources(tx, ask.reader))
    named = [(one, [one.name, one.url]) for one in seen]
    found = rank(typed, named, CHOICES_MAX)
    return [choice(one.name or one.url, f"source:{one.id}") for one in found]


async def offer_own_sources(ask: Ask, typed: str) -> Choices:
    """The sources that were added here and can be removed."""
    linked = await ask.chat.store.read(lambda tx: sources.linked_sources(tx, ask.reader))
    found = rank(typed, [(one, [one.name, one.url]) for one in linked], CHOICES_MAX)
    return [choice(one.name or one.url, f"source:{one.id}") for one in found]


async def offer_stories(ask: Ask, typed: str) -> Choices:
    """Stories of the last week."""
    since = ask.now - RECENT
    recent = await ask.chat.store.read(
        lambda tx: stories.recent_stories(tx, since, ask.reader, limit=100)
    )
    found = rank(typed, [(one, [one.title]) for one in recent], CHOICES_MAX)
    return [choice(one.title, str(one.id)) for one in found]
