"""The gateway's side of the process: one client after another, and what each remembers."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket

from bot.arrivals import Arrivals
from bot.client import GatewayClient, GatewayPlan, Hooks, RestSession
from bot.command_sync import sync_commands
from bot.health import DiscordState
from bot.reopening import Reopening
from bot.supervisor import Life, Restarts, Supervisor, pause_s
from config.settings import DiscordSettings
from watchers.store import Store, installation

DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the gateway is built from."""

    store: Store
    session: RestSession
    settings: DiscordSettings
    options: dict[str, Any]
    """For every client, from `client_options`."""
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Callers:
    """Whom the gateway calls: `prepare` registers commands and buttons on each new client."""

    prepare: Callable[[GatewayClient], Awaitable[None]]
    greet: Callable[[discord.Guild], Awaitable[None]]
    """The bot was invited to a server, or again to one that it had left."""


class Gateway:
    """Connects, keeps connected, and remembers who is there."""

    def __init__(
        self, around: Surroundings, callers: Callers, restarts: Restarts | None = None
    ) -> None:
        self._around = around
        self._callers = callers
        self._arrivals = Arrivals(around.store, around.clock)
        self._reopening = Reopening(around.store, around.clock)
        life = Life(
            plan=around.session.plan_gateway,
            count_identifies=self._count_identifies,
            live=self._live,
        )
        self._restarts = restarts or Restarts()
        self.supervisor = Supervisor(life, self._restarts)
        self._synced: GatewayClient | None = None
        self.client: GatewayClient | None = None
        """The client that lives now, if one does."""

    async def run(self) -> None:
        """Stay connected until stopped; raises TokenRefusedError."""
        await self.supervisor.run()

    def stop(self) -> None:
        """Disconnect and stay so."""
        self.supervisor.stop()

    async def _live(self, plan: GatewayPlan) -> None:
        settings = self._around.settings
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url or plan.url)
        shards = settings.shard_count or plan.shards
        self.client = GatewayClient(self._hooks(), shards, self._around.options)
        token = settings.token.get_secret_value() if settings.token else ""
        try:
            await self.client.start(token)
        finally:
            await self.client.close()
            self.client = None

    def _hooks(self) -> Hooks:
        return Hooks(
            set_up=self._set_up,
            before_identify=self._log_identify,
            on_connect=self._on_connect,
            on_ready=self._on_ready,
            on_seen=self._on_seen,
            on_changed=self._reopening.look,
            on_leave=self._on_leave,
        )

    async def _set_up(self, client: GatewayClient) -> None:
        await self._callers.prepare(client)

    async def _on_connect(self, client: GatewayClient) -> None:
        """See that Discord has the commands; buttons and the outbox work meanwhile."""
        if client is self._synced:
            return
        self._synced, failures = client, 0
        while not client.is_closed() and not await self._sync(client):
            failures += 1
            await asyncio.sleep(pause_s(failures, self._restarts))

    async def _sync(self, client: GatewayClient) -> bool:
        return await sync_commands(client.tree, self._around.store, self._around.clock)

    async def _on_ready(self, client: GatewayClient) -> None:
        self.supervisor.has_become(DiscordState.READY)
        await self._arrivals.compare([guild.id for guild in client.guilds])

    async def _on_seen(self, guild: discord.Guild, has_joined: bool) -> None:
        await self._arrivals.arrive(guild)
        await self._reopening.look(guild)
        if has_joined:
            await self._callers.greet(guild)

    async def _on_leave(self, guild: discord.Guild) -> None:
        await self._arrivals.leave(guild.id)

    async def _log_identify(self) -> None:
        now = self._around.clock()
        await self._around.store.write(lambda tx: installation.log_identify(tx, now))

    async def _count_identifies(self) -> int:
        since = self._around.clock() - DAY
        return await self._around.store.read(lambda tx: installation.count_identifies(tx, since))
