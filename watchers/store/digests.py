"""Digest slots: each place's clock rings once per local date and time."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from watchers.alerts.policy import DigestCandidate, DueDigest, Slot, SlotKind
from watchers.model import Article, DeliveryState, Match, Owed, Reader, Tier
from watchers.store import deliveries, places, stories, subscriptions
from watchers.store.reading import (
    article_columns,
    article_of,
    is_visible,
    is_visible_watch,
    match_of,
    reader_of,
)
from watchers.store.schema import articles, delivery_stories, digest_slots, matches, watches
from watchers.store.schema import deliveries as delivery_table
from watchers.store.tx import Tx, insert_new, portions


def last_slots(
    tx: Tx, place_ids: Collection[int], kind: SlotKind = SlotKind.DIGEST
) -> dict[int, Slot]:
    """The latest slot of this kind done in each place; absent where there was none."""
    newest = (
        select(digest_slots.c.place_id, func.max(digest_slots.c.at).label("at"))
        .where(digest_slots.c.place_id.in_(place_ids), digest_slots.c.kind == kind)
        .group_by(digest_slots.c.place_id)
        .subquery()
    )
    is_it = (digest_slots.c.place_id == newest.c.place_id) & (digest_slots.c.at == newest.c.at)
    query = select(digest_slots).join(newest, is_it).where(digest_slots.c.kind == kind)
    return {row.place_id: _slot_of(row) for row in tx.execute(query)}


def owe_digest(
    tx: Tx, place_id: int, due: DueDigest, owed: Sequence[Owed], at: datetime
) -> tuple[int, ...] | None:
    """Mark the slot (and those it makes good) done and owe its digest together, with nothing owed
    for an empty one. The new deliveries' ids; None, with nothing written, if it was done before."""
    if _is_done(tx, place_id, due.slot):
        return None
    rows = [_row(place_id, slot, due.start, at) for slot in (*due.missed, due.slot)]
    insert_new(tx, digest_slots, rows)
    return deliveries.owe(tx, owed, at)


def start_clock(tx: Tx, place_id: int, slot: Slot, at: datetime) -> None:
    """Count a slot as done without a digest: where a place begins to follow, or after a restore."""
    insert_new(tx, digest_slots, [_row(place_id, slot, slot.at, at)])


def candidates(
    tx: Tx, place_id: int, since: datetime, until: datetime
) -> tuple[DigestCandidate, ...]:
    """Stories with an article first seen in [since, until) that matches what the place follows
    (paused left out) and its reader may see, in order of first sight."""
    place = places.by_ids(tx, [place_id]).get(place_id)
    if place is None:
        return ()
    followed = {each.watch_id for each in subscriptions.in_force_of_place(tx, place_id)}
    window = _is_in(since, until) & is_visible(reader_of(place))
    return _candidates(tx, window, matches.c.watch_id.in_(followed), place_id)


def candidates_of_watches(
    tx: Tx, watch_ids: Collection[int], since: datetime, until: datetime, reader: Reader
) -> tuple[DigestCandidate, ...]:
    """The same for any window and any watches, as this reader may see them; none counts as told."""
    seen = select(watches.c.id).where(watches.c.id.in_(watch_ids), is_visible_watch(reader))
    window = _is_in(since, until) & is_visible(reader)
    return _candidates(tx, window, matches.c.watch_id.in_(seen), None)


def _candidates(
    tx: Tx, window: ColumnElement[bool], chosen: ColumnElement[bool], place_id: int | None
) -> tuple[DigestCandidate, ...]:
    found = _matches(tx, window, chosen)
    seen = _articles(tx, window, {story_id for story_id, _ in found})
    theirs: dict[int, list[Match]] = defaultdict(list)
    for story_id, match in found:
        theirs[story_id].append(match)
    known = stories.by_ids(tx, seen.keys())
    outlets = _outlets(tx, window, seen.keys())
    tiers = {} if place_id is None else _tiers(tx, place_id, seen.keys())
    return tuple(
        DigestCandidate(
            story=stories.as_seen(known[story_id], [row[0] for row in rows]),
            articles=tuple(article for article, _ in rows),
            matches=tuple(theirs[story_id]),
            outlets=outlets.get(story_id, 1),
            is_told=story_id in tiers,
            tier=tiers.get(story_id, Tier.NORMAL),
            baseline_ids=frozenset(article.id for article, is_baseline in rows if is_baseline),
        )
        for story_id, rows in seen.items()
    )


