"""When to try again, when to look first, when to give up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.attempts import (
    Patience,
    doubtful_chunks,
    is_doubtful,
    is_hopeless,
    look_from,
    open_chunks,
    retry_at,
)
from bot.wires import Failed
from watchers.model import DeliveryKind, DeliveryState, Place, PlaceKind, Reason, Tier
from watchers.store.deliveries import Chunk, Delivery

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
PATIENCE = Patience()
BUSY = Failed(reason=Reason(code="discord-failing"))
POISON = replace(BUSY, is_poison=True)
DELIVERY = Delivery(
    id=7,
    place=Place(id=1, kind=PlaceKind.CHANNEL, discord_id=11),
    kind=DeliveryKind.ALERT,
    about="story:1:1",
    tier=Tier.NORMAL,
    state=DeliveryState.SENDING,
    created_at=NOW,
    due_at=NOW,
    marker="abcdef-1",
    payload=({}, {}, {}),
    first_attempt_at=NOW,
)


def ago(seconds: float) -> datetime:
    return NOW - timedelta(seconds=seconds)


def test_a_delivery_never_tried_is_not_doubtful() -> None:
    """What was never sent cannot have arrived."""
    assert not is_doubtful(replace(DELIVERY, first_attempt_at=None), NOW, PATIENCE)


def test_within_the_window_the_nonce_is_enough() -> None:
    """Discord still knows the nonce: the same again makes no second message."""
    assert not is_doubtful(replace(DELIVERY, first_attempt_at=ago(60)), NOW, PATIENCE)


def test_after_the_window_history_is_asked_first() -> None:
    """Discord may have forgotten the nonce: look before sending."""
    assert is_doubtful(replace(DELIVERY, first_attempt_at=ago(61)), NOW, PATIENCE)


def test_a_restored_delivery_is_looked_for_whatever_its_age() -> None:
    """A life of the database that was lost may have sent it, all of its messages."""
    # given
    restored = replace(DELIVERY, first_attempt_at=None, must_search=True)
    # then
    assert is_doubtful(restored, NOW, PATIENCE)
    assert doubtful_chunks(restored, NOW, PATIENCE) == (0, 1, 2)


def test_after_a_crash_only_the_first_open_message_is_in_doubt() -> None:
    """Messages of one delivery go one after another: the later were never tried."""
    # given
    chunk = Chunk(number=0, message_id=5, channel_id=11)
    crashed = replace(DELIVERY, first_attempt_at=ago(100), chunks=(chunk,))
    # then
    assert open_chunks(crashed) == (1, 2)
    assert doubtful_chunks(crashed, NOW, PATIENCE) == (1,)


def test_history_is_read_from_before_the_first_attempt() -> None:
    """Clocks differ by less than a minute, we trust."""
    assert look_from(replace(DELIVERY, first_attempt_at=ago(100))) == ago(160)
    assert look_from(replace(DELIVERY, first_attempt_at=None, due_at=ago(10))) == ago(70)


@pytest.mark.parametrize(("attempts", "waited_s"), [(1, 1), (2, 2), (5, 16), (9, 256), (99, 300)])
def test_pauses_double_up_to_five_minutes(attempts: int, waited_s: float) -> None:
    """Each attempt waits twice as long as the one before, to a bound."""
    assert retry_at(BUSY, attempts, NOW, PATIENCE) == NOW + timedelta(seconds=waited_s)


def test_discords_own_wait_is_kept() -> None:
    """No attempt comes before the moment that Discord named."""
    limited = replace(BUSY, retry_after_s=40.0)
    assert retry_at(limited, 1, NOW, PATIENCE) == NOW + timedelta(seconds=40)


def test_an_outage_is_never_a_messages_fault() -> None:
    """However long Discord is away, what is owed stays owed."""
    # given
    old = replace(DELIVERY, first_attempt_at=ago(7 * 86400), attempts=500)
    # then
    assert not is_hopeless(BUSY, old, NOW, last_success_at=NOW)


def test_a_message_that_alone_gets_500_is_given_up() -> None:
    """Discord answers 500 to some texts for ever; those behind it must get through."""
    # given
    stuck = replace(DELIVERY, first_attempt_at=ago(600), attempts=8)
    # then
    assert is_hopeless(POISON, stuck, NOW, last_success_at=ago(5))
    assert not is_hopeless(POISON, stuck, NOW, last_success_at=ago(700))
    assert not is_hopeless(POISON, replace(stuck, attempts=7), NOW, last_success_at=ago(5))
    assert not is_hopeless(POISON, stuck, NOW, last_success_at=None)


def test_500_for_a_day_is_given_up_even_alone() -> None:
    """Where nobody else can prove Discord well, a day of 500 is enough."""
    # given
    stuck = replace(DELIVERY, first_attempt_at=ago(90_000), attempts=300)
    # then
    assert is_hopeless(POISON, stuck, NOW, last_success_at=None)
