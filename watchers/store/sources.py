"""Sources: one row per address, whoever asked for it, and what polling them has taught."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, func, or_, select, update

from watchers.model import PlaceKind, Reader, Source, SourceHistory
from watchers.sources.history import as_json
from watchers.store import guilds
from watchers.store.reading import is_linked
from watchers.store.schema import places, source_links, sources
from watchers.store.shipping import Publisher, publishers_by_key, sync_catalogue
from watchers.store.source_rows import (
    COLUMNS,
    add_row,
    by_ids,
    by_url,
    load,
    polled_row,
    source_of,
    stop_unheld,
    wake,
)
from watchers.store.tx import Tx, insert_new

__all__ = [
    "Publisher",
    "by_ids",
    "by_url",
    "publishers_by_key",
    "stop_unheld",
    "sync_catalogue",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCounts:
    """Sources polled, failing now, stopped for good, and the oldest overdue check."""

    active: int
    failing: int
    stopped: int
    oldest_due_at: datetime | None = None


def add_source(tx: Tx, source: Source, reader: Reader, at: datetime, *, added_by: int) -> Source:
    """The one source with this address, linked to the reader's guild, else person; due at once."""
    guilds.ensure_reader(tx, reader, at)
    known = by_url(tx, source.url)
    source_id = add_row(tx, source, at, is_public=False) if known is None else known.id
    link = {"source_id": source_id, "added_by": added_by, "created_at": at}
    insert_new(tx, source_links, [{**link, **_owner(reader)}])
    wake(tx, source_id, at)
    return by_ids(tx, [source_id])[source_id]


def remove_link(tx: Tx, source_id: int, reader: Reader) -> bool:
    """End the reader's link; a source that nobody holds is polled no more. False without a link."""
    is_it = (source_links.c.source_id == source_id) & is_linked(reader)
    is_gone = tx.execute(delete(source_links).where(is_it)).rowcount > 0
    stop_unheld(tx)
    return is_gone


def visible_sources(tx: Tx, reader: Reader) -> tuple[Source, ...]:
    """The shipped sources and those linked to the reader, by name."""
    linked = select(source_links.c.source_id).where(is_linked(reader))
    return load(tx, sources.c.is_active & or_(sources.c.is_public, sources.c.id.in_(linked)))


def linked_sources(tx: Tx, reader: Reader) -> tuple[Source, ...]:
    """Only those the reader added, by name."""
    return load(tx, sources.c.id.in_(select(source_links.c.source_id).where(is_linked(reader))))


def all_sources(tx: Tx) -> tuple[Source, ...]:
    """Every source that is polled, for the operator, by name."""
    return load(tx, sources.c.is_active)


def linked_guilds(tx: Tx, source_id: int) -> tuple[int, ...]:
    """Guilds that added this source themselves: who is told when it breaks."""
    query = select(source_links.c.guild_id).where(source_links.c.source_id == source_id)
    return tuple(tx.scalars(query.where(source_links.c.guild_id.is_not(None))))


def links_of_guilds(tx: Tx) -> tuple[tuple[Source, int], ...]:
    """Every source that a guild added itself, with that guild."""
    pairs = select(source_links.c.source_id, source_links.c.guild_id).where(
        source_links.c.guild_id.is_not(None)
    )
    linked = [(row.source_id, row.guild_id) for row in tx.execute(pairs)]
    known = by_ids(tx, {source_id for source_id, _ in linked})
    return tuple((known[source_id], guild_id) for source_id, guild_id in linked)


