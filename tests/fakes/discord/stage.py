"""Setting the scene: guilds, channels, people, and what becomes of them."""

from typing import TYPE_CHECKING, Any, Literal

from tests.fakes.discord.messages import Draft, make_message, remove_message
from tests.fakes.discord.payloads import channel_json, guild_create_json, role_json
from tests.fakes.discord.permissions import BOT_DEFAULT, MEMBER_DEFAULT, Permission
from tests.fakes.discord.world import (
    Channel,
    Guild,
    Kind,
    Member,
    Message,
    Role,
    User,
    World,
)

if TYPE_CHECKING:
    from tests.fakes.discord.changes import Changes
    from tests.fakes.discord.gateway import Gateway

KindName = Literal["text", "announcement", "forum", "thread", "voice", "category"]
KINDS = {
    "text": Kind.TEXT,
    "announcement": Kind.ANNOUNCEMENT,
    "forum": Kind.FORUM,
    "thread": Kind.THREAD,
    "voice": Kind.VOICE,
    "category": Kind.CATEGORY,
}


def id_of(thing: Any) -> int:
    """The id of a guild, channel, user or message, or the id itself."""
    return thing if isinstance(thing, int) else int(thing.id)


class Stage:
    """What tests do to the world behind the bot's back; the gateway tells the bot."""

    if TYPE_CHECKING:
        world: World
        gateway: Gateway
        changes: Changes

    def add_user(self, name: str, *, locale: str = "en-US") -> User:
        user = User(id=self.world.ids.next(), name=name, locale=locale)
        self.world.users[user.id] = user
        return user

    def add_guild(
        self,
        name: str = "Newsroom",
        *,
        owner: User | int | None = None,
        locale: str = "en-US",
        bot_permissions: int = BOT_DEFAULT,
    ) -> Guild:
        """A guild that the bot is in; a new user owns it unless one is given."""
        ids = self.world.ids
        owner_id = id_of(owner or self.add_user(f"owner of {name}".lower()))
        guild = Guild(id=ids.next(), name=name, owner_id=owner_id, locale=locale)
        guild.bot_permissions, guild.bot_role_id = bot_permissions, ids.next()
        for role_id, role_name in ((guild.id, "@everyone"), (guild.bot_role_id, "bot")):
            granted = 0 if role_name == "@everyone" else bot_permissions
            is_managed = role_name == "bot"
            guild.roles[role_id] = Role(
                id=role_id, name=role_name, permissions=granted, is_managed=is_managed
            )
        guild.members[owner_id] = Member(user_id=owner_id, permissions=MEMBER_DEFAULT)
        self.world.guilds[guild.id] = guild
        self._tell_guild(guild)
        return guild

    def add_member(
        self,
        guild: Guild | int,
        who: User | str = "reader",
        *,
        permissions: int = MEMBER_DEFAULT,
        roles: tuple[int, ...] = (),
    ) -> User:
        """The user, now a member; a name makes a new user. `permissions` hold guild-wide."""
        user = self.add_user(who) if isinstance(who, str) else who
        member = Member(user_id=user.id, permissions=permissions, role_ids=list(roles))
        self.world.guilds[id_of(guild)].members[user.id] = member
        return user

    def add_role(
        self, guild: Guild | int, name: str = "news", *, is_mentionable: bool = True
    ) -> Role:
        role = Role(id=self.world.ids.next(), name=name, is_mentionable=is_mentionable)
        guild_id = id_of(guild)
        self.world.guilds[guild_id].roles[role.id] = role
        told = {"guild_id": str(guild_id), "role": role_json(role)}
        self.gateway.dispatch("GUILD_ROLE_CREATE", told, guild_id=guild_id)
        return role

    def add_channel(
        self,
        guild: Guild | int,
        name: str = "news",
        *,
        kind: KindName = "text",
        parent: Channel | int | None = None,
        bot_permissions: int | None = None,
    ) -> Channel:
        """`bot_permissions` are exact for this channel; None leaves the guild's."""
        channel = Channel(
            id=self.world.ids.next(),
            kind=KINDS[kind],
            name=name,
            guild_id=id_of(guild),
            parent_id=None if parent is None else id_of(parent),
            owner_id=self.world.bot.id if kind == "thread" else None,
            bot_permissions=bot_permissions,
        )
        self.world.open(channel)
        self.tell_channel(channel, "CREATE")
        return channel

    def allow_bot(self, channel: Channel | int, permissions: int) -> None:
        """From now on the bot may do exactly this there."""
        changed = self.world.channels[id_of(channel)]
        changed.bot_permissions = permissions
        self.tell_channel(changed, "UPDATE")

    def forbid_bot(self, channel: Channel | int, *denied: Permission) -> None:
        """Takes these permissions from the bot there; without any, all access."""
        changed = self.world.channels[id_of(channel)]
        kept = self.world.bot_permissions(changed)
        for one in denied or (Permission.VIEW_CHANNEL,):
            kept &= ~one
        self.allow_bot(changed, kept)

    def allow_member(self, channel: Channel | int, user: User | int, permissions: int) -> None:
        changed = self.world.channels[id_of(channel)]
        changed.member_permissions[id_of(user)] = permissions
        self.tell_channel(changed, "UPDATE")

    def remove_channel(self, channel: Channel | int) -> None:
        gone = self.world.channels[id_of(channel)]
        gone.is_deleted = True
        self.tell_channel(gone, "DELETE")

    def kick_bot(self, guild: Guild | int) -> None:
        """The bot is out: the guild is unknown to it, its channels are without access."""
        self.world.guilds[id_of(guild)].has_bot = False
        self._tell_lost(id_of(guild), {})

    def delete_guild(self, guild: Guild | int) -> None:
        self.world.guilds[id_of(guild)].is_deleted = True
        self._tell_lost(id_of(guild), {})

    def lose_guild(self, guild: Guild | int) -> None:
        """An outage: the guild is unavailable, the bot still in it."""
        self._tell_lost(id_of(guild), {"unavailable": True})

    def return_guild(self, guild: Guild | int) -> None:
        """The guild is back after an outage, or the bot was invited again."""
        back = self.world.guilds[id_of(guild)]
        back.has_bot = True
        self._tell_guild(back)

    def close_dm(self, user: User | int, *, is_closed: bool = True) -> None:
        self.world.users[id_of(user)].is_dm_closed = is_closed

    def say(self, channel: Channel | int, user: User | int, content: str) -> Message:
        """A person's message, as the bot's commands on messages may meet it."""
        draft = Draft(body={"content": content}, files={}, author_id=id_of(user))
        return make_message(self, self.world.channels[id_of(channel)], draft)  # type: ignore[arg-type]

    def remove_message(self, message: Message | int) -> None:
        remove_message(self, self.world.messages[id_of(message)])  # type: ignore[arg-type]

    def tell_channel(self, channel: Channel, change: Literal["CREATE", "UPDATE", "DELETE"]) -> None:
        event = f"{'THREAD' if channel.is_thread else 'CHANNEL'}_{change}"
        shown = channel_json(self.world, channel)
        self.gateway.dispatch(event, shown, guild_id=channel.guild_id)

    def _tell_guild(self, guild: Guild) -> None:
        shown = guild_create_json(self.world, guild)
        self.gateway.dispatch("GUILD_CREATE", shown, guild_id=guild.id)

    def _tell_lost(self, guild_id: int, extra: dict[str, Any]) -> None:
        self.gateway.dispatch("GUILD_DELETE", {"id": str(guild_id)} | extra, guild_id=guild_id)
