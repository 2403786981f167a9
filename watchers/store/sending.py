"""The outbox protocol: whose turn it is, and each step of a message's way, on disk before the next.

It was proved by killing: 10,000 kills, nothing lost, nothing doubled (docs/decisions).
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select, update

from watchers.model import DeliveryKind, DeliveryState, Reason
from watchers.store import values
from watchers.store.outbox import OPEN, Chunk, Delivery, Payload, load
from watchers.store.schema import deliveries, delivery_messages, delivery_stories, guilds, places
from watchers.store.tx import Tx, insert_new

_IS_OPEN = deliveries.c.state.in_(OPEN)
_IS_BEHIND = deliveries.c.wanted_revision > deliveries.c.applied_revision


def heads(tx: Tx, now: datetime, *, limit: int = 50) -> tuple[Delivery, ...]:
    """The delivery to send next in each place that is free: due, not leased, not waiting to retry.

    One per place, urgent lanes first; those in state `sending` are taken up again.
    """
    is_under_way = deliveries.c.state == DeliveryState.SENDING
    turn = func.row_number().over(
        partition_by=deliveries.c.place_id,
        order_by=(is_under_way.desc(), deliveries.c.lane, deliveries.c.id),
    )
    ranked = (
        select(
            deliveries.c.id, deliveries.c.lane, _is_free(now).label("is_free"), turn.label("turn")
        )
        .where(_IS_OPEN, or_(is_under_way, deliveries.c.due_at <= now), _place_works())
        .subquery()
    )
    query = (
        select(ranked.c.id)
        .where(ranked.c.turn == 1, ranked.c.is_free)
        .order_by(ranked.c.lane, ranked.c.id)
        .limit(limit)
    )
    return load(tx, list(tx.scalars(query)))


def next_due_at(tx: Tx, now: datetime) -> datetime | None:
    """When the earliest open row, retry or edit comes due; None where nothing is owed."""
    waits = func.coalesce(deliveries.c.leased_until, deliveries.c.retry_at, deliveries.c.due_at)
    sends = tx.scalar(select(func.min(waits)).where(_IS_OPEN, _place_works()))
    edit_at = func.coalesce(deliveries.c.edit_retry_at, deliveries.c.sent_at)
    edits_ = tx.scalar(select(func.min(edit_at)).where(_wants_edit(), _place_works()))
    return min((at for at in (sends, edits_) if at is not None), default=None)


def claim(
    tx: Tx, delivery_id: int, payload: Sequence[Payload], now: datetime, *, lease_s: float
) -> Delivery | None:
    """Take the delivery for sending: marker and payload are frozen at the first claim, and kept
    at later ones. None where it is not open any more or someone else holds it."""
    is_takeable = (deliveries.c.id == delivery_id) & _IS_OPEN & _is_unleased(now)
    found = load(tx, list(tx.scalars(select(deliveries.c.id).where(is_takeable))))
    if not found or found[0].place.is_suspended:
        return None
    delivery = replace(
        found[0],
        state=DeliveryState.SENDING,
        payload=found[0].payload or tuple(dict(each) for each in payload),
        first_attempt_at=found[0].first_attempt_at or now,
        attempts=found[0].attempts + 1,
    )
    until = now + timedelta(seconds=lease_s)
    _set(tx, delivery_id, leased_until=until, retry_at=None, **_frozen(delivery))
    return delivery


def release(tx: Tx) -> int:
    """Void every lease, at start, when those who held them are gone; how many were under way."""
    held = update(deliveries).where(_IS_OPEN, deliveries.c.leased_until.is_not(None))
    return tx.execute(held.values(leased_until=None)).rowcount


def mark_chunk_sent(
    tx: Tx, delivery_id: int, chunk: Chunk, at: datetime, *, thread_id: int | None = None
) -> None:
    """Discord has acknowledged (or history shows) this message; saying it twice changes nothing."""
    row = {"number": chunk.number, "message_id": chunk.message_id, "channel_id": chunk.channel_id}
    insert_new(tx, delivery_messages, [{"delivery_id": delivery_id, **row, "sent_at": at}])
    if thread_id is not None:
        set_thread(tx, delivery_id, thread_id)


def mark_sent(tx: Tx, delivery_id: int, at: datetime) -> None:
    """All of its messages are there."""
    done = {"leased_until": None, "retry_at": None, "must_search": False, "last_fault": None}
    _set(tx, delivery_id, state=DeliveryState.SENT, sent_at=at, **done)


def retry_later(tx: Tx, delivery_id: int, retry_at: datetime, reason: Reason) -> None:
    """A passing fault: the delivery keeps its marker and blocks its place until then."""
    fault = values.reason_as_json(reason)
    _set(tx, delivery_id, leased_until=None, retry_at=retry_at, last_fault=fault)


def refuse(tx: Tx, delivery_id: int, reason: Reason, at: datetime) -> None:
    """Discord will never take it; the place goes on with the next."""
    refusal = values.reason_as_json(reason)
    _set(tx, delivery_id, state=DeliveryState.REFUSED, refusal=refusal, leased_until=None)


def want_edits(tx: Tx, story_ids: Collection[int]) -> int:
    """The cards of these stories that are sent, or frozen on their way, want their newest state."""
    if not story_ids:
        return 0
    named = select(delivery_stories.c.delivery_id).where(delivery_stories.c.story_id.in_(story_ids))
    is_card = (deliveries.c.kind == DeliveryKind.ALERT) & deliveries.c.state.in_(
        [DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.PARKED]
    )
    wish = update(deliveries).where(is_card, deliveries.c.id.in_(named))
    return tx.execute(wish.values(wanted_revision=deliveries.c.wanted_revision + 1)).rowcount


def edits(tx: Tx, now: datetime, *, limit: int = 50) -> tuple[Delivery, ...]:
    """Sent deliveries whose card is behind what is wanted, oldest first; of places with nothing
    more urgent due. Apply the newest state, then say so with the `wanted_revision` read here."""
    other = deliveries.alias()
    is_urgent = (other.c.place_id == deliveries.c.place_id) & other.c.state.in_(OPEN)
    is_waiting = exists().where(is_urgent, other.c.lane == 0, other.c.due_at <= now)
    may_now = or_(deliveries.c.edit_retry_at.is_(None), deliveries.c.edit_retry_at <= now)
    query = (
        select(deliveries.c.id)
        .where(_wants_edit(), may_now, ~is_waiting, _place_works())
        .order_by(deliveries.c.id)
        .limit(limit)
    )
    return load(tx, list(tx.scalars(query)))


def mark_edited(
    tx: Tx, delivery_id: int, revision: int, payload: Sequence[Payload] | None = None
) -> None:
    """The message shows this revision; its payload is kept where given."""
    shown = {} if payload is None else {"payload": [dict(each) for each in payload]}
    _set(tx, delivery_id, applied_revision=revision, edit_retry_at=None, **shown)


def retry_edit_later(tx: Tx, delivery_id: int, retry_at: datetime) -> None:
    """A passing fault, or a limit: edit this card no sooner."""
    _set(tx, delivery_id, edit_retry_at=retry_at)


def give_up_edit(tx: Tx, delivery_id: int) -> None:
    """The message is gone: what was wanted of it is wanted no more."""
    _set(tx, delivery_id, applied_revision=deliveries.c.wanted_revision, edit_retry_at=None)


def set_thread(tx: Tx, delivery_id: int, thread_id: int) -> None:
    """Remember the thread that goes on from the delivery's message."""
    _set(tx, delivery_id, thread_id=thread_id)


