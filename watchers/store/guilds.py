"""Guilds and people: their settings, their coming and going. Ids are Discord's own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update

from watchers.model import GuildSettings, PlaceKind, Reader
from watchers.store import values
from watchers.store.schema import guilds, people, places
from watchers.store.tx import Tx, insert_new


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """Where a guild's people can be told something; None leaves what was known."""

    last_channel_id: int | None = None
    system_channel_id: int | None = None
    owner_id: int | None = None


def ensure(tx: Tx, guild_id: int, at: datetime, *, name: str = "") -> Guild:
    """The guild's row, made on first sight; a guild that had left is back with its settings."""
    found = by_id(tx, guild_id)
    if found is None:
        row = {"id": guild_id, "name": name, "settings": {}, "joined_at": at}
        insert_new(tx, guilds, [row])
    elif found.left_at is not None:
        rejoin(tx, guild_id, at)
    if found is not None and name and name != found.name:
        tx.execute(update(guilds).where(guilds.c.id == guild_id).values(name=name))
    return _sure(by_id(tx, guild_id))


def ensure_person(tx: Tx, user_id: int, at: datetime) -> None:
    """The person's row, made on first sight."""
    insert_new(tx, people, [{"id": user_id, "settings": {}, "created_at": at}])


def ensure_reader(tx: Tx, reader: Reader, at: datetime) -> None:
    """The row of the reader's guild, else person."""
    if reader.guild_id is not None:
        ensure(tx, reader.guild_id, at)
    elif reader.user_id is not None:
        ensure_person(tx, reader.user_id, at)


def by_id(tx: Tx, guild_id: int) -> Guild | None:
    """The guild, or None where it was never seen or is purged."""
    row = tx.execute(select(guilds).where(guilds.c.id == guild_id)).one_or_none()
    return None if row is None else _guild_of(row)


def note_contacts(tx: Tx, guild_id: int, contacts: Contacts) -> None:
    """Remember where the guild's people can be told something."""
    known = {
        name: getattr(contacts, name)
        for name in Contacts.__dataclass_fields__
        if getattr(contacts, name) is not None
    }
    if known:
        tx.execute(update(guilds).where(guilds.c.id == guild_id).values(**known))


def settings(tx: Tx, reader: Reader) -> GuildSettings:
    """The reader's settings; the defaults where none were set."""
    table, key = (guilds, reader.guild_id) if reader.guild_id else (people, reader.user_id)
    return values.settings_of(tx.scalar(select(table.c.settings).where(table.c.id == key)))


def change_settings(tx: Tx, reader: Reader, changed: GuildSettings, at: datetime) -> None:
    """Replace the settings of the reader's guild, else person; its row is made where missing."""
    ensure_reader(tx, reader, at)
    table, key = (guilds, reader.guild_id) if reader.guild_id else (people, reader.user_id)
    stored = values.settings_as_json(changed)
    tx.execute(update(table).where(table.c.id == key).values(settings=stored))


def leave(tx: Tx, guild_id: int, at: datetime) -> None:
    """The bot was removed: the guild's clock of deletion starts. A second call changes nothing.

    What was owed to its channels is not sent: nobody is there to refuse it.
    """
    has_not_left = (guilds.c.id == guild_id) & guilds.c.left_at.is_(None)
    tx.execute(update(guilds).where(has_not_left).values(left_at=at))


def rejoin(tx: Tx, guild_id: int, at: datetime) -> bool:
    """The bot is back: the clock stops, settings stand. True where there was a clock to stop."""
    has_left = (guilds.c.id == guild_id) & guilds.c.left_at.is_not(None)
    back = update(guilds).where(has_left).values(left_at=None, joined_at=at)
    return tx.execute(back).rowcount > 0


def left_before(tx: Tx, moment: datetime) -> tuple[int, ...]:
    """Guilds that left before this moment: due for purge."""
    return tuple(tx.scalars(select(guilds.c.id).where(guilds.c.left_at < moment)))


def present(tx: Tx) -> tuple[int, ...]:
    """Guilds that have not left."""
    return tuple(tx.scalars(select(guilds.c.id).where(guilds.c.left_at.is_(None))))


def counts(tx: Tx) -> tuple[int, int]:
    """How many guilds are present, and how many people have a place of their own."""
    is_person = places.c.kind == PlaceKind.PERSON
    people_count = tx.scalar(select(func.count()).select_from(places).where(is_person))
    return len(present(tx)), people_count or 0


def _guild_of(row: Row[Any]) -> Guild:
    found = dict(row._mapping)
    return Guild(**{**found, "settings": values.settings_of(found["settings"])})


def _sure(guild: Guild | None) -> Guild:
    if guild is None:
        raise LookupError("a guild's row vanished within its own transaction")
    return guild
