"""Every digest slot rings exactly once, in every zone, across ten years of changed clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.alerts import PlacePolicy, due_digest, due_slots, is_quiet, next_slot

FIRST, LAST = date(2019, 12, 31), date(2030, 1, 1)
ZONES = sorted(available_timezones() - {"localtime"})
TIMES = ("00:00", "00:30", "01:30", "02:30", "03:00", "08:00", "23:59")


@pytest.mark.parametrize("first_letter", sorted({zone[0] for zone in ZONES}))
def test_every_zone_rings_each_local_date_once_in_ten_years(first_letter: str) -> None:
    """Walking ten years in uneven steps meets every local date exactly once and in order."""
    for zone in (zone for zone in ZONES if zone.startswith(first_letter)):
        # given
        policy = PlacePolicy(zone=zone, digest_times=("02:30",))
        at = datetime(2020, 1, 1, 12, tzinfo=UTC)
        end = datetime(2030, 1, 1, 12, tzinfo=UTC)
        slots = []

        # when
        while at < end:
            step = min(at + timedelta(days=61, hours=1, minutes=13), end)
            slots += due_slots(policy, at, step)
            at = step

        # then
        days = [slot.local_date for slot in slots]
        span = (days[-1] - days[0]).days + 1
        assert days == [days[0] + timedelta(days=n) for n in range(span)], zone
        assert span in (3653, 3654), zone


moments = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone itself
    max_value=datetime(2029, 12, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
policies = st.builds(
    PlacePolicy,
    zone=st.sampled_from(ZONES),
    digest_times=st.lists(st.sampled_from(TIMES), min_size=1, max_size=3, unique=True).map(tuple),
    digest_days=st.frozensets(st.integers(1, 7), min_size=1),
)


@given(policies, moments, st.lists(st.integers(1, 400_000), min_size=1, max_size=12))
def test_windows_leave_no_gap_and_no_overlap(
    policy: PlacePolicy, start: datetime, waits_s: list[int]
) -> None:
    """Whatever the moments at which the clock is looked at, windows join end to start."""
    # given
    last, now, keys = start, start, []

    for wait_s in waits_s:
        # when
        now += timedelta(seconds=wait_s)
        due = due_digest(policy, last, now)

        # then
        if due is not None:
            assert due.start == last
            assert last < due.slot.at <= now
            keys += [slot.key for slot in (*due.missed, due.slot)]
            last = due.slot.at
    assert len(keys) == len(set(keys))
    assert keys == [slot.key for slot in due_slots(policy, start, now)]


@given(policies, moments)
def test_the_next_slot_is_the_next_that_becomes_due(policy: PlacePolicy, now: datetime) -> None:
    """What is announced as next is the first that rings."""
    # when
    announced = next_slot(policy, now)

    # then
    assert due_slots(policy, now, announced.at)[0] == announced
    assert due_slots(policy, now, announced.at - timedelta(microseconds=1)) == ()


@given(st.sampled_from(ZONES), moments, st.sampled_from(TIMES), st.sampled_from(TIMES))
def test_quiet_hours_follow_the_local_clock(zone: str, at: datetime, start: str, end: str) -> None:
    """Quiet hours and their complement share the day between them, in every zone."""
    # given
    night = PlacePolicy(zone=zone, quiet_from=start, quiet_until=end)
    day = PlacePolicy(zone=zone, quiet_from=end, quiet_until=start)

    # then
    if start != end:
        assert is_quiet(night, at) is not is_quiet(day, at)
