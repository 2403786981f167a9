"""A row of the outbox as a value, with its place, stories and messages."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from watchers.model import DeliveryKind, DeliveryState, Place, Reason, Tier
from watchers.store import places, values
from watchers.store.installation import read as read_installation
from watchers.store.markers import marker
from watchers.store.schema import deliveries, delivery_messages, delivery_stories
from watchers.store.schema import places as place_table
from watchers.store.tx import Tx

Payload = Mapping[str, Any]
"""One rendered message as plain JSON."""

ALERT_LANE, DIGEST_LANE = 0, 2  # 1 is the edits', which are columns of sent rows
LANES = {
    DeliveryKind.ALERT: ALERT_LANE,
    DeliveryKind.UPDATE: ALERT_LANE,
    DeliveryKind.NOTICE: ALERT_LANE,
    DeliveryKind.DIGEST: DIGEST_LANE,
}
OPEN = (DeliveryState.PENDING, DeliveryState.SENDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """One message of a delivery that Discord has acknowledged; `channel_id` is where it lies."""

    number: int
    message_id: int
    channel_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row of the outbox with its place.

    `marker` begins every nonce and stands in the buttons; before the first claim it is the one
    that a claim would store. `payload` is empty until claimed. `first_attempt_at` is None until
    claimed. `must_search` tells that it may have been sent by a life of this database that is
    lost: look into history before any send, however young. `chunks` acknowledged, by number.
    """

    id: int
    place: Place
    kind: DeliveryKind
    about: str
    tier: Tier
    state: DeliveryState
    created_at: datetime
    due_at: datetime
    marker: str
    story_ids: tuple[int, ...] = ()
    watch_ids: tuple[int, ...] = ()
    reasons: tuple[Reason, ...] = ()
    payload: tuple[Payload, ...] = ()
    chunks: tuple[Chunk, ...] = ()
    first_attempt_at: datetime | None = None
    sent_at: datetime | None = None
    attempts: int = 0
    must_search: bool = False
    thread_id: int | None = None
    wanted_revision: int = 0
    applied_revision: int = 0
    refusal: Reason | None = None

    def nonce(self, chunk: int = 0) -> str:
        """The nonce of this message of the delivery, at most 25 characters."""
        return self.marker if chunk == 0 else f"{self.marker}.{chunk}"


def load(tx: Tx, delivery_ids: Sequence[int]) -> tuple[Delivery, ...]:
    """The deliveries in the order of these ids; unknown ones are passed over."""
    rows = {row.id: row for row in _rows(tx, deliveries.c.id.in_(delivery_ids))}
    theirs = places.by_ids(tx, {row.place_id for row in rows.values()})
    named, sent = _stories(tx, delivery_ids), _chunks(tx, delivery_ids)
    prefix = read_installation(tx).prefix
    return tuple(
        _delivery_of(rows[each], theirs[rows[each].place_id], prefix, (named[each], sent[each]))
        for each in delivery_ids
        if each in rows
    )


def first(tx: Tx, condition: ColumnElement[bool]) -> Delivery | None:
    """The newest delivery of which this is true, its place joined; None where there is none."""
    query = (
        select(deliveries.c.id)
        .join(place_table, place_table.c.id == deliveries.c.place_id)
        .where(condition)
        .order_by(deliveries.c.id.desc())
        .limit(1)
    )
    return next(iter(load(tx, list(tx.scalars(query)))), None)


def _rows(tx: Tx, condition: ColumnElement[bool]) -> Sequence[Row[Any]]:
    return tx.execute(select(deliveries).where(condition)).all()


def _stories(tx: Tx, delivery_ids: Sequence[int]) -> dict[int, list[int]]:
    query = (
        select(delivery_stories.c.delivery_id, delivery_stories.c.story_id)
        .where(delivery_stories.c.delivery_id.in_(delivery_ids))
        .order_by(delivery_stories.c.delivery_id, delivery_stories.c.position)
    )
    named: dict[int, list[int]] = defaultdict(list)
    for delivery_id, story_id in tx.execute(query):
        named[delivery_id].append(story_id)
    return named


def _chunks(tx: Tx, delivery_ids: Sequence[int]) -> dict[int, list[Chunk]]:
    query = (
        select(delivery_messages)
        .where(delivery_messages.c.delivery_id.in_(delivery_ids))
        .order_by(delivery_messages.c.delivery_id, delivery_messages.c.number)
    )
    sent: dict[int, list[Chunk]] = defaultdict(list)
    for row in tx.execute(query):
        chunk = Chunk(number=row.number, message_id=row.message_id, channel_id=row.channel_id)
        sent[row.delivery_id].append(chunk)
    return sent


def _delivery_of(
    row: Row[Any], place: Place, prefix: str, named: tuple[list[int], list[Chunk]]
) -> Delivery:
    story_ids, chunks = named
    return Delivery(
        id=row.id,
        place=place,
        kind=DeliveryKind(row.kind),
        about=row.about,
        tier=Tier(row.tier),
        state=DeliveryState(row.state),
        created_at=row.created_at,
        due_at=row.due_at,
        marker=row.marker or marker(prefix, row.id),
        story_ids=tuple(story_ids),
        watch_ids=tuple(row.watch_ids or ()),
        reasons=values.reasons_of(row.reasons),
        payload=tuple(row.payload or ()),
        chunks=tuple(chunks),
        first_attempt_at=row.first_attempt_at,
        sent_at=row.sent_at,
        attempts=row.attempts,
        must_search=row.must_search,
        thread_id=row.thread_id,
        wanted_revision=row.wanted_revision,
        applied_revision=row.applied_revision,
        refusal=values.reason_of(row.refusal),
    )
