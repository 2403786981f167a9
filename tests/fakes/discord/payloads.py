"""The world's things as Discord writes them in JSON."""

from datetime import UTC, datetime
from typing import Any

from tests.fakes.discord.clock import moment_of
from tests.fakes.discord.permissions import ALL
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

Json = dict[str, Any]


def timestamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")


def user_json(user: User) -> Json:
    shown: Json = {
        "id": str(user.id),
        "username": user.name,
        "avatar": None,
        "discriminator": "0000" if user.is_bot else "0",
        "public_flags": 0,
        "flags": 0,
        "global_name": None if user.is_bot else user.name.title(),
        "primary_guild": None,
    }
    return shown | ({"bot": True} if user.is_bot else {})


def own_user_json(user: User) -> Json:
    private = {"mfa_enabled": False, "locale": "en-US", "verified": True, "email": None}
    return user_json(user) | private | {"premium_type": 0}


def application_json(world: World) -> Json:
    """The bot's application; discord.py needs `owner`."""
    return {
        "id": str(world.bot.id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user_json(world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user_json(world.owner),
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "flags_new": "0",
        "eligible_oauth2_scopes": [],
    }


def role_json(role: Role) -> Json:
    return {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(int(role.permissions)),
        "position": 0 if role.name == "@everyone" else 1,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": role.is_managed,
        "mentionable": role.is_mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def member_json(world: World, guild: Guild, member: Member) -> Json:
    return {
        "user": user_json(world.users[member.user_id]),
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": timestamp(moment_of(max(guild.id, member.user_id)).timestamp()),
        "nick": None,
        "pending": False,
        "premium_since": None,
        "roles": [str(role_id) for role_id in member.role_ids],
        "mute": False,
        "deaf": False,
    }


def _overwrites(world: World, channel: Channel) -> list[Json]:
    exact = dict(channel.member_permissions)
    if channel.bot_permissions is not None:
        exact[world.bot.id] = channel.bot_permissions
    return [
        {"id": str(who), "type": 1, "allow": str(int(may)), "deny": str(int(ALL & ~may))}
        for who, may in exact.items()
    ]


def channel_json(world: World, channel: Channel) -> Json:
    """Any channel, thread or direct message."""
    if channel.kind is Kind.DM:
        return _dm_json(world, channel)
    shown = {
        "id": str(channel.id),
        "type": int(channel.kind),
        "flags": channel.flags,
        "guild_id": str(channel.guild_id),
        "name": channel.name,
        "parent_id": _text(channel.parent_id),
        "last_message_id": _text(channel.last_message_id),
        "rate_limit_per_user": 0,
    }
    return shown | (_thread_part(channel) if channel.is_thread else _place_part(world, channel))


def _dm_json(world: World, channel: Channel) -> Json:
    return {
        "id": str(channel.id),
        "type": 1,
        "flags": 0,
        "last_message_id": _text(channel.last_message_id),
        "recipients": [user_json(world.users[channel.recipient_id or 0])],
    }


def _place_part(world: World, channel: Channel) -> Json:
    place: Json = {
        "topic": channel.topic,
        "position": channel.position,
        "permission_overwrites": _overwrites(world, channel),
        "nsfw": False,
    }
    if channel.kind is Kind.FORUM:
        place |= {"available_tags": channel.available_tags, "default_reaction_emoji": None}
        place |= {"default_sort_order": None, "default_forum_layout": 0}
    return place


def _thread_part(channel: Channel) -> Json:
    created = moment_of(channel.id).isoformat()
    return {
        "owner_id": str(channel.owner_id),
        "message_count": 0,
        "member_count": 1,
        "total_message_sent": 0,
        "applied_tags": [str(tag) for tag in channel.applied_tags],
        "thread_metadata": {
            "archived": channel.is_archived,
            "archive_timestamp": created,
            "auto_archive_duration": channel.auto_archive_minutes,
            "locked": channel.is_locked,
            "create_timestamp": created,
        },
    }


def guild_json(guild: Guild) -> Json:
    """The guild as `GET /guilds/{id}` gives it."""
    empty = dict.fromkeys((*_NULLS, "system_channel_id"))
    return empty | {
        "id": str(guild.id),
        "name": guild.name,
        "features": [],
        "owner_id": str(guild.owner_id),
        "region": "us-west",
        "afk_timeout": 300,
        "system_channel_id": _text(guild.system_channel_id),
        "system_channel_flags": 0,
        "widget_enabled": False,
        "verification_level": 0,
        "roles": [role_json(role) for role in guild.roles.values()],
        "default_message_notifications": 0,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": guild.locale,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
    }


_NULLS = (
    *("icon", "description", "home_header", "splash", "discovery_splash", "banner"),
    *("application_id", "afk_channel_id", "widget_channel_id", "max_presences"),
    *("vanity_url_code", "rules_channel_id", "safety_alerts_channel_id"),
    *("public_updates_channel_id", "incidents_data"),
)


def guild_create_json(world: World, guild: Guild) -> Json:
    """The guild as GUILD_CREATE gives it: with its channels, threads and the bot as a member."""
    inside = world.channels_of(guild.id)
    bot = Member(user_id=world.bot.id, permissions=0, role_ids=[guild.bot_role_id])
    return guild_json(guild) | {
        "joined_at": moment_of(guild.id).isoformat(),
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members) + 1,
        "members": [member_json(world, guild, bot)],
        "voice_states": [],
        "presences": [],
        "channels": [channel_json(world, c) for c in inside if not c.is_thread],
        "threads": [channel_json(world, c) for c in inside if c.is_thread and not c.is_archived],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def message_json(world: World, message: Message) -> Json:
    shown: Json = {
        "id": str(message.id),
        "type": 20 if message.interaction else 19 if message.reference else 0,
        "channel_id": str(message.channel_id),
        "author": user_json(world.users[message.author_id]),
        "content": message.content,
        "mentions": [user_json(world.users[who]) for who in message.pings.users],
        "mention_roles": [str(role_id) for role_id in message.pings.roles],
        "mention_everyone": message.pings.is_everyone,
        "attachments": message.attachments,
        "embeds": message.embeds,
        "components": message.components,
        "timestamp": timestamp(message.created_at),
        "edited_timestamp": None if message.edited_at is None else timestamp(message.edited_at),
        "flags": message.flags,
        "pinned": False,
        "tts": False,
    }
    return shown | _message_extras(world, message)


def _message_extras(world: World, message: Message) -> Json:
    extras: Json = {}
    if message.nonce is not None:
        extras["nonce"] = message.nonce
    if message.reference:
        extras["message_reference"] = message.reference
    if message.interaction:
        extras["interaction_metadata"] = message.interaction
        extras["application_id"] = extras["webhook_id"] = str(world.bot.id)
    if message.thread_id:
        extras["thread"] = channel_json(world, world.channels[message.thread_id])
    return extras


def _text(snowflake: int | None) -> str | None:
    return None if snowflake is None else str(snowflake)
