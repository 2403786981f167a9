"""All that faces Discord, built together: one paced REST session, its wire, and the gateway."""

import logging
from collections.abc import Callable
from datetime import datetime

import discord

from bot.client import GatewayClient, RestSession, client_options, point_at
from bot.commands import greet, register
from bot.commands.context import Chat
from bot.gateway import Callers, Gateway, Surroundings
from bot.health import DiscordState
from bot.pacing import PaceLimits, Pacer
from bot.wires.over_discord import DiscordWire
from bot.wires.trace import make_trace
from config.settings import Settings
from watchers.store import Store

log = logging.getLogger(__name__)


class DiscordSide:
    """Discord for one service: the wire works at once, the gateway once there is a chat."""

    def __init__(self, settings: Settings, store: Store, clock: Callable[[], datetime]) -> None:
        point_at(settings.discord)
        self.pacer = Pacer(PaceLimits(per_s=settings.deliver.per_second))
        self._settings = settings.discord
        self._store = store
        self._clock = clock
        self._options = client_options(settings.discord, make_trace(self.pacer))
        token = settings.discord.token
        self._session = RestSession(token.get_secret_value() if token else "", self._options)
        self._gateway: Gateway | None = None
        self.wire = DiscordWire(self._session)

    @property
    def state(self) -> DiscordState:
        """How far the connection has come."""
        return self._gateway.supervisor.state if self._gateway else DiscordState.CONNECTING

    @property
    def client_starts(self) -> int:
        """How many gateway clients have lived in this process."""
        return self._gateway.supervisor.starts if self._gateway else 0

    def open_gateway(self, chat: Chat) -> Gateway:
        """The gateway with its commands; it connects when it is run."""

        async def prepare(client: GatewayClient) -> None:
            await register(client.tree, chat)

        async def welcome(guild: discord.Guild) -> None:
            is_greeted = await greet(guild, chat)
            log.info("greeted guild=%d posted=%s", guild.id, is_greeted)

        around = Surroundings(
            store=self._store,
            session=self._session,
            settings=self._settings,
            options=self._options,
            clock=self._clock,
        )
        self._gateway = Gateway(around, Callers(prepare=prepare, greet=welcome))
        return self._gateway

    async def close(self) -> None:
        """Close the REST session; the gateway closes when its run ends."""
        await self._session.close()
