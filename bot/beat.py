"""The service's pulse: written every few seconds, so that others can see that it lives."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import __version__
from bot.health import Backlog, DiscordState, Pulse, find_ailments
from watchers.store import Store, Tx, deliveries, installation

MEMO = "pulse"
ALIVE_WITHIN_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """What `/readyz` and `watchfloor health` judge by."""

    pulse: Pulse | None
    backlog: Backlog


class Beat:
    """Measures the event loop's lag and writes the pulse."""

    def __init__(
        self,
        store: Store,
        *,
        clock: Callable[[], datetime],
        discord_state: Callable[[], DiscordState],
    ) -> None:
        self._store = store
        self._clock = clock
        self._discord_state = discord_state
        self._last_beat = time.monotonic()

    @property
    def is_alive(self) -> bool:
        """Whether a pulse could be written lately: the loop turns and the writer writes."""
        return time.monotonic() - self._last_beat < ALIVE_WITHIN_S

    async def beat(self) -> None:
        """Write one pulse."""
        pulse = Pulse(
            at=self._clock(),
            discord=self._discord_state(),
            loop_lag_s=await measure_lag_s(),
            version=__version__,
        )
        await self._store.write(lambda tx: write_pulse(tx, pulse))
        self._last_beat = time.monotonic()

    async def find_ailments(self) -> tuple[str, ...]:
        """What is wrong now, in words for the operator."""
        vitals = await self._store.read(lambda tx: read_vitals(tx, self._clock()))
        return find_ailments(vitals.pulse, vitals.backlog, self._clock())


async def measure_lag_s() -> float:
    """How much later than asked for the event loop comes back."""
    asked_at = time.monotonic()
    await asyncio.sleep(0.05)
    return max(0.0, time.monotonic() - asked_at - 0.05)


def write_pulse(tx: Tx, pulse: Pulse) -> None:
    """Keep the pulse in place of the one before."""
    value = {
        "at": pulse.at.isoformat(),
        "discord": pulse.discord.value,
        "loop_lag_s": pulse.loop_lag_s,
        "version": pulse.version,
    }
    installation.keep_memo(tx, MEMO, value, pulse.at)


def read_vitals(tx: Tx, now: datetime) -> Vitals:
    """The last pulse, and what waits in the outbox."""
    kept = installation.memo(tx, MEMO)
    lanes = deliveries.counts(tx, now - timedelta(days=1)).lanes.values()
    due = [lane.oldest_due_at for lane in lanes if lane.oldest_due_at is not None]
    pulse = kept and Pulse(
        at=datetime.fromisoformat(str(kept["at"])),
        discord=DiscordState(str(kept["discord"])),
        loop_lag_s=float(kept["loop_lag_s"]),
        version=str(kept["version"]),
    )
    return Vitals(pulse=pulse or None, backlog=Backlog(oldest_due_at=min(due, default=None)))
