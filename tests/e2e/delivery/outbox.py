"""An outbox with real rows: places in a real database, and cards that say what they are about."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from bot.attempts import Patience
from bot.contents import Contents
from bot.deliver import Deliverer, Rhythm
from bot.outfit import Outfit
from bot.render.message import Message
from bot.wires import Wire
from tests.e2e.delivery.scene import make_card
from tests.fakes.discord import Channel
from watchers.model import DeliveryKind, DeliveryState, Owed, Place, PlaceKind, Tier
from watchers.store import Store, deliveries, places
from watchers.store.deliveries import Delivery
from watchers.store.schema import deliveries as table

PATIENCE = Patience(resend_window_s=60.0, first_s=0.02, longest_s=0.1)
RHYTHM = Rhythm(tick_s=0.05, stop_within_s=2.0)


class MovedClock:
    """Real time plus what a test adds: windows pass at once."""

    def __init__(self) -> None:
        self.added = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.added


def render(contents: Contents) -> tuple[Message, ...]:
    """A card for each line of `about`, saying it with its wanted revision."""
    delivery = contents.delivery
    return tuple(
        make_card(f"{words} at {delivery.wanted_revision}", delivery.nonce(number))
        for number, words in enumerate(delivery.about.split("|"))
    )


@dataclass(slots=True, kw_only=True)
class Outbox:
    """What the tests do to the outbox, and what they read in it."""

    store: Store
    clock: MovedClock = field(default_factory=MovedClock)

    def add_place(self, channel: Channel, kind: PlaceKind = PlaceKind.CHANNEL) -> Place:
        """The place of a channel."""
        now = self.clock()
        return self.store.write_now(
            lambda tx: places.ensure(tx, kind, channel.id, now, guild_id=channel.guild_id)
        )

    def owe(
        self, place: Place, *abouts: str, kind: DeliveryKind = DeliveryKind.ALERT
    ) -> Sequence[int]:
        """Owe a delivery about each of these, in this order."""
        now = self.clock()
        owed = [
            Owed(place_id=place.id, kind=kind, about=about, tier=Tier.NORMAL, due_at=now)
            for about in abouts
        ]
        return self.store.write_now(lambda tx: deliveries.owe(tx, owed, now))

    def delivery(self, delivery_id: int) -> Delivery:
        found = self.store.read_now(lambda tx: deliveries.by_id(tx, delivery_id))
        assert found is not None
        return found

    def states(self, ids: Sequence[int]) -> list[DeliveryState]:
        return [self.delivery(each).state for each in ids]

    def count(self, ids: Sequence[int], state: DeliveryState) -> int:
        """How many of them are in this state."""
        are_so = table.c.id.in_(ids) & (table.c.state == state)
        query = select(func.count()).select_from(table).where(are_so)
        return self.store.read_now(lambda tx: tx.scalar(query)) or 0

    def outfit(self, wire: Wire, patience: Patience = PATIENCE) -> Outfit:
        return Outfit(
            store=self.store, wire=wire, render=render, clock=self.clock, patience=patience
        )

    @asynccontextmanager
    async def delivering(
        self, wire: Wire, patience: Patience = PATIENCE
    ) -> AsyncIterator[Deliverer]:
        """A deliverer at work, stopped at the end."""
        deliverer = Deliverer(self.outfit(wire, patience), RHYTHM)
        running = asyncio.ensure_future(deliverer.run())
        try:
            yield deliverer
        finally:
            deliverer.stop()
            await asyncio.gather(running, return_exceptions=True)

    async def until(self, ids: Sequence[int], state: DeliveryState = DeliveryState.SENT) -> None:
        """Wait, bounded, until all of them are in this state."""
        async with asyncio.timeout(20):
            while self.count(ids, state) < len(ids):
                await asyncio.sleep(0.02)
