"""What a guild or a person may ask of their data: all of it as JSON, and its end."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select

from watchers.model import Place, PlaceKind, Reader, Source, Subscription, Watch
from watchers.store import feedback, guilds, sources, subscriptions, values, watches
from watchers.store.reading import is_own_place, place_of
from watchers.store.schema import guilds as guild_table
from watchers.store.schema import people
from watchers.store.schema import places as place_table
from watchers.store.tx import Tx

FORMAT = "watchfloor-export-1"


def export(tx: Tx, reader: Reader) -> dict[str, Any]:
    """Everything of the reader's guild, else person, as plain JSON values: `settings`, `places`,
    `watches`, `subscriptions`, `sources` and `feedback`; of others only the ids they refer to."""
    theirs = places_of(tx, reader)
    followed = subscriptions.of_reader(tx, reader)
    seen = watches.by_ids(tx, {each.watch_id for each in followed}, reader)
    own = [each for each in watches.visible_watches(tx, reader) if not each.pack]
    given = feedback.of_reader(tx, reader, datetime.min.replace(tzinfo=UTC))
    return {
        "format": FORMAT,
        "guild": reader.guild_id,
        "person": reader.user_id,
        "settings": values.settings_as_json(guilds.settings(tx, reader)),
        "places": [_place(each) for each in theirs],
        "watches": [watch_as_json(each) for each in own],
        "subscriptions": [_subscription(each, theirs, seen) for each in followed],
        "sources": [_source(each) for each in sources.linked_sources(tx, reader)],
        "feedback": [_plain(each) for each in given],
    }


def purge(tx: Tx, reader: Reader) -> bool:
    """Delete everything of the reader's guild, else person. False where nothing was known.

    Its watches, sources' links, places, subscriptions, deliveries and feedback go with its row.
    """
    is_guild = reader.guild_id is not None
    if not is_guild:
        is_theirs = (place_table.c.kind == PlaceKind.PERSON) & (
            place_table.c.discord_id == reader.user_id
        )
        tx.execute(delete(place_table).where(is_theirs))
    table, key = (guild_table, reader.guild_id) if is_guild else (people, reader.user_id)
    is_gone = tx.execute(delete(table).where(table.c.id == key)).rowcount > 0
    sources.stop_unheld(tx)
    return is_gone


def places_of(tx: Tx, reader: Reader) -> tuple[Place, ...]:
    """The reader's places, by id."""
    query = select(place_table).where(is_own_place(reader)).order_by(place_table.c.id)
    return tuple(map(place_of, tx.execute(query)))


def watch_as_json(watch: Watch) -> dict[str, Any]:
    """A watch in the form of a line of `watches` in interfaces: what `match --watches` reads."""
    return {
        "id": watch.id,
        "name": watch.name,
        "kind": str(watch.kind),
        "aliases": [_plain(alias) for alias in watch.aliases],
        "confusables": list(watch.confusables),
        "context": list(watch.context),
        "excluded": list(watch.excluded),
    }


def _place(place: Place) -> dict[str, Any]:
    return {"id": place.id, "kind": str(place.kind), "discord_id": str(place.discord_id)}


def _subscription(
    followed: Subscription, theirs: tuple[Place, ...], seen: Mapping[int, Watch]
) -> dict[str, Any]:
    """A subscription that another database can understand: the watch by pack and key or name."""
    watch = seen.get(followed.watch_id)
    named = {} if watch is None else {"pack": watch.pack, "key": watch.key, "name": watch.name}
    place = next((_place(each) for each in theirs if each.id == followed.place_id), {})
    return {**_plain(followed), "watch": named, "place": place}


def _source(source: Source) -> dict[str, Any]:
    return {"url": source.url, "name": source.name, "language": source.language}


def _plain(value: Any) -> dict[str, Any]:
    """A frozen value's fields, times in RFC 3339."""
    held = {each.name: getattr(value, each.name) for each in fields(value)}
    return {
        name: each.isoformat() if isinstance(each, datetime) else each
        for name, each in held.items()
        if each is not None
    }
