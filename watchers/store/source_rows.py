"""Rows of the sources' table as values, and back."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update

from watchers.model import Source, SourceKind
from watchers.sources.history import as_json, of_json
from watchers.store import values
from watchers.store.schema import source_links, sources
from watchers.store.tx import Tx

_SHIPPED = ("name", "kind", "language", "publisher", "origin", "tier")
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
COLUMNS = tuple(sources.c[name] for name in _READ)


def load(tx: Tx, condition: ColumnElement[bool]) -> tuple[Source, ...]:
    """The sources of which this is true, by name."""
    query = select(*COLUMNS).where(condition).order_by(sources.c.name, sources.c.id)
    return tuple(map(source_of, tx.execute(query)))


def source_of(row: Any) -> Source:
    """The source in a row of `COLUMNS`."""
    found = dict(zip(_READ, row, strict=True))
    found["kind"] = SourceKind(found["kind"])
    found["key"] = found["key"] or ""
    found["failure"] = values.reason_of(found["failure"])
    found["history"] = of_json(found["history"])
    return Source(**found)


def shipped_row(source: Source) -> dict[str, Any]:
    """The columns that the catalogue says."""
    row = {name: getattr(source, name) for name in _SHIPPED}
    row |= {"is_state_media": source.is_state_media, "has_full_text": source.has_full_text}
    return {**row, "key": source.key or None, "shipped_url": source.url}


def polled_row(source: Source) -> dict[str, Any]:
    """The columns that a poll changes; `polled_id`, for `id` is the name of a column set."""
    return {
        "polled_id": source.id,
        **{name: getattr(source, name) for name in _POLLED},
        "failure": values.reason_as_json(source.failure),
        "history": as_json(source.history),
    }


def add_row(tx: Tx, source: Source, at: datetime, *, is_public: bool) -> int:
    """Store a new source, due at once unless it says otherwise; its id."""
    polled = polled_row(replace(source, next_check_at=source.next_check_at or at))
    del polled["polled_id"]
    row = {**shipped_row(source), **polled, "is_public": is_public, "is_active": True}
    if not is_public:
        row |= {"key": None, "shipped_url": None}
    row["created_at"] = at
    return tx.scalar(sources.insert().values(**row).returning(sources.c.id)) or 0


def wake(tx: Tx, source_id: int, at: datetime) -> None:
    """Make a source due, whatever held it."""
    changed = {"next_check_at": at, "is_active": True, "is_stopped": False, "leased_until": None}
    tx.execute(update(sources).where(sources.c.id == source_id).values(**changed))


def by_ids(tx: Tx, source_ids: Collection[int]) -> dict[int, Source]:
    """The sources by id, whoever may see them; not for replies."""
    return {each.id: each for each in load(tx, sources.c.id.in_(source_ids))}


def by_url(tx: Tx, url: str) -> Source | None:
    """The source with this address; not for replies."""
    return next(iter(load(tx, sources.c.url == url)), None)


def stop_unheld(tx: Tx) -> None:
    """Poll no more what is neither shipped now nor linked to anyone; its archive stays."""
    linked = select(source_links.c.source_id)
    is_unheld = sources.c.shipped_url.is_(None) & sources.c.id.not_in(linked) & sources.c.is_active
    tx.execute(update(sources).where(is_unheld).values(is_active=False))
