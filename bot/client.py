"""discord.py's clients as this program uses them: one over REST alone, one on the gateway.

The sender needs no gateway: a malformed event or a refused connection ends discord.py's gateway
client, and messages go out all the same.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
import yarl
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.wires import TokenRefusedError
from config.settings import DiscordSettings

RATE_LIMIT_TIMEOUT_S = 30.0
"""discord.py waits this long for a limit by itself; longer ones come back to the outbox."""


def point_at(settings: DiscordSettings) -> None:
    """Send discord.py to the configured addresses; it has no option for them."""
    Route.BASE = settings.api_url.rstrip("/")
    if settings.gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url)


def client_options(settings: DiscordSettings, trace: aiohttp.TraceConfig) -> dict[str, Any]:
    """What both clients are made with: no mention ever pings, no privileged intent."""
    return {
        "intents": discord.Intents(guilds=True),
        "allowed_mentions": discord.AllowedMentions.none(),
        "http_trace": trace,
        "max_ratelimit_timeout": RATE_LIMIT_TIMEOUT_S,
        "proxy": settings.proxy.get_secret_value() if settings.proxy else None,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayPlan:
    """What Discord says about connecting: how many shards, where, and how many logins are left."""

    shards: int
    url: str
    logins_left: int
    reset_after_s: float


class RestSession:
    """A logged-in client that never connects; made at the first need, and anew after a failure."""

    def __init__(self, token: str, options: dict[str, Any]) -> None:
        self._token = token
        self._options = options
        self._client: discord.Client | None = None
        self._login = asyncio.Lock()

    async def client(self) -> discord.Client:
        """The client, logged in. Raises discord.LoginFailure where the token is refused."""
        async with self._login:
            if self._client is None:
                self._client = await self._log_in()
            return self._client

    async def plan_gateway(self) -> GatewayPlan:
        """Ask Discord how the gateway is to be connected."""
        client = await self.client()
        shards, url, limit = await client.http.get_bot_gateway()
        return GatewayPlan(
            shards=shards,
            url=url,
            logins_left=limit["remaining"],
            reset_after_s=limit["reset_after"] / 1000,
        )

    async def close(self) -> None:
        """Close the connections to Discord."""
        if self._client is not None:
            await self._client.close()

    async def _log_in(self) -> discord.Client:
        client = discord.Client(**self._options)
        try:
            await client.login(self._token)
        except BaseException:
            await client.close()
            raise
        return client


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """What the program does at the gateway's moments."""

    set_up: Callable[["GatewayClient"], Awaitable[None]]
    """Once per life, before the first event: commands and persistent buttons."""
    on_connect: Callable[["GatewayClient"], Awaitable[None]]
    """A shard has connected: events come in from now on."""
    before_identify: Callable[[], Awaitable[None]]
    on_ready: Callable[["GatewayClient"], Awaitable[None]]
    on_seen: Callable[[discord.Guild, bool], Awaitable[None]]
    """A guild is there; true: because somebody has just invited the bot."""
    on_changed: Callable[[discord.Guild], Awaitable[None]]
    """What the bot may do there may have changed."""
    on_leave: Callable[[discord.Guild], Awaitable[None]]


class GatewayClient(commands.AutoShardedBot):
    """Receives commands, clicks and the coming and going of servers; reads no message."""

    def __init__(self, on: Hooks, shards: int, options: dict[str, Any]) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            shard_count=shards,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            **options,
        )
        self._on = on
        self._present: set[int] = set()

    async def setup_hook(self) -> None:
        await self._on.set_up(self)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        await self._on.before_identify()
        await super().before_identify_hook(shard_id, initial=initial)

    async def on_connect(self) -> None:
        await self._on.on_connect(self)

    async def on_ready(self) -> None:
        await self._on.on_ready(self)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self._see(guild)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        await self._see(guild)

    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        await self._on.on_changed(after.guild)

    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        await self._on.on_changed(after.guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self._present.discard(guild.id)
        await self._on.on_leave(guild)

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        # At this moment, and before any event after it, discord.py knows the guilds of READY.
        if event_name == "connect":
            self._present |= {guild.id for guild in self.guilds}
        super().dispatch(event_name, *args, **kwargs)

    async def _see(self, guild: discord.Guild) -> None:
        # discord.py tells "joined" from "available" by a key that not every server sends alike.
        has_joined = guild.id not in self._present
        self._present.add(guild.id)
        await self._on.on_seen(guild, has_joined)

    async def on_message(self, message: discord.Message, /) -> None:
        """Nothing: no text of anybody's is a command."""


def is_token_refused(error: BaseException) -> bool:
    """Whether this end of a client means that the token is worth nothing."""
    # Discord: gateway close code 4004, authentication failed.
    is_closed_so = isinstance(error, discord.ConnectionClosed) and error.code == 4004
    return is_closed_so or isinstance(error, discord.LoginFailure | TokenRefusedError)
