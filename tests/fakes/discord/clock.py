"""The fake's own clock and its snowflakes: real time plus whatever a test has added to it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

DISCORD_EPOCH_MS = 1_420_070_400_000  # Discord: the first second of 2015


class Clock:
    """Runs on from `start_at` (None: now); `advance` makes windows and deadlines pass at once."""

    def __init__(self, start_at: datetime | None = None, read: Callable[[], float] = time.time):
        self._read = read
        self._added_s = 0.0 if start_at is None else start_at.timestamp() - read()

    def now_s(self) -> float:
        """Seconds since 1970."""
        return self._read() + self._added_s

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.now_s(), UTC)

    def advance(self, seconds: float) -> None:
        self._added_s += seconds


class SnowflakeSource:
    """Ids as Discord makes them: milliseconds << 22, strictly rising."""

    def __init__(self, clock: Clock):
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        self._last = max(snowflake_at(self._clock.now_s()), self._last + 1)
        return self._last


def snowflake_at(seconds: float) -> int:
    """The lowest snowflake of that moment."""
    return (int(seconds * 1000) - DISCORD_EPOCH_MS) << 22


def moment_of(snowflake: int) -> datetime:
    """When the snowflake was made, to the millisecond."""
    return datetime.fromtimestamp(((snowflake >> 22) + DISCORD_EPOCH_MS) / 1000, UTC)
