"""The catalogue's comings and goings: what ships, moves, and ships no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, false, select, update

from watchers.model import Source
from watchers.store.schema import article_keys, publishers, sources
from watchers.store.source_rows import add_row, shipped_row, stop_unheld, wake
from watchers.store.tx import Tx, insert_new, put

_NO_VALIDATORS = {"etag": "", "last_modified": "", "body_hash": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who stands behind sources."""

    key: str
    name: str
    country: str = ""
    is_state_media: bool = False


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


def publishers_by_key(tx: Tx) -> dict[str, Publisher]:
    """The shipped publishers."""
    rows = tx.execute(select(publishers)).mappings()
    return {row["key"]: Publisher(**row) for row in rows}


def _ship(tx: Tx, source: Source, at: datetime) -> int:
    known = _known(tx, source)
    if known is None:
        return add_row(tx, source, at, is_public=True)
    tx.execute(update(sources).where(_has_key(source), sources.c.id != known.id).values(key=None))
    shipped = {**shipped_row(source), "is_active": True, "is_public": True}
    if known.url != source.url and known.shipped_url != source.url:
        shipped |= {"url": source.url, "is_baseline_due": True, **_NO_VALIDATORS}
    tx.execute(update(sources).where(sources.c.id == known.id).values(**shipped))
    if not known.is_public:
        _publish_keys(tx, known.id)
    if not known.is_active:
        wake(tx, known.id, at)
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


def _put_publishers(tx: Tx, shipped: Sequence[Publisher]) -> None:
    names = Publisher.__dataclass_fields__
    put(
        tx, publishers, [{name: getattr(each, name) for name in names} for each in shipped], ["key"]
    )
