"""Numbers by day, for a chart and for the words beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One watch's stories by day; days without any are zero."""

    name: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What is drawn: one or two series over the days `first` to `last`, with words of ours."""

    title: str
    y_label: str
    x_label: str
    baseline_label: str
    first: date
    last: date
    series: tuple[Series, ...]


def days_between(first: date, last: date) -> list[date]:
    """Every day from first to last."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def values(series: Series, days: Sequence[date]) -> list[int]:
    """The series' count for each day."""
    return [series.counts.get(day.isoformat(), 0) for day in days]


def mean(numbers: Sequence[int]) -> float:
    """The baseline: the usual number a day over the whole span shown."""
    return sum(numbers) / len(numbers) if numbers else 0.0
