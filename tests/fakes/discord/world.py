"""What the fake knows: users, guilds, channels, messages. Look-ups raise Discord's codes."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from tests.fakes.discord.clock import Clock, SnowflakeSource
from tests.fakes.discord.components import custom_ids_of, texts_of
from tests.fakes.discord.errors import api_error
from tests.fakes.discord.permissions import ALL, BOT_DEFAULT, Permission

Json = dict[str, Any]

IS_CROSSPOSTED = 1 << 0
IS_EPHEMERAL = 1 << 6
IS_LOADING = 1 << 7
IS_SILENT = 1 << 12
IS_COMPONENTS_V2 = 1 << 15


class Kind(IntEnum):
    """Discord's channel types, as far as the fake plays them."""

    TEXT = 0
    DM = 1
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


THREADS = (Kind.ANNOUNCEMENT_THREAD, Kind.THREAD, Kind.PRIVATE_THREAD)


@dataclass(slots=True, kw_only=True)
class User:
    id: int
    name: str
    is_bot: bool = False
    locale: str = "en-US"
    is_dm_closed: bool = False


@dataclass(slots=True, kw_only=True)
class Role:
    id: int
    name: str
    permissions: int = 0
    is_mentionable: bool = False
    is_managed: bool = False


@dataclass(slots=True, kw_only=True)
class Member:
    user_id: int
    permissions: int
    role_ids: list[int] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Guild:
    id: int
    name: str
    owner_id: int
    locale: str = "en-US"
    bot_permissions: int = BOT_DEFAULT
    bot_role_id: int = 0
    has_bot: bool = True
    is_deleted: bool = False
    system_channel_id: int | None = None
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Channel:
    """`bot_permissions` and `member_permissions` override what the guild grants."""

    id: int
    kind: Kind
    name: str = ""
    guild_id: int | None = None
    parent_id: int | None = None
    recipient_id: int | None = None
    owner_id: int | None = None
    topic: str | None = None
    position: int = 0
    is_deleted: bool = False
    bot_permissions: int | None = None
    member_permissions: dict[int, int] = field(default_factory=dict)
    is_archived: bool = False
    is_locked: bool = False
    auto_archive_minutes: int = 4320
    flags: int = 0
    available_tags: list[Json] = field(default_factory=list)
    applied_tags: list[int] = field(default_factory=list)
    last_message_id: int | None = None

    @property
    def is_thread(self) -> bool:
        return self.kind in THREADS


@dataclass(slots=True, kw_only=True)
class Pings:
    """Who would hear a sound for a message."""

    users: list[int] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    is_everyone: bool = False

    def __bool__(self) -> bool:
        return bool(self.users or self.roles or self.is_everyone)


@dataclass(slots=True, kw_only=True)
class Message:
    """One message; `edits` holds what it said before, oldest first."""

    id: int
    channel_id: int
    author_id: int
    created_at: float
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    flags: int = 0
    nonce: str | int | None = None
    reference: Json | None = None
    interaction: Json | None = None
    edited_at: float | None = None
    pings: Pings = field(default_factory=Pings)
    thread_id: int | None = None
    is_deleted: bool = False
    edits: list[Json] = field(default_factory=list)

    @property
    def is_ephemeral(self) -> bool:
        return bool(self.flags & IS_EPHEMERAL)

    @property
    def is_loading(self) -> bool:
        return bool(self.flags & IS_LOADING)

    @property
    def is_silent(self) -> bool:
        return bool(self.flags & IS_SILENT)

    @property
    def is_v2(self) -> bool:
        return bool(self.flags & IS_COMPONENTS_V2)

    @property
    def text(self) -> str:
        """All that a reader reads: content, embeds and text displays, one per line."""
        embeds = [str(e[k]) for e in self.embeds for k in ("title", "description") if e.get(k)]
        return "\n".join([t for t in (self.content, *embeds, *texts_of(self.components)) if t])

    @property
    def custom_ids(self) -> tuple[str, ...]:
        return custom_ids_of(self.components)


@dataclass(slots=True, kw_only=True)
class Interaction:
    """One interaction and what the bot has answered so far."""

    id: int
    token: str
    kind: int
    user_id: int
    channel_id: int
    guild_id: int | None
    created_at: float
    payload: Json
    source_message_id: int | None = None
    callback_kind: int | None = None
    callback_data: Json = field(default_factory=dict)
    original_id: int | None = None
    is_original_filled: bool = False
    edit_count: int = 0
    followup_ids: list[int] = field(default_factory=list)
    is_user_install_only: bool = False


