"""The sweep: forgetting what is old, a little at a time."""

from dataclasses import dataclass
from datetime import datetime

from watchers.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long things are kept. Keys outlive articles so that what comes back stays known."""

    articles_days: int = 90
    keys_days: int = 365
    left_guild_days: int = 30


def sweep(tx: Tx, now: datetime, retention: Retention, *, limit: int = 2000) -> int:
    """Delete up to `limit` rows of each kind that are past their time; how many went. Call again
    while it is not 0. Articles on which a kept delivery rests stay as long as that delivery."""
    raise NotImplementedError
