"""Whether a source is well, and how it is told when it is not (pure)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from watchers.model import Reason, Source

FAILED_POLLS = 3
"""One failed poll is weather; three in a row, over an hour, are worth a word."""
FAILING_FOR = timedelta(hours=1)
SILENT_GAPS = 8.0
"""A source is silent after so many of its usual pauses between articles, and two days at least."""
SILENT_LEAST = timedelta(days=2)


def find_ailment(source: Source, now: datetime) -> Reason | None:
    """Why the source is unwell, with its name; None while it is well."""
    if source.is_stopped:
        return _told("source-stopped", source)
    if _is_failing(source, now):
        return _told("source-failing", source)
    return _told("source-silent", source) if _is_silent(source, now) else None


def name_unwell(sources: Iterable[Source], now: datetime) -> tuple[str, ...]:
    """The names of those that are unwell, in the order given."""
    return tuple(each.name for each in sources if find_ailment(each, now) is not None)


def _is_failing(source: Source, now: datetime) -> bool:
    since = source.failing_since
    return source.failures >= FAILED_POLLS and since is not None and now - since >= FAILING_FOR


def _is_silent(source: Source, now: datetime) -> bool:
    """Polled well and empty for long against its own rhythm: a feed that stands still."""
    last, rate = source.history.last_new_at, source.history.daily_rate
    if last is None or rate <= 0 or source.failure is not None:
        return False
    return now - last > max(SILENT_LEAST, SILENT_GAPS * timedelta(days=1) / rate)


def _told(code: str, source: Source) -> Reason:
    why = source.failure.code if source.failure else ""
    return Reason(code=code, params={"source": source.name, "why": why})
