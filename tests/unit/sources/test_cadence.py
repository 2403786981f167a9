"""How often a source is asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.model import SourceHistory
from watchers.sources.cadence import Terms, interval_s, next_check_at, pace_for, rate_after

NOW = datetime(2023, 8, 14, 10, tzinfo=UTC)
TERMS = Terms(now=NOW)
HOURLY = SourceHistory(polls=9, daily_rate=24, has_validators=True)


def wait(history: SourceHistory, failures: int = 0, terms: Terms = TERMS) -> float:
    return (next_check_at(history, failures, None, terms) - terms.now).total_seconds()


def test_interval_goes_with_the_square_root_of_the_rate() -> None:
    """Four times the articles, half the interval; the bounds hold at both ends."""
    rates = {rate: interval_s(replace(HOURLY, daily_rate=rate), TERMS) for rate in (6, 24, 96)}

    assert rates == {6: 600, 24: 300, 96: 150}
    assert interval_s(replace(HOURLY, daily_rate=1e6), TERMS) == TERMS.interval_min_s
    assert interval_s(replace(HOURLY, daily_rate=0.001), TERMS) == TERMS.interval_max_s


def test_wires_are_asked_more_often_and_background_less() -> None:
    """Tiers scale the pace, the bounds hold."""
    tiers = [interval_s(HOURLY, replace(TERMS, tier=tier)) for tier in (1, 2, 3)]

    assert tiers == [100, 300, 600]


def test_cache_control_lengthens_the_interval_within_bounds() -> None:
    """A source that tells how long it stays fresh is not asked before, within the bounds."""
    assert wait(replace(HOURLY, fresh_for_s=900)) == 900
    assert wait(replace(HOURLY, fresh_for_s=86400)) == TERMS.interval_max_s


def test_ttl_counts_where_every_poll_costs_a_whole_document() -> None:
    """With validators a poll is cheap and the customary 60 minutes of generators do not bind."""
    assert wait(replace(HOURLY, ttl_s=1800)) == 300
    assert wait(replace(HOURLY, ttl_s=1800, has_validators=False)) == 1800


def test_fixed_interval_knows_no_hints_but_retry_after() -> None:
    """Minimum = maximum means just that."""
    terms = replace(TERMS, interval_min_s=5, interval_max_s=5, chance=0.9)
    asking = replace(HOURLY, fresh_for_s=900, ttl_s=900, skip_hours=(10,))

    assert wait(asking, terms=terms) == 5
    assert wait(asking, failures=7, terms=terms) == 5
    assert next_check_at(asking, 1, 60.0, terms) == NOW + timedelta(seconds=60)


def test_failures_back_off_to_a_day() -> None:
    """The first failure changes nothing, the next wait five minutes and double."""
    waits = [wait(HOURLY, failures=count) for count in (1, 2, 3, 4, 20)]

    assert waits == [300, 300, 600, 1200, 86400]


def test_pushed_source_is_polled_as_a_safety_net_only() -> None:
    """While a hub's lease runs, an hour passes between polls."""
    pushed = replace(HOURLY, lease_until=NOW + timedelta(days=1))

    assert wait(pushed) == 3600
    assert wait(replace(pushed, lease_until=NOW)) == 300


def test_hours_to_skip_are_skipped() -> None:
    """A check that would fall into an hour without news comes at its end."""
    asked = next_check_at(replace(HOURLY, skip_hours=(10,)), 0, None, TERMS)

    assert asked == datetime(2023, 8, 14, 11, tzinfo=UTC)


def test_pace_fits_the_polls_that_can_be_made() -> None:
    """At the pace found, the sources together take the polls a second that were given."""
    rates = [1.0, 24.0, 96.0, 400.0] * 50
    terms = Terms(now=NOW, interval_min_s=0.001, interval_max_s=1e9, pace_s=pace_for(rates, 2.0))

    polls = sum(1 / interval_s(replace(HOURLY, daily_rate=rate), terms) for rate in rates)

    assert polls == pytest.approx(2.0)


def test_rate_follows_what_is_seen() -> None:
    """A day of one new article each hour brings the rate near 24."""
    history = replace(HOURLY, daily_rate=0)
    for _ in range(72):
        history = replace(history, daily_rate=rate_after(history, 1, 3600))

    assert history.daily_rate == pytest.approx(24, rel=0.1)


@given(
    rate=st.floats(0, 1e5),
    fresh_for_s=st.floats(0, 1e7),
    failures=st.integers(0, 100),
    chance=st.floats(0, 1),
    skip_hours=st.sets(st.integers(0, 23), max_size=23),
)
def test_next_check_lies_within_its_bounds(
    rate: float, fresh_for_s: float, failures: int, chance: float, skip_hours: set[int]
) -> None:
    """Never before the least interval, never later than the longest; after failures, than a day."""
    history = replace(
        HOURLY, daily_rate=rate, fresh_for_s=fresh_for_s, skip_hours=tuple(sorted(skip_hours))
    )

    waited = wait(history, failures, replace(TERMS, chance=chance))

    assert waited >= TERMS.interval_min_s
    assert waited <= (86400 if failures else TERMS.interval_max_s)
