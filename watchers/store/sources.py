"""Sources: one row per address, whoever asked for it, and what polling them has taught."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, false, func, or_, select, update

from watchers.model import PlaceKind, Reader, Source, SourceHistory, SourceKind
from watchers.sources.history import as_json, of_json
from watchers.store import guilds, values
from watchers.store.reading import is_linked
from watchers.store.schema import article_keys, places, publishers, source_links, sources
from watchers.store.tx import Tx, insert_new, put

_SHIPPED = ("name", "kind", "language", "publisher", "origin", "tier")
_NO_VALIDATORS = {"etag": "", "last_modified": "", "body_hash": ""}
_POLLED = (
    "url",
    "etag",
    "last_modified",
    "body_hash",
    "next_check_at",
    "last_checked_at",
    "last_success_at",
    "is_baseline_due",
    "is_stopped",
    "failures",
    "failing_since",
)

_READ = (
    *("id", "key", *_SHIPPED, "is_state_media", "has_full_text"),
    *(*_POLLED, "failure", "history"),
)
_COLUMNS = tuple(sources.c[name] for name in _READ)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who stands behind sources."""

    key: str
    name: str
    country: str = ""
    is_state_media: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCounts:
    """Sources polled, failing now, stopped for good, and the oldest overdue check."""

    active: int
    failing: int
    stopped: int
    oldest_due_at: datetime | None = None


def sync_catalogue(
    tx: Tx, shipped_publishers: Sequence[Publisher], shipped: Sequence[Source], at: datetime
) -> tuple[int, ...]:
    """Bring the shipped sources in line by key (else address); what polling taught stays.

    A source no longer shipped is polled no more unless someone added it; its archive stays
    visible. Gives the ids of the shipped sources in the order given.
    """
    _put_publishers(tx, shipped_publishers)
    ids = tuple(_ship(tx, source, at) for source in shipped)
    gone = update(sources).where(sources.c.shipped_url.is_not(None), sources.c.id.not_in(ids))
    tx.execute(gone.values(key=None, shipped_url=None))
    stop_unheld(tx)
    return ids


def add_source(tx: Tx, source: Source, reader: Reader, at: datetime, *, added_by: int) -> Source:
    """The one source with this address, linked to the reader's guild, else person; due at once."""
    guilds.ensure_reader(tx, reader, at)
    known = by_url(tx, source.url)
    source_id = _add(tx, source, at, is_public=False) if known is None else known.id
    link = {"source_id": source_id, "added_by": added_by, "created_at": at}
    insert_new(tx, source_links, [{**link, **_owner(reader)}])
    _wake(tx, source_id, at)
    return by_ids(tx, [source_id])[source_id]


def remove_link(tx: Tx, source_id: int, reader: Reader) -> bool:
    """End the reader's link; a source that nobody holds is polled no more. False without a link."""
    is_it = (source_links.c.source_id == source_id) & is_linked(reader)
    is_gone = tx.execute(delete(source_links).where(is_it)).rowcount > 0
    stop_unheld(tx)
    return is_gone


def stop_unheld(tx: Tx) -> None:
    """Poll no more what is neither shipped now nor linked to anyone; its archive stays."""
    linked = select(source_links.c.source_id)
    is_unheld = sources.c.shipped_url.is_(None) & sources.c.id.not_in(linked) & sources.c.is_active
    tx.execute(update(sources).where(is_unheld).values(is_active=False))


def visible_sources(tx: Tx, reader: Reader) -> tuple[Source, ...]:
    """The shipped sources and those linked to the reader, by name."""
    linked = select(source_links.c.source_id).where(is_linked(reader))
    return _load(tx, sources.c.is_active & or_(sources.c.is_public, sources.c.id.in_(linked)))


def linked_sources(tx: Tx, reader: Reader) -> tuple[Source, ...]:
    """Only those the reader added, by name."""
    return _load(tx, sources.c.id.in_(select(source_links.c.source_id).where(is_linked(reader))))


def by_ids(tx: Tx, source_ids: Collection[int]) -> dict[int, Source]:
    """The sources by id, whoever may see them; not for replies."""
    return {each.id: each for each in _load(tx, sources.c.id.in_(source_ids))}


def by_url(tx: Tx, url: str) -> Source | None:
    """The source with this address; not for replies."""
    return next(iter(_load(tx, sources.c.url == url)), None)


def all_sources(tx: Tx) -> tuple[Source, ...]:
    """Every source that is polled, for the operator, by name."""
    return _load(tx, sources.c.is_active)


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
    query = select(*_COLUMNS).where(_is_polled(), sources.c.next_check_at <= now, is_free)
    due = tuple(map(_source_of, tx.execute(query.order_by(sources.c.next_check_at).limit(limit))))
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
    rows = [{**_polled_row(each), "url": kept[each.id], "leased_until": None} for each in agreed]
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
        _wake(tx, source_id, now)