class World:
    """Everything that exists, by id."""

    def __init__(self, clock: Clock, bot_name: str = "Watchfloor"):
        self.clock = clock
        self.ids = SnowflakeSource(clock)
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self._by_guild: defaultdict[int | None, list[Channel]] = defaultdict(list)
        self._by_channel: defaultdict[int, list[Message]] = defaultdict(list)
        self.interactions: dict[str, Interaction] = {}
        self.commands: dict[int | None, dict[int, Json]] = {None: {}}
        self.nonces: dict[tuple[int, str], tuple[int, float]] = {}
        self.files: dict[int, bytes] = {}
        self.bot = User(id=self.ids.next(), name=bot_name, is_bot=True)
        self.owner = User(id=self.ids.next(), name="operator")
        self.users: dict[int, User] = {u.id: u for u in (self.bot, self.owner)}

    def user(self, user_id: int) -> User:
        if user_id not in self.users:
            raise api_error(10013)
        return self.users[user_id]

    def guild(self, guild_id: int) -> Guild:
        """The guild, if the bot is in it."""
        guild = self.guilds.get(guild_id)
        if guild is None or guild.is_deleted or not guild.has_bot:
            raise api_error(10004)
        return guild

    def channel(self, channel_id: int) -> Channel:
        """The channel, if it exists and the bot may see it."""
        channel = self.channels.get(channel_id)
        if channel is None or channel.is_deleted:
            raise api_error(10003)
        if channel.guild_id is not None:
            guild = self.guilds[channel.guild_id]
            if guild.is_deleted:
                raise api_error(10003)
            if not guild.has_bot or not self.bot_may(channel, Permission.VIEW_CHANNEL):
                raise api_error(50001)
        return channel

    def message(self, channel_id: int, message_id: int) -> Message:
        message = self.messages.get(message_id)
        if message is None or message.is_deleted or message.channel_id != channel_id:
            raise api_error(10008)
        if message.is_ephemeral:
            raise api_error(10008)
        return message

    def messages_in(self, channel_id: int) -> Iterator[Message]:
        """What the channel shows to all, oldest first."""
        for message in self._by_channel[channel_id]:
            if not message.is_deleted and not message.is_ephemeral:
                yield message

    def keep(self, message: Message) -> None:
        """From now on the message exists."""
        self.messages[message.id] = message
        self._by_channel[message.channel_id].append(message)

    def dm_with(self, user_id: int) -> Channel:
        """The direct messages of the bot with that user, opened on first need."""
        for channel in self.channels_of(None):
            if channel.recipient_id == user_id:
                return channel
        channel = Channel(id=self.ids.next(), kind=Kind.DM, recipient_id=user_id)
        self.open(channel)
        return channel

    def open(self, channel: Channel) -> None:
        """From now on the channel exists."""
        self.channels[channel.id] = channel
        self._by_guild[channel.guild_id].append(channel)

    def channels_of(self, guild_id: int | None) -> list[Channel]:
        """The guild's channels and threads that were not deleted; None: direct messages."""
        return [one for one in self._by_guild[guild_id] if not one.is_deleted]

    def bot_permissions(self, channel: Channel) -> int:
        """What the bot may do there; everything in direct messages."""
        if channel.guild_id is None:
            return ALL
        if channel.bot_permissions is None and channel.parent_id in self.channels:
            return self.bot_permissions(self.channels[channel.parent_id])
        granted = self.guilds[channel.guild_id].bot_permissions
        granted = granted if channel.bot_permissions is None else channel.bot_permissions
        return ALL if granted & Permission.ADMINISTRATOR else granted

    def bot_may(self, channel: Channel, permission: Permission) -> bool:
        return bool(self.bot_permissions(channel) & permission)

    def require(self, channel: Channel, permission: Permission) -> None:
        if not self.bot_may(channel, permission):
            raise api_error(50013)

    def member_permissions(self, channel: Channel, user_id: int) -> int:
        """What a member may do there; the guild's owner and administrators everything."""
        if channel.guild_id is None:
            return ALL
        guild = self.guilds[channel.guild_id]
        member = guild.members.get(user_id)
        granted = channel.member_permissions.get(user_id, member.permissions if member else 0)
        is_above = user_id == guild.owner_id or granted & Permission.ADMINISTRATOR
        return ALL if is_above else granted