def _frozen(delivery: Delivery) -> dict[str, Any]:
    return {
        "state": delivery.state,
        "marker": delivery.marker,
        "payload": list(delivery.payload),
        "first_attempt_at": delivery.first_attempt_at,
        "attempts": delivery.attempts,
    }


def _set(tx: Tx, delivery_id: int, **changed: Any) -> None:
    tx.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(**changed))


def _is_unleased(now: datetime) -> ColumnElement[bool]:
    return or_(deliveries.c.leased_until.is_(None), deliveries.c.leased_until <= now)


def _is_free(now: datetime) -> ColumnElement[bool]:
    may_retry = or_(deliveries.c.retry_at.is_(None), deliveries.c.retry_at <= now)
    return _is_unleased(now) & may_retry


def _wants_edit() -> ColumnElement[bool]:
    return _IS_BEHIND & (deliveries.c.state == DeliveryState.SENT)


def _place_works() -> ColumnElement[bool]:
    """Its place is not suspended and its guild, if it has one, has not left."""
    left = select(guilds.c.id).where(guilds.c.left_at.is_not(None))
    works = select(places.c.id).where(
        places.c.suspended_code.is_(None),
        or_(places.c.guild_id.is_(None), places.c.guild_id.not_in(left)),
    )
    return deliveries.c.place_id.in_(works)