def publishers_by_key(tx: Tx) -> dict[str, Publisher]:
    """The shipped publishers."""
    rows = tx.execute(select(publishers)).mappings()
    return {row["key"]: Publisher(**row) for row in rows}


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


def _load(tx: Tx, condition: ColumnElement[bool]) -> tuple[Source, ...]:
    query = select(*_COLUMNS).where(condition).order_by(sources.c.name, sources.c.id)
    return tuple(map(_source_of, tx.execute(query)))


def _source_of(row: Any) -> Source:
    """The source in a row of `_COLUMNS`."""
    found = dict(zip(_READ, row, strict=True))
    found["kind"] = SourceKind(found["kind"])
    found["key"] = found["key"] or ""
    found["failure"] = values.reason_of(found["failure"])
    found["history"] = of_json(found["history"])
    return Source(**found)


def _shipped_row(source: Source) -> dict[str, Any]:
    row = {name: getattr(source, name) for name in _SHIPPED}
    row |= {"is_state_media": source.is_state_media, "has_full_text": source.has_full_text}
    return {**row, "key": source.key or None, "shipped_url": source.url}


def _polled_row(source: Source) -> dict[str, Any]:
    """The columns that a poll changes; `polled_id`, for `id` is the name of a column set."""
    return {
        "polled_id": source.id,
        **{name: getattr(source, name) for name in _POLLED},
        "failure": values.reason_as_json(source.failure),
        "history": as_json(source.history),
    }


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


def _ship(tx: Tx, source: Source, at: datetime) -> int:
    known = _known(tx, source)
    if known is None:
        return _add(tx, source, at, is_public=True)
    tx.execute(update(sources).where(_has_key(source), sources.c.id != known.id).values(key=None))
    shipped = {**_shipped_row(source), "is_active": True, "is_public": True}
    if known.url != source.url and known.shipped_url != source.url:
        shipped |= {"url": source.url, "is_baseline_due": True, **_NO_VALIDATORS}
    tx.execute(update(sources).where(sources.c.id == known.id).values(**shipped))
    if not known.is_public:
        _publish_keys(tx, known.id)
    if not known.is_active:
        _wake(tx, known.id, at)
    return int(known.id)


def _known(tx: Tx, source: Source) -> Any:
    """The row of the same key while its shipped address stands (it may have moved since by
    itself), else the row of that address, whoever added it, else the row of the same key."""
    names = ("id", "url", "shipped_url", "is_public", "is_active")
    query = select(*(sources.c[name] for name in names))
    by_key = tx.execute(query.where(_has_key(source))).one_or_none()
    if by_key is not None and by_key.shipped_url == source.url:
        return by_key
    return tx.execute(query.where(sources.c.url == source.url)).one_or_none() or by_key


def _has_key(source: Source) -> ColumnElement[bool]:
    return sources.c.key == (source.key or None) if source.key else false()


def _publish_keys(tx: Tx, source_id: int) -> None:
    """A source that someone had added ships now: what it knew is known to all."""
    own = select(article_keys).where(article_keys.c.scope == source_id)
    rows = [{"scope": 0, "key": row.key, "article_id": row.article_id} for row in tx.execute(own)]
    insert_new(tx, article_keys, sorted(rows, key=lambda row: str(row["key"])))
    tx.execute(delete(article_keys).where(article_keys.c.scope == source_id))


def _add(tx: Tx, source: Source, at: datetime, *, is_public: bool) -> int:
    polled = _polled_row(replace(source, next_check_at=source.next_check_at or at))
    del polled["polled_id"]
    row = {**_shipped_row(source), **polled, "is_public": is_public, "is_active": True}
    if not is_public:
        row |= {"key": None, "shipped_url": None}
    row["created_at"] = at
    return tx.scalar(sources.insert().values(**row).returning(sources.c.id)) or 0


def _wake(tx: Tx, source_id: int, at: datetime) -> None:
    changed = {"next_check_at": at, "is_active": True, "is_stopped": False, "leased_until": None}
    tx.execute(update(sources).where(sources.c.id == source_id).values(**changed))


def _owner(reader: Reader) -> dict[str, int | None]:
    is_guild = reader.guild_id is not None
    return {"guild_id": reader.guild_id, "person_id": None if is_guild else reader.user_id}


def _put_publishers(tx: Tx, shipped: Sequence[Publisher]) -> None:
    names = Publisher.__dataclass_fields__
    put(
        tx, publishers, [{name: getattr(each, name) for name in names} for each in shipped], ["key"]
    )
