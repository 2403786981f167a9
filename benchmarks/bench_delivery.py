"""Delivery: a thousand messages at once with and without own pacing; the outbox's own speed.

Discord's limits are played on loopback, with windows a fifth as long. `ratio` above 1 where ours is
better: of 429 answers theirs by ours (which count as 1 at least), of speed ours by what Discord
lets one bot send.
"""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.attempts import Patience
from bot.client import RestSession, client_options, point_at
from bot.contents import Contents
from bot.deliver import Deliverer, Rhythm
from bot.outfit import Outfit
from bot.pacing import PaceLimits, Pacer
from bot.render.message import Message
from bot.wires import HERE, Lookup, NotFound, Outcome, Sent, Spot
from bot.wires.over_discord import DiscordWire
from bot.wires.trace import make_trace
from config.settings import DiscordSettings
from tests.fakes.discord import FakeDiscord, Limits
from watchers.model import DeliveryKind, Owed, Place, PlaceKind, Tier
from watchers.store import Store, Tx, deliveries, places

Row = dict[str, Any]
SCALE = 0.2
CHANNELS, EACH = 250, 4
UNPACED = PaceLimits(per_s=1e6, burst=10_000, place_count=10_000, place_window_s=0.001)
PACED = PaceLimits(per_s=45 / SCALE, place_window_s=5 * SCALE)
OWED_PLACES = 300
DISCORD_PER_S = 50.0
CARD = Message(components=({"type": 10, "content": "x"},), plain="x")


def run() -> list[Row]:
    """One row per comparison."""
    alone, paced = (asyncio.run(send_at_once(limits)) for limits in (UNPACED, PACED))
    return [_pacing_row(alone, paced), asyncio.run(_outbox_row())]


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """What became of a thousand messages at once."""

    arrived: int
    lost: int
    refusals: int
    seconds: float


async def send_at_once(limits: PaceLimits) -> Burst:
    """Send to all channels at once, paced by these limits of our own."""
    async with FakeDiscord(limits=Limits.real(scale=SCALE)) as fake:
        guild = fake.add_guild()
        channels = [fake.add_channel(guild, f"news-{number}") for number in range(CHANNELS)]
        settings = DiscordSettings(api_url=fake.api_url)
        point_at(settings)
        session = RestSession(fake.token, client_options(settings, make_trace(Pacer(limits))))
        await session.client()
        wire, began = DiscordWire(session), time.perf_counter()
        outcomes = await asyncio.gather(
            *(
                wire.send(_place(channel.id), CARD, f"{channel.id}.{number}")
                for channel in channels
                for number in range(EACH)
            )
        )
        seconds = time.perf_counter() - began
        await session.close()
        return Burst(
            arrived=sum(len(fake.messages(channel)) for channel in channels),
            lost=sum(not isinstance(one, Sent) for one in outcomes),
            refusals=fake.count_429,
            seconds=seconds,
        )


def _pacing_row(alone: Burst, paced: Burst) -> Row:
    return {
        "what": f"{CHANNELS * EACH} messages at once: 429 answers (failed sends, seconds)",
        "theirs": f"discord.py alone: {alone.refusals} ({alone.lost}, {alone.seconds:.1f})",
        "ours": f"paced: {paced.refusals} ({paced.lost}, {paced.seconds:.1f})",
        "ratio": round(alone.refusals / max(paced.refusals, 1), 1),
    }


class InstantWire:
    """A Discord that answers at once: what is left is the outbox itself."""

    async def send(
        self, place: Place, message: Message, nonce: str, *, spot: Spot = HERE
    ) -> Outcome:
        return Sent(message_id=1, channel_id=place.discord_id)

    async def edit(self, place: Place, message: Message, sent: Sent) -> Outcome:
        return sent

    async def find(
        self, place: Place, message: Message, nonce: str, *, after: datetime, spot: Spot = HERE
    ) -> Lookup:
        return NotFound()

    async def publish(self, place: Place, sent: Sent) -> Outcome:
        return sent


async def _outbox_row() -> Row:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open("", data_dir=Path(folder))
        count = len(store.write_now(_owe))
        outfit = Outfit(
            store=store, wire=InstantWire(), render=_render, clock=_now, patience=Patience()
        )
        deliverer = Deliverer(outfit, Rhythm(tick_s=0.1))
        began = time.perf_counter()
        running = asyncio.ensure_future(deliverer.run())
        while deliverer.counts["sent"] < count:  # noqa: ASYNC110  a count rings no bell
            await asyncio.sleep(0.02)
        per_s = count / (time.perf_counter() - began)
        deliverer.stop()
        await running
        store.close()
    return {
        "what": f"{count} deliveries claimed, sent and noted, each step on disk",
        "theirs": f"Discord lets one bot send {DISCORD_PER_S:.0f}/s",
        "ours": f"{per_s:.0f}/s",
        "ratio": round(per_s / DISCORD_PER_S, 1),
    }


def _owe(tx: Tx) -> Sequence[int]:
    now = _now()
    owed = [
        Owed(
            place_id=places.ensure(tx, PlaceKind.CHANNEL, number + 1, now).id,
            kind=DeliveryKind.ALERT,
            about=about,
            tier=Tier.NORMAL,
            due_at=now,
        )
        for number in range(OWED_PLACES)
        for about in ("one", "two")
    ]
    return deliveries.owe(tx, owed, now)


def _render(contents: Contents) -> tuple[Message, ...]:
    return (CARD,)


def _place(channel_id: int) -> Place:
    return Place(id=1, kind=PlaceKind.CHANNEL, discord_id=channel_id)


def _now() -> datetime:
    return datetime.now(UTC)
