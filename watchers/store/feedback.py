"""What people said of alerts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from watchers.model import Reader
from watchers.store.reading import is_own_place
from watchers.store.schema import deliveries, places
from watchers.store.schema import feedback as table
from watchers.store.tx import Tx, put


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
    row = {name: getattr(feedback, name) for name in Feedback.__dataclass_fields__}
    put(tx, table, [row], ["delivery_id", "user_id"])


def of_reader(tx: Tx, reader: Reader, since: datetime) -> tuple[Feedback, ...]:
    """The verdicts given in the reader's places since then, in order of time."""
    names = Feedback.__dataclass_fields__
    query = (
        select(*(table.c[name] for name in names))
        .join(deliveries, deliveries.c.id == table.c.delivery_id)
        .join(places, places.c.id == deliveries.c.place_id)
        .where(table.c.at >= since, is_own_place(reader))
        .order_by(table.c.at, table.c.id)
    )
    return tuple(Feedback(**row) for row in tx.execute(query).mappings())