def private_to(tx: Tx, source_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Of these, the sources that are not shipped, each with the places that may see it."""
    is_private = sources.c.id.in_(source_ids) & ~sources.c.is_public
    seen: dict[int, set[int]] = {
        each: set() for each in tx.scalars(select(sources.c.id).where(is_private))
    }
    is_person = (places.c.kind == PlaceKind.PERSON) & (
        places.c.discord_id == source_links.c.person_id
    )
    may_see = or_(places.c.guild_id == source_links.c.guild_id, is_person)
    query = select(source_links.c.source_id, places.c.id).join_from(source_links, places, may_see)
    for source_id, place_id in tx.execute(query.where(source_links.c.source_id.in_(seen))):
        seen[source_id].add(place_id)
    return {source_id: frozenset(found) for source_id, found in seen.items()}


def claim_due(tx: Tx, now: datetime, *, limit: int, lease_s: float) -> tuple[Source, ...]:
    """Sources due now, longest overdue first, taken so that no other claim gives them again
    until they are recorded or the lease is over."""
    is_free = or_(sources.c.leased_until.is_(None), sources.c.leased_until <= now)
    query = select(*COLUMNS).where(_is_polled(), sources.c.next_check_at <= now, is_free)
    due = tuple(map(source_of, tx.execute(query.order_by(sources.c.next_check_at).limit(limit))))
    if due:
        lease = update(sources).where(sources.c.id.in_([each.id for each in due]))
        tx.execute(lease.values(leased_until=now + timedelta(seconds=lease_s)))
    return due


def next_due_at(tx: Tx, now: datetime) -> datetime | None:
    """When the next source that nobody holds is due; None where there is none."""
    is_free = or_(sources.c.leased_until.is_(None), sources.c.leased_until <= now)
    query = select(func.min(sources.c.next_check_at)).where(_is_polled(), is_free)
    soonest: datetime | None = tx.scalar(query)
    return soonest


def release_claims(tx: Tx) -> None:
    """Void every lease: at start, when those who held them are gone."""
    held = sources.c.leased_until.is_not(None)
    tx.execute(update(sources).where(held).values(leased_until=None))


def record_polls(tx: Tx, polled: Sequence[Source]) -> None:
    """Write back, in one batch, what a poll changes: validators, body hash, next check, failures,
    baseline, stop, moved address, history. Ends the lease.

    A moved address that another source has already is not taken over. What has been agreed with
    a hub meanwhile (`record_hub`) stays.
    """
    if not polled:
        return
    kept = _addresses(tx, polled)
    agreed = _with_hubs(tx, polled)
    rows = [{**polled_row(each), "url": kept[each.id], "leased_until": None} for each in agreed]
    changed: dict[str, Any] = {name: bindparam(name) for name in rows[0] if name != "polled_id"}
    tx.execute(update(sources).where(sources.c.id == bindparam("polled_id")).values(changed), rows)


def record_hub(tx: Tx, source: Source) -> None:
    """Keep what was agreed with the source's hub, and leave all that polling writes."""
    stored = by_ids(tx, [source.id]).get(source.id)
    if stored is not None:
        history = as_json(_with_hub(stored.history, source.history))
        tx.execute(update(sources).where(sources.c.id == source.id).values(history=history))


def _with_hubs(tx: Tx, polled: Sequence[Source]) -> list[Source]:
    stored = by_ids(tx, {each.id for each in polled if each.history.hub_url})
    return [
        replace(each, history=_with_hub(each.history, stored[each.id].history))
        if each.id in stored
        else each
        for each in polled
    ]


def _with_hub(history: SourceHistory, agreed: SourceHistory) -> SourceHistory:
    return replace(
        history,
        hub_secret=agreed.hub_secret,
        hub_asked_at=agreed.hub_asked_at,
        hub_lease_s=agreed.hub_lease_s,
        lease_until=agreed.lease_until,
    )


def poll_now(tx: Tx, source_ids: Collection[int], now: datetime) -> None:
    """Make sources due at once and let stopped ones go on."""
    for source_id in source_ids:
        wake(tx, source_id, now)


def counts(tx: Tx, now: datetime) -> SourceCounts:
    """What `status` says of the sources."""
    is_failing = sources.c.failures > 0
    query = select(
        func.count().filter(_is_polled()),
        func.count().filter(_is_polled() & is_failing),
        func.count().filter(sources.c.is_active & sources.c.is_stopped),
        func.min(sources.c.next_check_at).filter(_is_polled() & (sources.c.next_check_at <= now)),
    )
    active, failing, stopped, oldest = tx.execute(query).one()
    return SourceCounts(active=active, failing=failing, stopped=stopped, oldest_due_at=oldest)


def scopes(tx: Tx, source_ids: Collection[int]) -> dict[int, int]:
    """By source, under which scope its keys are known: 0 for shipped ones, else its own id."""
    query = select(sources.c.id, sources.c.is_public).where(sources.c.id.in_(source_ids))
    return {row.id: 0 if row.is_public else row.id for row in tx.execute(query)}


def _is_polled() -> ColumnElement[bool]:
    return sources.c.is_active & ~sources.c.is_stopped


def _addresses(tx: Tx, polled: Sequence[Source]) -> dict[int, str]:
    """By source, its address after the poll: where it moved to, unless another source is there."""
    ids = [each.id for each in polled]
    urls = [each.url for each in polled]
    either = or_(sources.c.id.in_(ids), sources.c.url.in_(urls))
    stored = {
        row.url: row.id for row in tx.execute(select(sources.c.url, sources.c.id).where(either))
    }
    before = {source_id: url for url, source_id in stored.items()}
    return {
        each.id: each.url if stored.setdefault(each.url, each.id) == each.id else before[each.id]
        for each in polled
    }


def _owner(reader: Reader) -> dict[str, int | None]:
    is_guild = reader.guild_id is not None
    return {"guild_id": reader.guild_id, "person_id": None if is_guild else reader.user_id}
