"""A process that lives and is killed, again and again: store, deliverer, and the real client.

Everything is imported once; each life is a fork, so that a kill costs milliseconds and falls
anywhere: in the migration check, in a commit, between the POST and its answer.
"""

import asyncio
import json
import logging
import os
import random
import signal
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from bot.attempts import Patience
from bot.client import RestSession, client_options, point_at
from bot.contents import Contents
from bot.deliver import Deliverer, Rhythm
from bot.outfit import Outfit
from bot.pacing import PaceLimits, Pacer
from bot.render.message import Message
from bot.wires.over_discord import DiscordWire
from bot.wires.trace import make_trace
from config.settings import DiscordSettings
from tests.e2e.delivery.scene import make_card
from tests.e2e.kill.variants import use_variant
from watchers.model import DeliveryKind, Owed, PlaceKind, Tier
from watchers.store import Store, Tx, deliveries, places

DONE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the lives have to do, and how they end."""

    api_url: str
    token: str
    data_dir: str
    channel_ids: tuple[int, ...]
    guild_id: int
    stories: int
    kills: int
    seed: int
    variant: str = "protocol"
    resend_window_s: float = 1.0
    outage_s: float = 3.5
    outage_chance: float = 0.08
    life_s: tuple[float, float] = (0.02, 0.4)
    publish_every_s: float = 0.02
    last_life_s: float = 60.0


def render(contents: Contents) -> tuple[Message, ...]:
    """A card that says what it is about."""
    return (make_card(contents.delivery.about, contents.delivery.nonce()),)


def now() -> datetime:
    return datetime.now(UTC)


def publish(tx: Tx, plan: Plan, number: int) -> None:
    """One story, owed to every channel, in one transaction; owing it again changes nothing."""
    at = now()
    owed = [
        Owed(
            place_id=places.ensure(
                tx, PlaceKind.CHANNEL, channel_id, at, guild_id=plan.guild_id
            ).id,
            kind=DeliveryKind.ALERT,
            about=f"story:{number}:1",
            tier=Tier.NORMAL,
            due_at=at,
        )
        for channel_id in plan.channel_ids
    ]
    deliveries.owe(tx, owed, at)


async def live(plan: Plan, *, is_last: bool) -> None:
    """One life: publish what is not published yet, send what is owed; the last ends when all is."""
    settings = DiscordSettings(token=SecretStr(plan.token), api_url=plan.api_url)
    point_at(settings)
    pacer = Pacer(PaceLimits(per_s=1000, burst=50, place_count=50, place_window_s=0.1))
    session = RestSession(plan.token, client_options(settings, make_trace(pacer)))
    store = Store.open("", data_dir=Path(plan.data_dir))
    outfit = Outfit(
        store=store,
        wire=DiscordWire(session),
        render=render,
        clock=now,
        patience=Patience(resend_window_s=plan.resend_window_s, first_s=0.05, longest_s=0.5),
    )
    deliverer = Deliverer(outfit, Rhythm(tick_s=0.05))
    use_variant(deliverer, plan.variant)
    running = asyncio.ensure_future(deliverer.run())
    for number in range(await store.read(lambda tx: count_published(tx, plan)), plan.stories):
        await store.write(lambda tx, number=number: publish(tx, plan, number))  # type: ignore[misc]
        deliverer.wake()
        await asyncio.sleep(plan.publish_every_s)
    while not (is_last and await store.read(is_all_sent)):
        await asyncio.sleep(0.02)
    deliverer.stop()
    await running
    await session.close()
    store.close()


def count_published(tx: Tx, plan: Plan) -> int:
    """How many stories are owed already: each is owed to all channels or to none."""
    counts = deliveries.counts(tx, datetime(2020, 1, 1, tzinfo=UTC))
    known = counts.sent + counts.parked + counts.refused
    known += sum(lane.open for name, lane in counts.lanes.items() if name != "edit")
    return known // len(plan.channel_ids)


def is_all_sent(tx: Tx) -> bool:
    return deliveries.next_due_at(tx, now()) is None


def fork_life(plan: Plan, *, is_last: bool) -> int:
    """Start a life; its process id."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        asyncio.run(live(plan, is_last=is_last))
        code = DONE
    finally:
        os._exit(code)


def kill_after(pid: int, seconds: float) -> bool:
    """Kill that life then. False where it had ended by itself."""
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status)


def wait_for(pid: int, seconds: float) -> bool:
    """Whether that life ends well by itself in time."""
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) == DONE
        time.sleep(0.02)
    kill_after(pid, 0)
    return False


def run(plan: Plan) -> dict[str, object]:
    """All lives: those that are killed, and the last, which may finish."""
    dice = random.Random(plan.seed)
    kills = outages = 0
    while kills < plan.kills:
        pid = fork_life(plan, is_last=False)
        kills += kill_after(pid, dice.uniform(*plan.life_s))
        if dice.random() < plan.outage_chance:
            outages += 1
            time.sleep(plan.outage_s)
    is_finished = wait_for(fork_life(plan, is_last=True), plan.last_life_s)
    return {"kills": kills, "outages": outages, "is_finished": is_finished}


def plan_as_json(plan: Plan) -> str:
    return json.dumps(asdict(plan))


def read_plan(text: str) -> Plan:
    raw = json.loads(text)
    return Plan(**{key: tuple(one) if isinstance(one, list) else one for key, one in raw.items()})


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # the planted faults are no news
    print(json.dumps(run(read_plan(sys.argv[1]))))
