"""The outbox: what is owed to each place, and how far sending it has come.

A place's deliveries are sent one after another: alerts before edits before digests, each lane in
order of its ids. The deliverer's turn is `heads` → render → `claim` (freezes the payload, on disk
before the first byte is sent) → send → `mark_chunk_sent` … → `mark_sent`, or `retry_later`, or
`refuse`, or `places.suspend`. A delivery in state `sending` stays the head of its place.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select, true

from watchers.alerts.policy import Told
from watchers.model import DeliveryKind, DeliveryState, Owed, Reader, Tier
from watchers.store import places, values
from watchers.store.outbox import LANES, OPEN, Chunk, Delivery, Payload, first
from watchers.store.reading import is_own_place
from watchers.store.schema import deliveries, delivery_messages, delivery_stories, stories
from watchers.store.schema import places as place_table
from watchers.store.sending import (
    claim,
    edits,
    give_up_edit,
    heads,
    mark_chunk_sent,
    mark_edited,
    mark_sent,
    next_due_at,
    refuse,
    release,
    retry_edit_later,
    retry_later,
    set_thread,
    want_edits,
)
from watchers.store.tx import Tx, ids_of, insert_new

__all__ = [
    "Chunk",
    "Delivery",
    "LaneCounts",
    "OutboxCounts",
    "Payload",
    "claim",
    "edits",
    "give_up_edit",
    "heads",
    "mark_chunk_sent",
    "mark_edited",
    "mark_sent",
    "next_due_at",
    "refuse",
    "release",
    "retry_edit_later",
    "retry_later",
    "set_thread",
    "want_edits",
]

_NO_LANE = "edit"
_LANE_NAMES = {0: "alert", 2: "digest"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneCounts:
    """Open rows of one lane (`alert`, `edit`, `digest`) and when the oldest of them was due."""

    open: int = 0
    oldest_due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxCounts:
    """What `status` says of the outbox; the last two since the moment asked for."""

    lanes: Mapping[str, LaneCounts] = field(default_factory=dict)
    parked: int = 0
    sent: int = 0
    refused: int = 0


def owe(tx: Tx, owed: Sequence[Owed], at: datetime) -> tuple[int, ...]:
    """Put deliveries into the outbox; ids of the new ones, in order. What is owed already stays.

    Owed to a suspended place they are parked at once.
    """
    if not owed:
        return ()
    theirs = places.by_ids(tx, {each.place_id for each in owed})
    given = {ids_of(tx).next(at): each for each in owed if each.place_id in theirs}
    rows = [
        _row(new_id, each, at, is_parked=theirs[each.place_id].is_suspended)
        for new_id, each in given.items()
    ]
    insert_new(tx, deliveries, rows)
    stored = set(tx.scalars(select(deliveries.c.id).where(deliveries.c.id.in_(given))))
    new = tuple(each for each in given if each in stored)
    _name_stories(tx, {each: given[each].story_ids for each in new})
    return new


def told(
    tx: Tx,
    place_ids: Collection[int],
    story_ids: Collection[int],
    *,
    event_ids: Collection[int] = (),
    since: datetime | None = None,
) -> tuple[Told, ...]:
    """What these places were or will be told of the stories, and since then of the events.

    Refused deliveries and notices tell nothing.
    """
    is_recent = true() if since is None else deliveries.c.created_at >= since
    is_of_event = stories.c.event_id.in_(event_ids) & is_recent
    is_meant = or_(delivery_stories.c.story_id.in_(story_ids), is_of_event)
    card = delivery_stories.alias()
    query = (
        select(deliveries, delivery_stories.c.story_id, delivery_stories.c.revision)
        .add_columns(stories.c.event_id, card.c.story_id.label("card_story_id"))
        .join(delivery_stories, delivery_stories.c.delivery_id == deliveries.c.id)
        .join(card, (card.c.delivery_id == deliveries.c.id) & (card.c.position == 0))
        .join(stories, stories.c.id == delivery_stories.c.story_id, isouter=True)
        .where(deliveries.c.place_id.in_(place_ids), is_meant)
        .where(deliveries.c.state != DeliveryState.REFUSED)
        .where(deliveries.c.kind != DeliveryKind.NOTICE)
        .order_by(deliveries.c.id)
    )
    return tuple(map(_told_of, tx.execute(query)))


def alerted_at(
    tx: Tx, place_ids: Collection[int], since: datetime
) -> dict[int, tuple[datetime, ...]]:
    """By place, when alerts were owed since then, refused ones left out; absent where none."""
    query = (
        select(deliveries.c.place_id, deliveries.c.created_at)
        .where(deliveries.c.place_id.in_(place_ids), deliveries.c.created_at >= since)
        .where(deliveries.c.kind == DeliveryKind.ALERT)
        .where(deliveries.c.state != DeliveryState.REFUSED)
        .order_by(deliveries.c.id)
    )
    times: dict[int, tuple[datetime, ...]] = defaultdict(tuple)
    for place_id, at in tx.execute(query):
        times[place_id] += (at,)
    return dict(times)


def by_id(tx: Tx, delivery_id: int, reader: Reader | None = None) -> Delivery | None:
    """The delivery; for a reader, only one to a place of theirs."""
    is_it = deliveries.c.id == delivery_id
    return first(tx, is_it if reader is None else is_it & is_own_place(reader))


def by_marker(tx: Tx, marker: str, reader: Reader) -> Delivery | None:
    """The delivery whose buttons carry this marker, if it went to a place of the reader's."""
    return first(tx, (deliveries.c.marker == marker) & is_own_place(reader))


