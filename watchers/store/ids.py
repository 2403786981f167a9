"""Ids that rise with time, never repeat in one database, and fit a JavaScript number."""

from datetime import UTC, datetime
from threading import Lock

_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
_COUNTER_BITS = 10


class IdSource:
    """Gives ids above `after`: milliseconds since 2015, then a counter of 10 bits; below 2^53."""

    def __init__(self, after: int = 0) -> None:
        self._last = after
        self._lock = Lock()

    def raise_to(self, after: int) -> None:
        """Give only ids above this one from now on."""
        with self._lock:
            self._last = max(self._last, after)

    def next(self, now: datetime) -> int:
        """An id greater than every one given before, whatever the clock does."""
        with self._lock:
            self._last = max(self._last + 1, lowest_id_at(now))
            return self._last


def lowest_id_at(moment: datetime) -> int:
    """The smallest id that can have been given at this moment; 1 before 2015."""
    passed_ms = (moment - _EPOCH).total_seconds() * 1000
    return max(1, int(passed_ms) << _COUNTER_BITS)
