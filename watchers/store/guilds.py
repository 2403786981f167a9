"""Guilds and people: their settings, their coming and going. Ids are Discord's own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from watchers.model import GuildSettings, Reader
from watchers.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Guild:
    """A server the bot is or was in. `left_at` starts its 30 days; `last_channel_id` is where its
    last command was typed."""

    id: int
    name: str
    settings: GuildSettings
    joined_at: datetime
    left_at: datetime | None = None
    last_channel_id: int | None = None
    system_channel_id: int | None = None
    owner_id: int | None = None


def ensure(tx: Tx, guild_id: int, at: datetime, *, name: str = "") -> Guild:
    """The guild's row, made on first sight; a guild that had left is back with its settings."""
    raise NotImplementedError


def by_id(tx: Tx, guild_id: int) -> Guild | None:
    """The guild, or None where it was never seen or is purged."""
    raise NotImplementedError


def note_channels(
    tx: Tx,
    guild_id: int,
    *,
    last: int | None = None,
    system: int | None = None,
    owner: int | None = None,
) -> None:
    """Remember where its people can be told something; None leaves what was known."""
    raise NotImplementedError


def settings(tx: Tx, reader: Reader) -> GuildSettings:
    """The reader's settings; the defaults where none were set."""
    raise NotImplementedError


def change_settings(tx: Tx, reader: Reader, changed: GuildSettings, at: datetime) -> None:
    """Replace the settings of the reader's guild, else person; its row is made where missing."""
    raise NotImplementedError


def leave(tx: Tx, guild_id: int, at: datetime) -> None:
    """The bot was removed: the guild's clock of deletion starts, its places are suspended."""
    raise NotImplementedError


def rejoin(tx: Tx, guild_id: int, at: datetime) -> bool:
    """The bot is back: the clock stops and the places go on. True where there was one to stop."""
    raise NotImplementedError


def left_before(tx: Tx, moment: datetime) -> tuple[int, ...]:
    """Guilds that left before this moment: due for purge."""
    raise NotImplementedError


def present(tx: Tx) -> tuple[int, ...]:
    """Guilds that have not left."""
    raise NotImplementedError


def purge(tx: Tx, reader: Reader) -> int:
    """Delete everything of the reader's guild, else person; how many rows went."""
    raise NotImplementedError


def export(tx: Tx, reader: Reader) -> dict[str, Any]:
    """Everything of the reader's guild, else person, as plain JSON values: settings, watches,
    subscriptions, sources, places, feedback."""
    raise NotImplementedError


def counts(tx: Tx) -> tuple[int, int]:
    """How many guilds are present, and how many people have a place of their own."""
    raise NotImplementedError
