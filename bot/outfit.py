"""What the sender is fitted out with, and what it does with it alike for sending and editing."""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.attempts import Patience
from bot.contents import Contents, Render
from bot.render.message import Message
from bot.wires import Wire
from watchers.model import DeliveryKind, Reader
from watchers.sources.wellness import is_down
from watchers.store import Store, Tx, guilds, places, sources, stories
from watchers.store.deliveries import Delivery

log = logging.getLogger("bot.deliver")

Clock = Callable[[], datetime]
Fact = str | int | float | datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outfit:
    """Store, wire, renderer and clock; `counts` are outcomes since the start, for the metrics."""

    store: Store
    wire: Wire
    render: Render
    clock: Clock
    patience: Patience
    counts: Counter[str] = field(default_factory=Counter)

    async def render_delivery(self, delivery: Delivery) -> tuple[Message, ...]:
        """The messages of a delivery as its readers may see its stories now."""
        now = self.clock()
        return self.render(await self.store.read(lambda tx: gather(tx, delivery, now)))

    def note(self, outcome: str, delivery: Delivery, **facts: Fact) -> None:
        """Count an outcome and log it."""
        self.counts[outcome] += 1
        told = " ".join(f"{name}={fact}" for name, fact in facts.items())
        level = _LEVELS.get(outcome, logging.INFO)
        log.log(
            level,
            "%s delivery=%d kind=%s place=%d %s",
            *(outcome, delivery.id, delivery.kind, delivery.place.id, told),
        )


_LEVELS = {"failed": logging.WARNING, "suspended": logging.WARNING, "refused": logging.ERROR}


def gather(tx: Tx, delivery: Delivery, now: datetime) -> Contents:
    """All that a renderer may show of a delivery, read from one picture of the database."""
    reader = places.reader_of(delivery.place)
    return Contents(
        delivery=delivery,
        views=stories.story_views(tx, delivery.story_ids, reader),
        settings=guilds.settings(tx, reader),
        now=now,
        unwell=find_unwell(tx, reader, now) if delivery.kind is DeliveryKind.DIGEST else (),
    )


def find_unwell(tx: Tx, reader: Reader, now: datetime) -> tuple[str, ...]:
    """The names of the reader's sources that are not well."""
    return tuple(each.name for each in sources.visible_sources(tx, reader) if is_down(each, now))
