"""When things take place, by article and watch, each with its sentence."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from watchers.model import Reader
from watchers.store.columns import storable
from watchers.store.reading import is_visible, is_visible_watch
from watchers.store.schema import articles, event_dates, watches
from watchers.store.tx import Tx, insert_new
from watchers.stories.calendar import DatedEvent, Testimony
from watchers.stories.dates import EventKind
from watchers.stories.phases import Phase


def add(tx: Tx, events: Iterable[DatedEvent]) -> None:
    """Keep what articles say; said again by the same article it stays as it is."""
    rows = [_row_of(each) for each in events]
    keys = ("article_id", "watch_id", "kind", "starts_on", "ends_on")
    insert_new(tx, event_dates, sorted(rows, key=lambda row: tuple(map(str, map(row.get, keys)))))


def between(
    tx: Tx, first: date, last: date, reader: Reader, watch_ids: Collection[int]
) -> tuple[Testimony, ...]:
    """What visible articles say of these watches on days that touch first to last."""
    is_open = (event_dates.c.ends_on == "") & (event_dates.c.starts_on >= first.isoformat())
    is_near = (event_dates.c.starts_on <= last.isoformat()) & (
        is_open | (event_dates.c.ends_on >= first.isoformat())
    )
    query = (
        select(
            event_dates,
            articles.c.publisher,
            articles.c.outlet,
            articles.c.title,
            articles.c.url,
        )
        .join(articles, articles.c.id == event_dates.c.article_id)
        .join(watches, watches.c.id == event_dates.c.watch_id)
        .where(is_near, event_dates.c.watch_id.in_(list(watch_ids)))
        .where(is_visible(reader), is_visible_watch(reader))
        .order_by(event_dates.c.starts_on, event_dates.c.article_id)
    )
    return tuple(map(_testimony_of, tx.execute(query)))


def _row_of(event: DatedEvent) -> dict[str, Any]:
    return {
        "article_id": event.article_id,
        "watch_id": event.watch_id,
        "kind": event.kind.value,
        "starts_on": event.first.isoformat(),
        "ends_on": event.last.isoformat() if event.last else "",
        "phase": event.phase.value if event.phase else "",
        "sentence": storable(event.sentence),
    }


def _testimony_of(row: Row[Any]) -> Testimony:
    event = DatedEvent(
        article_id=row.article_id,
        watch_id=row.watch_id,
        kind=EventKind(row.kind),
        first=date.fromisoformat(row.starts_on),
        last=date.fromisoformat(row.ends_on) if row.ends_on else None,
        sentence=row.sentence,
        phase=Phase(row.phase) if row.phase else None,
    )
    return Testimony(
        event=event, publisher=row.publisher, outlet=row.outlet, title=row.title, url=row.url
    )
