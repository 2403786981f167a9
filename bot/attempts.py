"""When to try again, when to look first, and when to give up: decided on what is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.pacing import Lane
from bot.wires import Failed
from watchers.model import DeliveryKind
from watchers.store.deliveries import Delivery

LOOK_BACK = timedelta(seconds=60)
"""Clocks differ: history is read from so long before the first attempt."""
POISON_ATTEMPTS = 8
"""So many answers of 500 to one message, while others got through, are the message's own fault."""
POISON_AGE = timedelta(hours=24)
"""Or so long a time of them while nobody got through."""
BROKEN_ATTEMPTS = 5
"""A delivery that our own code fails on so often is set aside."""

_LANES = {
    DeliveryKind.ALERT: Lane.ALERT,
    DeliveryKind.NOTICE: Lane.ALERT,
    DeliveryKind.UPDATE: Lane.EDIT,
    DeliveryKind.DIGEST: Lane.DIGEST,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait for what: seconds."""

    resend_window_s: float = 60.0
    """Discord returns the first message to a nonce for a few minutes; half of the shortest seen."""
    first_s: float = 1.0
    longest_s: float = 300.0


def find_lane(delivery: Delivery) -> Lane:
    """By which lane a delivery travels."""
    return _LANES[delivery.kind]


def is_doubtful(delivery: Delivery, now: datetime, patience: Patience) -> bool:
    """Whether it may have arrived unnoticed, too long ago for its nonce to be remembered."""
    if delivery.must_search:
        return True
    if delivery.first_attempt_at is None:
        return False
    return now - delivery.first_attempt_at > timedelta(seconds=patience.resend_window_s)


def look_from(delivery: Delivery) -> datetime:
    """The moment before which none of its messages can have been sent."""
    return (delivery.first_attempt_at or delivery.due_at) - LOOK_BACK


def open_chunks(delivery: Delivery) -> tuple[int, ...]:
    """The numbers of its messages that Discord has not acknowledged, in order."""
    done = {chunk.number for chunk in delivery.chunks}
    return tuple(number for number in range(len(delivery.payload)) if number not in done)


def first_message_id(delivery: Delivery) -> int | None:
    """The message that the delivery began with, where Discord has acknowledged it."""
    return next((chunk.message_id for chunk in delivery.chunks if chunk.number == 0), None)


def doubtful_chunks(delivery: Delivery, now: datetime, patience: Patience) -> Sequence[int]:
    """Those to be looked for before they are sent: after a crash only the first can be there."""
    if not is_doubtful(delivery, now, patience):
        return ()
    unsent = open_chunks(delivery)
    return unsent if delivery.must_search else unsent[:1]


def retry_at(failed: Failed, attempts: int, now: datetime, patience: Patience) -> datetime:
    """The moment of the next attempt: exponential, and never before Discord allows it."""
    exponent = min(max(attempts, 1) - 1, 16)
    backoff_s = min(patience.first_s * 2**exponent, patience.longest_s)
    return now + timedelta(seconds=max(backoff_s, failed.retry_after_s))


def is_hopeless(
    failed: Failed, delivery: Delivery, now: datetime, last_success_at: datetime | None
) -> bool:
    """Whether the fault lies in this message, which must not hold up those behind it."""
    first = delivery.first_attempt_at
    if not failed.is_poison or first is None or delivery.attempts < POISON_ATTEMPTS:
        return False
    others_got_through = last_success_at is not None and last_success_at > first
    return others_got_through or now - first > POISON_AGE
