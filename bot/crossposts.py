"""Announcements are passed on to the channels that follow this one, within Discord's limit."""

from collections import deque

PER_HOUR = 10
"""Observed: ten crossposts an hour and channel; Discord answers the next with an hour's wait."""
HOUR_S = 3600.0


class CrosspostBudget:
    """The decision alone, on monotonic seconds: may this channel crosspost now?"""

    def __init__(self) -> None:
        self._at: dict[int, deque[float]] = {}
        self._closed: set[int] = set()

    def take(self, place_id: int, now: float) -> bool:
        """True, and counted, where there is room in the hour; never for a plain channel."""
        if place_id in self._closed:
            return False
        past = self._at.setdefault(place_id, deque(maxlen=PER_HOUR))
        if len(past) == PER_HOUR and now - past[0] < HOUR_S:
            return False
        past.append(now)
        return True

    def close(self, place_id: int) -> None:
        """Discord says that this is no announcement channel: do not ask again."""
        self._closed.add(place_id)
