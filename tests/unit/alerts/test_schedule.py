"""A place's clock: slots across weekends, outages and changes of the hour; quiet hours."""

from datetime import UTC, date, datetime, timedelta

import pytest

from watchers.alerts import PlacePolicy, SlotKind, due_digest, due_slots, is_quiet, next_slot
from watchers.alerts.policy import WEEKDAYS

BERLIN = PlacePolicy(zone="Europe/Berlin", digest_times=("02:30",))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_autumn_hour_rings_once() -> None:
    """02:30 happens twice in Berlin on 29 October 2023 and rings at its first time."""
    # when
    slots = due_slots(BERLIN, utc("2023-10-28T12:00"), utc("2023-10-29T12:00"))

    # then
    assert [(slot.key, slot.at) for slot in slots] == [
        ("2023-10-29T02:30", utc("2023-10-29T00:30"))
    ]


def test_the_spring_gap_rings_once() -> None:
    """02:30 does not happen in Berlin on 26 March 2023 and rings an hour on."""
    # when
    slots = due_slots(BERLIN, utc("2023-03-25T12:00"), utc("2023-03-26T12:00"))

    # then
    assert [(slot.key, slot.at) for slot in slots] == [
        ("2023-03-26T02:30", utc("2023-03-26T01:30"))
    ]


def test_weekdays_skip_the_weekend() -> None:
    """After Friday's slot comes Monday's."""
    # given
    policy = PlacePolicy(digest_days=WEEKDAYS)

    # when
    slot = next_slot(policy, utc("2023-08-11T08:00"))

    # then
    assert slot.local_date == date(2023, 8, 14)


def test_weekly_and_twice_daily() -> None:
    """One day of the week gives one slot a week; two times give two a day."""
    # given
    weekly = PlacePolicy(digest_days=frozenset({1}))
    twice = PlacePolicy(digest_times=("08:00", "18:00"))
    since, until = utc("2023-08-01T00:00"), utc("2023-08-29T00:00")

    # then
    assert len(due_slots(weekly, since, until)) == 4
    assert len(due_slots(twice, since, until)) == 56


def test_an_outage_owes_one_digest_that_names_what_it_missed() -> None:
    """After three silent days the last slot is due, with the window open since the first."""
    # given
    policy = PlacePolicy()
    last = utc("2023-08-10T08:00")

    # when
    due = due_digest(policy, last, utc("2023-08-13T09:00"))

    # then
    assert due is not None
    assert (due.start, due.slot.at) == (last, utc("2023-08-13T08:00"))
    assert [slot.local_date.day for slot in due.missed] == [11, 12]


def test_nothing_is_due_before_the_next_slot() -> None:
    """A slot that is done is not due again, to the second."""
    # given
    last = utc("2023-08-10T08:00")

    # then
    assert due_digest(PlacePolicy(), last, last) is None
    assert due_digest(PlacePolicy(), last, last + timedelta(hours=24, seconds=-1)) is None
    assert due_digest(PlacePolicy(), last, last + timedelta(hours=24)) is not None


def test_a_policy_without_times_has_no_slot() -> None:
    """No time, no digest; asking for the next one says so."""
    # given
    policy = PlacePolicy(digest_times=())

    # then
    assert due_slots(policy, utc("2023-08-10T08:00"), utc("2023-08-20T08:00")) == ()
    with pytest.raises(ValueError, match="no digest slot"):
        next_slot(policy, utc("2023-08-10T08:00"))


@pytest.mark.parametrize(
    ("hour", "expected"), [("21:59", False), ("22:00", True), ("06:59", True), ("07:00", False)]
)
def test_quiet_hours_cross_midnight(hour: str, expected: bool) -> None:
    """Quiet from 22:00 up to 07:00 by the local clock."""
    # given
    policy = PlacePolicy(zone="Asia/Seoul", quiet_from="22:00", quiet_until="07:00")
    local = datetime.fromisoformat(f"2023-08-14T{hour}+09:00")

    # then
    assert is_quiet(policy, local.astimezone(UTC)) is expected


def test_quiet_hours_end_in_a_release_unless_a_digest_comes_then() -> None:
    """Their end is a slot of its own kind; where a digest rings anyway, that tells all."""
    # given
    quiet = PlacePolicy(quiet_from="22:00", quiet_until="07:00", digest_times=("08:00",))
    same = PlacePolicy(quiet_from="22:00", quiet_until="08:00", digest_times=("08:00",))
    since, until = utc("2023-08-13T12:00"), utc("2023-08-14T12:00")

    # then
    keys = [slot.key for slot in due_slots(quiet, since, until, SlotKind.RELEASE)]
    assert keys == ["quiet:2023-08-14T07:00"]
    assert due_slots(same, since, until, SlotKind.RELEASE) == ()


def test_an_unknown_zone_is_read_as_utc() -> None:
    """A zone that this machine does not know neither stops nor shifts the clock's other places."""
    # given
    policy = PlacePolicy(zone="Mars/Olympus")

    # then
    assert next_slot(policy, utc("2023-08-14T07:00")).at == utc("2023-08-14T08:00")