def _is_in(since: datetime, until: datetime) -> ColumnElement[bool]:
    return (articles.c.first_seen_at >= since) & (articles.c.first_seen_at < until)


def _matches(
    tx: Tx, window: ColumnElement[bool], chosen: ColumnElement[bool]
) -> list[tuple[int, Match]]:
    query = (
        select(matches, articles.c.story_id)
        .join(articles, articles.c.id == matches.c.article_id)
        .where(window, chosen)
        .order_by(matches.c.article_id, matches.c.watch_id)
    )
    return [(row.story_id, match_of(row)) for row in tx.execute(query)]


def _articles(
    tx: Tx, window: ColumnElement[bool], story_ids: Collection[int]
) -> dict[int, list[tuple[Article, bool]]]:
    """By story, in order of first sight, without the bodies: a digest shows headlines."""
    columns = (*article_columns(with_text=False), articles.c.story_id, articles.c.is_baseline)
    query = select(*columns).where(window).order_by(articles.c.first_seen_at, articles.c.id)
    rows: list[Row[Any]] = [
        row
        for portion in portions(story_ids)
        for row in tx.execute(query.where(articles.c.story_id.in_(portion)))
    ]
    seen: dict[int, list[tuple[Article, bool]]] = defaultdict(list)
    for row in rows:
        seen[row.story_id].append((article_of(row), row.is_baseline))
    return seen


def _outlets(tx: Tx, window: ColumnElement[bool], story_ids: Collection[int]) -> Mapping[int, int]:
    """How many publishers told each story."""
    publisher = func.coalesce(func.nullif(articles.c.publisher, ""), articles.c.outlet)
    query = (
        select(articles.c.story_id, func.count(publisher.distinct()).label("outlets"))
        .where(window, articles.c.story_id.in_(list(story_ids)))
        .group_by(articles.c.story_id)
    )
    return {row.story_id: row.outlets for row in tx.execute(query)}


def _tiers(tx: Tx, place_id: int, story_ids: Collection[int]) -> dict[int, Tier]:
    """The stories that the place was or will be told, each with its most urgent tier."""
    query = (
        select(delivery_stories.c.story_id, delivery_table.c.tier)
        .join(delivery_table, delivery_table.c.id == delivery_stories.c.delivery_id)
        .where(delivery_table.c.place_id == place_id)
        .where(delivery_table.c.state != DeliveryState.REFUSED)
        .where(delivery_stories.c.story_id.in_(list(story_ids)))
    )
    tiers: dict[int, Tier] = {}
    for story_id, tier in tx.execute(query):
        if tiers.get(story_id) is not Tier.URGENT:
            tiers[story_id] = Tier(tier)
    return tiers


def _is_done(tx: Tx, place_id: int, slot: Slot) -> bool:
    key = (digest_slots.c.place_id == place_id) & (digest_slots.c.kind == slot.kind)
    at = (digest_slots.c.local_date == slot.local_date.isoformat()) & (
        digest_slots.c.local_time == slot.local_time
    )
    return tx.scalar(select(digest_slots.c.place_id).where(key, at)) is not None


def _row(place_id: int, slot: Slot, start: datetime, at: datetime) -> dict[str, Any]:
    return {
        "place_id": place_id,
        "kind": slot.kind,
        "local_date": slot.local_date.isoformat(),
        "local_time": slot.local_time,
        "at": slot.at,
        "window_from": start,
        "done_at": at,
    }


def _slot_of(row: Row[Any]) -> Slot:
    return Slot(
        local_date=date.fromisoformat(row.local_date),
        local_time=row.local_time,
        at=row.at,
        kind=SlotKind(row.kind),
    )
