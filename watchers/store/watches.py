"""Watches: those of the shipped packs, and those that guilds and people made."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, select, true
from sqlalchemy import update as sql_update

from watchers.model import Alias, AliasKind, Reader, Watch, WatchKind
from watchers.store import guilds
from watchers.store.reading import is_own_watch, is_visible_watch
from watchers.store.schema import aliases, watches, watchlists
from watchers.store.tx import Tx, put


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A shipped watchlist; `watches` carry its key as `pack`, their own `key`, and any id."""

    key: str
    name: str
    description: str = ""
    watches: tuple[Watch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What a sync changed, by watch id; the matcher takes `changed` anew and drops `retired`."""

    changed: tuple[Watch, ...] = ()
    retired: tuple[int, ...] = ()


def sync_packs(tx: Tx, packs: Sequence[Pack], at: datetime) -> Synced:
    """Bring the shipped watches in line with the packs, by (pack, key); ids stay.

    A watch no longer shipped is retired, with its subscriptions kept for its return.
    """
    _sync_lists(tx, packs)
    stored = {(each.pack, each.key): each for each in _shipped(tx, with_retired=True)}
    in_force = {each.id for each in _shipped(tx)}
    wanted = [replace(each, pack=pack.key) for pack in packs for each in pack.watches]
    changed = []
    for watch in wanted:
        known = stored.get((watch.pack, watch.key))
        if known is None:
            changed.append(_insert(tx, watch, at))
        elif replace(watch, id=known.id) != known or known.id not in in_force:
            changed.append(_replace(tx, replace(watch, id=known.id), at))
    kept = {(each.pack, each.key) for each in wanted}
    retired = sorted(each.id for key, each in stored.items() if key not in kept)
    _retire(tx, retired, at)
    return Synced(changed=tuple(changed), retired=tuple(i for i in retired if i in in_force))


def packs(tx: Tx) -> tuple[Pack, ...]:
    """The shipped watchlists with their watches, by key."""
    members: dict[str, list[Watch]] = defaultdict(list)
    for watch in _shipped(tx):
        members[watch.pack].append(watch)
    query = select(watchlists).where(~watchlists.c.is_retired).order_by(watchlists.c.key)
    return tuple(
        Pack(
            key=row.key,
            name=row.name,
            description=row.description,
            watches=tuple(members[row.key]),
        )
        for row in tx.execute(query)
    )


def create(tx: Tx, watch: Watch, at: datetime) -> Watch:
    """A watch of the guild (`guild_id`) or person (`owner_id`) it names, with its new id."""
    if watch.guild_id is None and watch.owner_id is None:
        raise ValueError("a watch of nobody's is shipped in a pack")
    guilds.ensure_reader(tx, Reader(guild_id=watch.guild_id, user_id=watch.owner_id), at)
    return _insert(tx, replace(watch, key="", pack=""), at)


def update(tx: Tx, watch: Watch, reader: Reader, at: datetime) -> bool:
    """Replace a watch of the reader's own by id. False where it is not theirs."""
    found = _load(tx, (watches.c.id == watch.id) & is_own_watch(reader))
    if not found:
        return False
    guild_id, owner_id = found[0].guild_id, found[0].owner_id
    _replace(tx, replace(watch, key="", pack="", guild_id=guild_id, owner_id=owner_id), at)
    return True


def remove(tx: Tx, watch_id: int, reader: Reader) -> bool:
    """Delete a watch of the reader's own with its subscriptions. False where it is not theirs."""
    is_theirs = (watches.c.id == watch_id) & is_own_watch(reader)
    return tx.execute(delete(watches).where(is_theirs)).rowcount > 0


def all_watches(tx: Tx) -> tuple[Watch, ...]:
    """Every watch in force, by id: what the matcher is built from."""
    return _load(tx, true())


def visible_watches(tx: Tx, reader: Reader) -> tuple[Watch, ...]:
    """The shipped watches and the reader's own, by id."""
    return _load(tx, is_visible_watch(reader))


def by_ids(tx: Tx, watch_ids: Collection[int], reader: Reader | None = None) -> dict[int, Watch]:
    """The watches by id, as far as the reader may see them; without a reader, all.

    Retired ones are given too, for messages sent while they were in force.
    """
    may_see = true() if reader is None else is_visible_watch(reader)
    found = _load(tx, watches.c.id.in_(watch_ids) & may_see, with_retired=True)
    return {each.id: each for each in found}


def _shipped(tx: Tx, *, with_retired: bool = False) -> tuple[Watch, ...]:
    return _load(tx, watches.c.pack.is_not(None), with_retired=with_retired)


def _load(
    tx: Tx, condition: ColumnElement[bool], *, with_retired: bool = False
) -> tuple[Watch, ...]:
    chosen = condition if with_retired else condition & ~watches.c.is_retired
    rows = tx.execute(select(watches).where(chosen).order_by(watches.c.id)).all()
    spellings = _aliases(tx, select(watches.c.id).where(chosen))
    return tuple(_watch_of(row, spellings[row.id]) for row in rows)


def _aliases(tx: Tx, watch_ids: Any) -> dict[int, list[Alias]]:
    query = (
        select(aliases)
        .where(aliases.c.watch_id.in_(watch_ids))
        .order_by(aliases.c.watch_id, aliases.c.position)
    )
    found: dict[int, list[Alias]] = defaultdict(list)
    for row in tx.execute(query):
        found[row.watch_id].append(_alias_of(row))
    return found


def _alias_of(row: Row[Any]) -> Alias:
    return Alias(
        text=row.text,
        language=row.language,
        kind=AliasKind(row.kind),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _watch_of(row: Row[Any], spellings: Iterable[Alias]) -> Watch:
    return Watch(
        id=row.id,
        name=row.name,
        kind=WatchKind(row.kind),
        aliases=tuple(spellings),
        confusables=tuple(row.confusables),
        context=tuple(row.context),
        excluded=tuple(row.excluded),
        key=row.key or "",
        pack=row.pack or "",
        guild_id=row.guild_id,
        owner_id=row.owner_id,
    )


def _row_of(watch: Watch, at: datetime) -> dict[str, Any]:
    return {
        "pack": watch.pack or None,
        "key": watch.key or None,
        "name": watch.name,
        "kind": watch.kind,
        "confusables": list(watch.confusables),
        "context": list(watch.context),
        "excluded": list(watch.excluded),
        "guild_id": watch.guild_id,
        "owner_id": watch.owner_id,
        "is_retired": False,
        "updated_at": at,
    }


def _insert(tx: Tx, watch: Watch, at: datetime) -> Watch:
    row = {**_row_of(watch, at), "created_at": at}
    new_id = tx.scalar(watches.insert().values(**row).returning(watches.c.id)) or 0
    _write_aliases(tx, new_id, watch.aliases)
    return replace(watch, id=new_id)


def _replace(tx: Tx, watch: Watch, at: datetime) -> Watch:
    tx.execute(sql_update(watches).where(watches.c.id == watch.id).values(**_row_of(watch, at)))
    tx.execute(delete(aliases).where(aliases.c.watch_id == watch.id))
    _write_aliases(tx, watch.id, watch.aliases)
    return watch


def _write_aliases(tx: Tx, watch_id: int, spellings: Sequence[Alias]) -> None:
    rows = [
        {
            "watch_id": watch_id,
            "position": position,
            "text": alias.text,
            "language": alias.language,
            "kind": alias.kind,
            "valid_from": alias.valid_from,
            "valid_until": alias.valid_until,
        }
        for position, alias in enumerate(spellings)
    ]
    if rows:
        tx.execute(aliases.insert(), rows)


def _sync_lists(tx: Tx, packs: Sequence[Pack]) -> None:
    tx.execute(sql_update(watchlists).values(is_retired=True))
    rows = [
        {"key": pack.key, "name": pack.name, "description": pack.description, "is_retired": False}
        for pack in packs
    ]
    put(tx, watchlists, rows, ["key"])


def _retire(tx: Tx, watch_ids: Sequence[int], at: datetime) -> None:
    gone = sql_update(watches).where(watches.c.id.in_(watch_ids), ~watches.c.is_retired)
    tx.execute(gone.values(is_retired=True, updated_at=at))
