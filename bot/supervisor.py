"""Keeps a gateway client alive: what ends it is logged, and a new one starts after a growing pause.

It never ends the sender or the polling; only a refused token ends it for good.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.client import GatewayPlan, is_token_refused
from bot.health import DiscordState
from bot.wires import TokenRefusedError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restarts:
    """How restarts are paced: seconds, and logins a day."""

    first_s: float = 1.0
    longest_s: float = 900.0
    healthy_after_s: float = 600.0
    """A life this long makes the next pause short again."""
    a_day: int = 900
    """Discord resets the token after 1,000 IDENTIFYs in 24 hours; stop well before."""
    kept_back: int = 50
    """Of what Discord says is left, so many stay for a person's own attempts."""
    recheck_s: float = 600.0


def pause_s(failures: int, restarts: Restarts) -> float:
    """The pause after so many short lives in a row."""
    return float(min(restarts.first_s * 2 ** min(max(failures, 1) - 1, 20), restarts.longest_s))


def login_wait_s(plan: GatewayPlan, identifies_today: int, restarts: Restarts) -> float:
    """How long to wait before logging in, so that the token survives; 0 when there is room."""
    if plan.logins_left - plan.shards < restarts.kept_back:
        return max(plan.reset_after_s, 1.0)
    return 0.0 if identifies_today + plan.shards <= restarts.a_day else restarts.recheck_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What the supervisor needs to start one gateway client after another."""

    plan: Callable[[], Awaitable[GatewayPlan]]
    count_identifies: Callable[[], Awaitable[int]]
    """In the last 24 hours, earlier processes included."""
    live: Callable[[GatewayPlan], Awaitable[None]]
    """Connects, and returns or raises when the client has ended."""


class Supervisor:
    """Runs one gateway client after another until stopped."""

    def __init__(self, life: Life, restarts: Restarts | None = None) -> None:
        self._life = life
        self._restarts = restarts or Restarts()
        self._failures = 0
        self._stopped = asyncio.Event()
        self._living: asyncio.Task[None] | None = None
        self.state = DiscordState.CONNECTING
        self.starts = 0
        """How often a client was started, for the metrics."""

    def stop(self) -> None:
        """Start no client any more; the one that lives is ended."""
        self._stopped.set()
        if self._living is not None:
            self._living.cancel()

    def has_become(self, state: DiscordState) -> None:
        """The client says how far it has come."""
        self.state = state

    async def run(self) -> None:
        """Keep a client alive; raises TokenRefusedError when Discord refuses the token."""
        while not self._stopped.is_set():
            born_at = time.monotonic()
            wait_s = await self._live_once()
            is_healthy = time.monotonic() - born_at > self._restarts.healthy_after_s
            self._failures = 0 if is_healthy else self._failures + 1
            await self._rest(wait_s or pause_s(self._failures, self._restarts))

    async def _live_once(self) -> float:
        """One life; how long to wait at least before the next, 0 where nothing asks for it."""
        try:
            plan = await self._life.plan()
            self.state = DiscordState.REACHED
            wait_s = login_wait_s(plan, await self._life.count_identifies(), self._restarts)
            if wait_s:
                log.error("gateway login put off wait_s=%.0f left=%d", wait_s, plan.logins_left)
                return wait_s
            await self._live(plan)
        except Exception as error:  # noqa: BLE001  the top of a loop: whatever ended the client
            self._judge(error)
        return 0.0

    async def _live(self, plan: GatewayPlan) -> None:
        self.starts += 1
        self._living = asyncio.ensure_future(self._life.live(plan))
        try:
            await self._living
        except asyncio.CancelledError:
            if not self._stopped.is_set():
                raise
        finally:
            self._living = None
            self.state = DiscordState.REACHED

    def _judge(self, error: Exception) -> None:
        if is_token_refused(error):
            self.state = DiscordState.REFUSED
            raise TokenRefusedError from error
        log.error("gateway client ended error=%s: %s", type(error).__name__, error)

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopped.wait()
        except TimeoutError:
            return
