"""When to look again: as often as the square root of a source's rate, within what it asks (pure).

For a given number of polls the mean delay over all articles is least when each source is polled at
a rate proportional to the square root of its article rate (Sia, Cho: monitoring RSS feeds).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

from watchers.model import SourceHistory

DAY_S = 86400.0
PACE_S = 300.0
"""The interval of a source with one article an hour; all others follow by the square root."""

_TIER_PACE = {1: 1 / 3, 2: 1.0, 3: 2.0}
"""Wires three times as often as the usual, background half as often, as `bench_sources` weighs."""
_UNKNOWN_RATE = 24.0
_SLOWEST_RATE = 0.05
_JITTER = 0.1
_FIRST_BACK_OFF_S = 300.0
_LONGEST_BACK_OFF_S = DAY_S
_PUSHED_S = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a decision on time rests on beside the source: the clock, chance, and the bounds.

    `chance` is uniform in 0…1, drawn by the caller; `pace_s` the interval at one article an hour
    for a source of the middle tier.
    """

    now: datetime
    chance: float = 0.5
    interval_min_s: float = 60.0
    interval_max_s: float = 3600.0
    pace_s: float = PACE_S
    tier: int = 2

    @property
    def is_fixed(self) -> bool:
        """Minimum = maximum: the operator's interval holds whatever a source hints."""
        return self.interval_min_s >= self.interval_max_s


def next_check_at(
    history: SourceHistory, failures: int, retry_after_s: float | None, terms: Terms
) -> datetime:
    """The moment of the next poll, after an answer or after `failures` failed ones in a row."""
    wait_s = _back_off_s(history, failures, terms) if failures else _wait_s(history, terms)
    wait_s = max(wait_s, retry_after_s or 0.0)
    wanted = terms.now + timedelta(seconds=wait_s)
    return wanted if terms.is_fixed else _after_skipped(wanted, history.skip_hours, terms)


def interval_s(history: SourceHistory, terms: Terms) -> float:
    """Seconds between polls for a source of this rate, within the operator's bounds."""
    rate = history.daily_rate or _UNKNOWN_RATE
    pace_s = terms.pace_s * _TIER_PACE.get(terms.tier, 1.0)
    wanted = pace_s * sqrt(24.0 / max(rate, _SLOWEST_RATE))
    return min(terms.interval_max_s, max(terms.interval_min_s, wanted))


def pace_for(rates: list[float], polls_a_second: float) -> float:
    """The pace at which sources of these daily rates take that many polls a second, unbounded."""
    roots = sum(sqrt(max(rate, _SLOWEST_RATE) / 24.0) for rate in rates)
    return roots / polls_a_second if polls_a_second > 0 else PACE_S


def rate_after(history: SourceHistory, new: int, elapsed_s: float) -> float:
    """Articles a day, smoothed over about a day of polling; new ones count from this poll."""
    if elapsed_s <= 0:
        return history.daily_rate
    seen = new * DAY_S / max(elapsed_s, 60.0)
    weight = min(0.5, elapsed_s / DAY_S)
    return history.daily_rate + weight * (seen - history.daily_rate)


def _wait_s(history: SourceHistory, terms: Terms) -> float:
    if terms.is_fixed:
        return terms.interval_max_s
    wanted = max(interval_s(history, terms), _asked_s(history, terms), _push_s(history, terms))
    spread = 1.0 + _JITTER * (2.0 * terms.chance - 1.0)
    return min(max(wanted * spread, terms.interval_min_s), max(terms.interval_max_s, wanted))


def _asked_s(history: SourceHistory, terms: Terms) -> float:
    """What the source asks for. Cache-Control binds up to the longest interval; a `ttl` only where
    polls cost a whole document each time (most generators write 60 minutes without meaning it)."""
    asked = history.fresh_for_s
    if not history.has_validators:
        asked = max(asked, history.ttl_s)
    return min(asked, terms.interval_max_s)


def _push_s(history: SourceHistory, terms: Terms) -> float:
    """While a hub pushes, polling is only the safety net."""
    is_pushed = history.lease_until is not None and history.lease_until > terms.now
    return min(_PUSHED_S, terms.interval_max_s) if is_pushed else 0.0


def _back_off_s(history: SourceHistory, failures: int, terms: Terms) -> float:
    """The plain interval after the first failure, then doubling from five minutes to a day."""
    if terms.is_fixed:
        return terms.interval_max_s
    if failures <= 1:
        return _wait_s(history, terms)
    doubled = _FIRST_BACK_OFF_S * 2.0 ** min(failures - 2, 16)
    spread = 1.0 + _JITTER * (2.0 * terms.chance - 1.0)
    return min(_LONGEST_BACK_OFF_S, max(_wait_s(history, terms), doubled * spread))


def _after_skipped(wanted: datetime, skip_hours: tuple[int, ...], terms: Terms) -> datetime:
    """The wanted moment, or the end of the hours in which the source says nothing appears."""
    latest = terms.now + timedelta(seconds=max(terms.interval_max_s, _wait_cap(wanted, terms)))
    while wanted.hour in skip_hours and wanted < latest:
        wanted = (wanted + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    return min(wanted, latest)


def _wait_cap(wanted: datetime, terms: Terms) -> float:
    return (wanted - terms.now).total_seconds()
