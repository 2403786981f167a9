"""Digest slots: each place's clock rings once per local date and time."""

from collections.abc import Collection, Sequence
from datetime import datetime

from watchers.alerts.policy import DigestCandidate, DueDigest, Slot
from watchers.model import Owed, Reader
from watchers.store.tx import Tx


def last_slots(tx: Tx, place_ids: Collection[int]) -> dict[int, Slot]:
    """The latest slot done in each place; absent where there was none."""
    raise NotImplementedError


def owe_digest(
    tx: Tx, place_id: int, due: DueDigest, owed: Sequence[Owed], at: datetime
) -> tuple[int, ...] | None:
    """Mark the slot (and those it makes good) done and owe its digest together, with nothing owed
    for an empty one. The new deliveries' ids; None, with nothing written, if it was done before."""
    raise NotImplementedError


def candidates(
    tx: Tx, place_id: int, since: datetime, until: datetime
) -> tuple[DigestCandidate, ...]:
    """Stories with an article first seen in [since, until) that matches what the place follows
    (paused left out) and its reader may see, in order of first sight."""
    raise NotImplementedError


def candidates_of_watches(
    tx: Tx, watch_ids: Collection[int], since: datetime, until: datetime, reader: Reader
) -> tuple[DigestCandidate, ...]:
    """The same for any window and any watches, as this reader may see them; none counts as told."""
    raise NotImplementedError
