"""Is the service well? One judgement for `/readyz`, `watchfloor health` and `status`."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

PULSE_EVERY_S = 5.0
PULSE_LATE_AFTER = timedelta(seconds=30)
OUTBOX_LATE_AFTER = timedelta(minutes=10)
LOOP_LAG_MAX_S = 2.0  # reliability figures: a loop that lags two seconds misses Discord's three


class DiscordState(StrEnum):
    OFF = "off"
    """No token: alerts go to the terminal."""
    CONNECTING = "connecting"
    REACHED = "reached"
    """The token works; the gateway is not up, messages are sent all the same."""
    READY = "ready"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """What the running service writes of itself every few seconds."""

    at: datetime
    discord: DiscordState
    loop_lag_s: float = 0.0
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What waits: the moment since which the oldest due delivery has waited, None for none."""

    oldest_due_at: datetime | None = None


def find_ailments(pulse: Pulse | None, backlog: Backlog, now: datetime) -> tuple[str, ...]:
    """What is wrong, each in a sentence for the operator; empty is well."""
    if pulse is None:
        return ("the service has not started yet: no pulse in the database",)
    return tuple(
        filter(None, (_late(pulse, now), _lag(pulse), _discord(pulse), _stuck(backlog, now)))
    )


def _late(pulse: Pulse, now: datetime) -> str:
    age = now - pulse.at
    if age <= PULSE_LATE_AFTER:
        return ""
    return f"the last pulse is {age.total_seconds():.0f} s old: the service stands or cannot write"


def _lag(pulse: Pulse) -> str:
    if pulse.loop_lag_s <= LOOP_LAG_MAX_S:
        return ""
    return f"the event loop lags by {pulse.loop_lag_s:.1f} s"


def _discord(pulse: Pulse) -> str:
    match pulse.discord:
        case DiscordState.REFUSED:
            return "Discord refuses the token: make a new one and set WATCHFLOOR_DISCORD__TOKEN"
        case DiscordState.CONNECTING:
            return "Discord has not been reached yet"
    return ""


def _stuck(backlog: Backlog, now: datetime) -> str:
    if backlog.oldest_due_at is None or now - backlog.oldest_due_at <= OUTBOX_LATE_AFTER:
        return ""
    waited = (now - backlog.oldest_due_at).total_seconds()
    return f"the oldest delivery has been due for {waited:.0f} s"
