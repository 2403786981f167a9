"""The outbox: what is owed to each place, and how far sending it has come.

A place's deliveries are sent one after another: alerts before edits before digests, each lane in
order of its ids. The deliverer's turn is `heads` → render → `claim` (freezes the payload, on disk
before the first byte is sent) → send → `mark_chunk_sent` … → `mark_sent`, or `retry_later`, or
`refuse`, or `places.suspend`. A delivery in state `sending` stays the head of its place.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from watchers.alerts.policy import Told
from watchers.model import (
    DeliveryKind,
    DeliveryState,
    Owed,
    Place,
    Reader,
    Reason,
    Tier,
)
from watchers.store.tx import Tx

Payload = Mapping[str, Any]
"""One rendered message as plain JSON."""


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
    raise NotImplementedError


def heads(tx: Tx, now: datetime, *, limit: int = 50) -> tuple[Delivery, ...]:
    """The delivery to send next in each place that is free: due, not leased, not waiting to retry.

    One per place, urgent lanes first; those in state `sending` are taken up again.
    """
    raise NotImplementedError


def next_due_at(tx: Tx, now: datetime) -> datetime | None:
    """When the earliest open row or retry comes due; None where nothing is owed."""
    raise NotImplementedError


def claim(
    tx: Tx, delivery_id: int, payload: Sequence[Payload], now: datetime, *, lease_s: float
) -> Delivery | None:
    """Take the delivery for sending: marker and payload are frozen at the first claim, and kept
    at later ones. None where it is not open any more or someone else holds it."""
    raise NotImplementedError


def release(tx: Tx) -> int:
    """Void every lease, at start, when those who held them are gone; how many were under way."""
    raise NotImplementedError


def mark_chunk_sent(
    tx: Tx, delivery_id: int, chunk: Chunk, at: datetime, *, thread_id: int | None = None
) -> None:
    """Discord has acknowledged (or history shows) this message; saying it twice changes nothing."""
    raise NotImplementedError


def mark_sent(tx: Tx, delivery_id: int, at: datetime) -> None:
    """All of its messages are there."""
    raise NotImplementedError


def retry_later(tx: Tx, delivery_id: int, retry_at: datetime, reason: Reason) -> None:
    """A passing fault: the delivery keeps its marker and blocks its place until then."""
    raise NotImplementedError


def refuse(tx: Tx, delivery_id: int, reason: Reason, at: datetime) -> None:
    """Discord will never take it; the place goes on with the next."""
    raise NotImplementedError


def want_edits(tx: Tx, story_ids: Collection[int]) -> int:
    """The cards of these stories that are sent, or frozen on their way, want their newest state."""
    raise NotImplementedError


def edits(tx: Tx, now: datetime, *, limit: int = 50) -> tuple[Delivery, ...]:
    """Sent deliveries whose card is behind what is wanted, longest waiting first; of places with
    no alert due. Apply the newest state, then say so with the `wanted_revision` read here."""
    raise NotImplementedError


def mark_edited(
    tx: Tx, delivery_id: int, revision: int, payload: Sequence[Payload] | None = None
) -> None:
    """The message shows this revision; its payload is kept where given."""
    raise NotImplementedError


def retry_edit_later(tx: Tx, delivery_id: int, retry_at: datetime) -> None:
    """A passing fault, or a limit: edit this card no sooner."""
    raise NotImplementedError


def give_up_edit(tx: Tx, delivery_id: int) -> None:
    """The message is gone: it wants no edit any more."""
    raise NotImplementedError


def told(
    tx: Tx,
    place_ids: Collection[int],
    story_ids: Collection[int],
    *,
    event_ids: Collection[int] = (),
    since: datetime | None = None,
) -> tuple[Told, ...]:
    """What these places were or will be told of the stories, and since then of the events."""
    raise NotImplementedError


def alerted_at(
    tx: Tx, place_ids: Collection[int], since: datetime
) -> dict[int, tuple[datetime, ...]]:
    """By place, when alerts were owed since then."""
    raise NotImplementedError


def by_id(tx: Tx, delivery_id: int, reader: Reader | None = None) -> Delivery | None:
    """The delivery; for a reader, only one to a place of theirs."""
    raise NotImplementedError


def by_marker(tx: Tx, marker: str, reader: Reader) -> Delivery | None:
    """The delivery whose buttons carry this marker, if it went to a place of the reader's."""
    raise NotImplementedError


def by_message(tx: Tx, message_id: int, reader: Reader) -> Delivery | None:
    """The delivery that made this message, if it went to a place of the reader's."""
    raise NotImplementedError


def card_of(tx: Tx, place_id: int, story_id: int) -> Delivery | None:
    """The sent alert on whose card this story stands in this place: where an update replies."""
    raise NotImplementedError


def is_thread_of(tx: Tx, delivery_id: int, thread_id: int) -> None:
    """Remember the thread that goes on from the delivery's message."""
    raise NotImplementedError


def last_sent_at(tx: Tx, place_ids: Collection[int]) -> dict[int, datetime]:
    """When each place last got a message; absent where it never did."""
    raise NotImplementedError


def counts(tx: Tx, since: datetime, reader: Reader | None = None) -> OutboxCounts:
    """The state of the outbox, of the reader's places only where given."""
    raise NotImplementedError
