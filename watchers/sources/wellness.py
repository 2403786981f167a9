"""How a source is: well, failing, blocked, silent against its own rhythm, overflowing (pure)."""

from datetime import datetime, timedelta
from math import exp

from watchers.model import Reason, Source
from watchers.sources import failures

TOLD_AFTER_FAILURES = 3
"""One lost poll is weather; three in a row, over at least an hour, are told."""

_TOLD_AFTER = timedelta(hours=1)
_SILENT_GAPS = 20.0
_SILENT_LEAST = timedelta(hours=36)
_SILENT_MOST = timedelta(days=30)
_RARE = 0.2
_WORN_DAYS = 10.0
_GAP_SHOWN = timedelta(hours=24)


def wellness(source: Source, now: datetime) -> Reason | None:
    """What is wrong with a source, in order of weight; None while it is well.

    Codes: `source-stopped`, `source-blocked`, `source-failing` (with the failure's own code and
    parameters), `source-silent`, `source-gap`; all with `since_h`.
    """
    if source.failure is not None and (source.is_stopped or _is_lasting(source, now)):
        return _failing(source, source.failure, now)
    silent_since = find_silence(source, now)
    if silent_since is not None:
        rate = round(source.history.daily_rate, 2)
        return Reason(
            code="source-silent", params={"since_h": _hours(silent_since, now), "daily_rate": rate}
        )
    gap_at = source.history.gap_at
    if gap_at is not None and now - gap_at < _GAP_SHOWN:
        params = {"since_h": _hours(gap_at, now), "gaps": source.history.gaps}
        return Reason(code="source-gap", params=params)
    return None


def is_down(source: Source, now: datetime) -> bool:
    """Whether nothing reaches us through the source: it counts against a watch's coverage."""
    found = wellness(source, now)
    return found is not None and found.code != "source-gap"


def find_silence(source: Source, now: datetime) -> datetime | None:
    """Since when a source that answers has brought nothing, if that is unlike it."""
    history = source.history
    since = history.last_new_at or history.unchanged_since
    if since is None or source.failures:
        return None
    rate = _rate_before(source, now, since)
    if rate < _RARE:
        return None
    usual_gap = timedelta(days=1) / rate
    limit = min(_SILENT_MOST, max(_SILENT_LEAST, _SILENT_GAPS * usual_gap))
    return since if now - since > limit else None


def tell_once(before: Source, after: Source, now: datetime) -> Reason | None:
    """What is to be told of a poll: that a source has become unwell, or that it is well again.

    A recovery is `source-healed` with the code it was told with, as `was`.
    """
    old, new = wellness(before, before.last_checked_at or now), wellness(after, now)
    if new is not None and new.code != "source-gap":
        return new if old is None or old.code != new.code else None
    if old is not None and old.code != "source-gap" and after.failure is None and new is None:
        since = before.failing_since or before.history.last_new_at or now
        return Reason(code="source-healed", params={"was": old.code, "since_h": _hours(since, now)})
    return None


def is_half_lost(down: int, total: int) -> bool:
    """Whether a watch has lost more than half of the sources that could speak of it."""
    return total > 0 and down * 2 > total


def _failing(source: Source, failure: Reason, now: datetime) -> Reason:
    code = "source-failing"
    if source.is_stopped:
        code = "source-stopped"
    elif failure.code in failures.BLOCKED:
        code = "source-blocked"
    since = source.failing_since or now
    return Reason(
        code=code,
        params={**failure.params, "failure": failure.code, "since_h": _hours(since, now)},
    )


def _is_lasting(source: Source, now: datetime) -> bool:
    since = source.failing_since
    is_long = since is not None and now - since >= _TOLD_AFTER
    return source.failures >= TOLD_AFTER_FAILURES and is_long


def _rate_before(source: Source, now: datetime, since: datetime) -> float:
    """The rate as it was when the silence began: smoothing has worn it down meanwhile."""
    days = (now - since) / timedelta(days=1)
    return source.history.daily_rate * exp(min(days, _WORN_DAYS))


def _hours(since: datetime, now: datetime) -> int:
    return max(0, round((now - since) / timedelta(hours=1)))
