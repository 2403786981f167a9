"""What people said of alerts, and the dates of events that articles tell."""

from dataclasses import dataclass
from datetime import datetime

from watchers.model import Reader
from watchers.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One person's verdict on one delivery: `good`, or why not: a code such as `wrong_person`."""

    delivery_id: int
    user_id: int
    verdict: str
    at: datetime
    guild_id: int | None = None
    story_id: int | None = None
    watch_id: int | None = None


def give(tx: Tx, feedback: Feedback) -> None:
    """Keep the verdict; the same person's later verdict on a delivery replaces the earlier."""
    raise NotImplementedError


def of_reader(tx: Tx, reader: Reader, since: datetime) -> tuple[Feedback, ...]:
    """The verdicts given in the reader's places since then."""
    raise NotImplementedError
