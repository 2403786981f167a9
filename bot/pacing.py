"""Discord's limits, kept by ourselves before Discord has to say no: who may send now, who waits.

`Pace` decides on the clock it is given; `Pacer` is its edge and makes callers wait.
discord.py obeys each route's headers but paces nothing globally: 1000 sends at once lost 650
messages in a measurement, and none at 45 a second.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum


class Lane(IntEnum):
    """Who goes first when not all may go at once."""

    PEOPLE = 0
    """Somebody looks at the screen and waits."""
    ALERT = 1
    EDIT = 2
    DIGEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceLimits:
    """Discord's limits with our margin."""

    per_s: float = 45.0
    """Discord: 50 requests a second over all; 45 drew no 429 in a measurement."""
    burst: int = 3
    """So many at once before the even spacing begins; stays under 50 in any one second."""
    place_count: int = 5
    place_window_s: float = 5.0
    """Observed, not documented: five messages per five seconds and channel."""
    invalid_count: int = 5000
    invalid_window_s: float = 600.0
    """Discord bans an address at 10,000 answers of 401, 403 or 429 in ten minutes; stop at half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request that wants to leave; `place_id`: the channel whose messages it makes, if any."""

    lane: Lane
    place_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What Discord said: enough of it to know when to go on."""

    status: int
    place_id: int | None = None
    retry_after_s: float = 0.0
    is_global: bool = False
    is_shared: bool = False
    """A limit that others share; it does not count towards the ban."""


INVALID_STATUSES = frozenset({401, 403, 429})


class Pace:
    """The decision alone: monotonic seconds in, waits out."""

    def __init__(self, limits: PaceLimits) -> None:
        self._limits = limits
        self._next_at = float("-inf")
        self._paused_until = 0.0
        self._sent_at: dict[int, deque[float]] = {}
        self._cooled_until: dict[int, float] = {}
        self._invalid_at: deque[float] = deque()

    def wait_s(self, ask: Ask, now: float) -> float:
        """How long this request must still wait; 0 when it may go."""
        return max(0.0, self._all_wait_s(now), self.place_wait_s(ask.place_id, now))

    def place_wait_s(self, place_id: int | None, now: float) -> float:
        """How long this place alone must still wait; 0 for none."""
        if place_id is None:
            return 0.0
        free_at = self._window_ends_at(place_id, now)
        return max(0.0, free_at - now, self._cooled_until.get(place_id, now) - now)

    def take(self, ask: Ask, now: float) -> None:
        """Remember that this request goes now."""
        spacing = 1 / self._limits.per_s
        self._next_at = max(self._next_at, now - spacing * (self._limits.burst - 1)) + spacing
        if ask.place_id is not None:
            self._sent_log(ask.place_id).append(now)

    def note(self, answer: Answer, now: float) -> None:
        """Learn from an answer: pauses, cool-downs, and how near the ban is."""
        self._note_arrival(answer.place_id, now)
        if answer.status in INVALID_STATUSES and not answer.is_shared:
            self._invalid_at.append(now)
        if answer.status != 429:
            return
        if answer.is_global:
            self._paused_until = max(self._paused_until, now + answer.retry_after_s)
        elif answer.place_id is not None:
            self._cooled_until[answer.place_id] = now + answer.retry_after_s

    def invalid_count(self, now: float) -> int:
        """Answers of the last ten minutes that count towards Discord's ban."""
        while self._invalid_at and self._invalid_at[0] <= now - self._limits.invalid_window_s:
            self._invalid_at.popleft()
        return len(self._invalid_at)

    def forget(self, now: float) -> None:
        """Drop what no longer holds anybody back."""
        kept_from = now - self._limits.place_window_s
        self._sent_at = {place: log for place, log in self._sent_at.items() if log[-1] > kept_from}
        self._cooled_until = {p: until for p, until in self._cooled_until.items() if until > now}

    def _window_ends_at(self, place_id: int, now: float) -> float:
        sent = self._sent_at.get(place_id)
        is_full = sent is not None and len(sent) >= self._limits.place_count
        return sent[0] + self._limits.place_window_s if sent and is_full else now

    def _all_wait_s(self, now: float) -> float:
        return max(self._next_at - now, self._paused_until - now, self._ban_wait_s(now))

    def _ban_wait_s(self, now: float) -> float:
        if self.invalid_count(now) < self._limits.invalid_count:
            return 0.0
        return self._invalid_at[0] + self._limits.invalid_window_s - now

    def _sent_log(self, place_id: int) -> deque[float]:
        return self._sent_at.setdefault(place_id, deque(maxlen=self._limits.place_count))

    def _note_arrival(self, place_id: int | None, now: float) -> None:
        # Discord counts when a request arrives, at the latest when it answers: a window that
        # slides there would otherwise end a little later than ours.
        if place_id is not None and (sent := self._sent_at.get(place_id)):
            sent[-1] = now


def pick_next(pace: Pace, asks: Sequence[Ask], now: float) -> tuple[int | None, float]:
    """Which of the waiting goes now, by lane and then by age, and how long until the next look."""
    waits = [pace.wait_s(ask, now) for ask in asks]
    free = [index for index, wait in enumerate(waits) if wait <= 0]
    if free:
        return min(free, key=lambda index: (asks[index].lane, index)), 0.0
    return None, min(waits, default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Waiting:
    ask: Ask
    turn: asyncio.Future[None]


class Pacer:
    """Makes requests wait for their turn, the most urgent first."""

    def __init__(self, limits: PaceLimits | None = None, clock: Callable[[], float] | None = None):
        self._pace = Pace(limits or PaceLimits())
        self._clock = clock
        self._waiting: list[_Waiting] = []
        self._ring: asyncio.TimerHandle | None = None

    async def turn(self, ask: Ask) -> None:
        """Return when this request may leave."""
        waiting = _Waiting(ask=ask, turn=asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._hand_out()
        await waiting.turn

    def note(self, answer: Answer) -> None:
        """Learn from Discord's answer."""
        self._pace.note(answer, self._now())

    def place_wait_s(self, place_id: int) -> float:
        """How long this channel cools down, so that nobody queues behind it."""
        return self._pace.place_wait_s(place_id, self._now())

    @property
    def invalid_count(self) -> int:
        """Answers of the last ten minutes that count towards Discord's ban."""
        return self._pace.invalid_count(self._now())

    def _hand_out(self) -> None:
        if self._ring is not None:
            self._ring.cancel()
            self._ring = None
        self._waiting = [waiting for waiting in self._waiting if not waiting.turn.done()]
        while self._waiting:
            now = self._now()
            index, wait_s = pick_next(self._pace, [w.ask for w in self._waiting], now)
            if index is None:
                self._ring = asyncio.get_running_loop().call_later(wait_s, self._hand_out)
                return
            waiting = self._waiting.pop(index)
            self._pace.take(waiting.ask, now)
            waiting.turn.set_result(None)
        self._pace.forget(self._now())

    def _now(self) -> float:
        return self._clock() if self._clock else asyncio.get_running_loop().time()