def by_message(tx: Tx, message_id: int, reader: Reader) -> Delivery | None:
    """The delivery that made this message, if it went to a place of the reader's."""
    made = select(delivery_messages.c.delivery_id).where(
        delivery_messages.c.message_id == message_id
    )
    return first(tx, deliveries.c.id.in_(made) & is_own_place(reader))


def card_of(tx: Tx, place_id: int, story_id: int) -> Delivery | None:
    """The sent alert on whose card this story stands in this place: where an update replies."""
    named = select(delivery_stories.c.delivery_id).where(delivery_stories.c.story_id == story_id)
    is_card = (
        (deliveries.c.place_id == place_id)
        & (deliveries.c.kind == DeliveryKind.ALERT)
        & (deliveries.c.state == DeliveryState.SENT)
        & deliveries.c.id.in_(named)
    )
    return first(tx, is_card)


def last_sent_at(tx: Tx, place_ids: Collection[int]) -> dict[int, datetime]:
    """When each place last got a message; absent where it never did."""
    query = (
        select(deliveries.c.place_id, func.max(deliveries.c.sent_at).label("at"))
        .where(deliveries.c.place_id.in_(place_ids), deliveries.c.sent_at.is_not(None))
        .group_by(deliveries.c.place_id)
    )
    return {row.place_id: row.at for row in tx.execute(query)}


def counts(tx: Tx, since: datetime, reader: Reader | None = None) -> OutboxCounts:
    """The state of the outbox, of the reader's places only where given."""
    theirs = _of_reader(reader)
    is_parked = deliveries.c.state == DeliveryState.PARKED
    was_sent = deliveries.c.sent_at >= since
    was_refused = (deliveries.c.state == DeliveryState.REFUSED) & (deliveries.c.created_at >= since)
    return OutboxCounts(
        lanes=_lanes(tx, theirs),
        parked=_count(tx, theirs & is_parked),
        sent=_count(tx, theirs & was_sent),
        refused=_count(tx, theirs & was_refused),
    )


def _of_reader(reader: Reader | None) -> ColumnElement[bool]:
    known = select(place_table.c.id)
    return deliveries.c.place_id.in_(known if reader is None else known.where(is_own_place(reader)))


def _lanes(tx: Tx, theirs: ColumnElement[bool]) -> dict[str, LaneCounts]:
    size, oldest = func.count(), func.min(deliveries.c.due_at)
    open_ = (
        select(deliveries.c.lane, size, oldest)
        .where(theirs, deliveries.c.state.in_(OPEN))
        .group_by(deliveries.c.lane)
    )
    found = {
        _LANE_NAMES[lane]: LaneCounts(open=count, oldest_due_at=at)
        for lane, count, at in tx.execute(open_)
    }
    is_behind = deliveries.c.wanted_revision > deliveries.c.applied_revision
    is_sent = deliveries.c.state == DeliveryState.SENT
    behind, since = tx.execute(
        select(size, func.min(deliveries.c.sent_at)).where(theirs, is_sent, is_behind)
    ).one()
    edit = LaneCounts(open=behind, oldest_due_at=since)
    return {"alert": LaneCounts(), "digest": LaneCounts(), **found, _NO_LANE: edit}


def _count(tx: Tx, condition: ColumnElement[bool]) -> int:
    return tx.scalar(select(func.count()).select_from(deliveries).where(condition)) or 0


def _row(new_id: int, owed: Owed, at: datetime, *, is_parked: bool) -> dict[str, Any]:
    return {
        "id": new_id,
        "place_id": owed.place_id,
        "kind": owed.kind,
        "about": owed.about,
        "tier": owed.tier,
        "lane": LANES[owed.kind],
        "state": DeliveryState.PARKED if is_parked else DeliveryState.PENDING,
        "reasons": values.reasons_as_json(owed.reasons),
        "watch_ids": list(owed.watch_ids) or None,
        "created_at": at,
        "due_at": owed.due_at,
    }


def _name_stories(tx: Tx, named: Mapping[int, Sequence[int]]) -> None:
    """Which stories each delivery tells, at the revision they have now."""
    every = {story_id for ids in named.values() for story_id in ids}
    query = select(stories.c.id, stories.c.revision).where(stories.c.id.in_(every))
    revisions = {row.id: row.revision for row in tx.execute(query)}
    rows = [
        {
            "delivery_id": delivery_id,
            "story_id": story_id,
            "position": position,
            "revision": revisions.get(story_id, 0),
        }
        for delivery_id, story_ids in named.items()
        for position, story_id in enumerate(dict.fromkeys(story_ids))
    ]
    insert_new(tx, delivery_stories, rows)


def _told_of(row: Row[Any]) -> Told:
    return Told(
        place_id=row.place_id,
        story_id=row.story_id,
        kind=DeliveryKind(row.kind),
        revision=row.revision,
        tier=Tier(row.tier),
        at=row.sent_at or row.created_at,
        is_sent=row.sent_at is not None,
        card_story_id=row.card_story_id,
        event_id=row.event_id,
        reason_codes=tuple(reason.code for reason in values.reasons_of(row.reasons)),
    )
