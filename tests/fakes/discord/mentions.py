"""Who a message would ping, by its texts and its `allowed_mentions`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.fakes.discord.components import texts_of
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.world import Channel, Pings, World

USER = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(?:everyone|here)\b")
IN_CHANNELS = {"parse": ["users", "roles", "everyone"]}
IN_INTERACTIONS = {"parse": ["users"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Allowed:
    """`allowed_mentions`, read: None means all."""

    users: frozenset[int] | None
    roles: frozenset[int] | None
    is_everyone: bool


def pings_of(world: World, channel: Channel, body: Mapping[str, Any], *, is_reply: bool) -> Pings:
    """Embeds never ping; content and text displays do. `is_reply` to an interaction.

    Without `allowed_mentions` messages parse users, roles and everyone, interactions users only.
    """
    default = IN_INTERACTIONS if is_reply else IN_CHANNELS
    given = body.get("allowed_mentions")
    allowed = _read(default if given is None else given)
    text = "\n".join([body.get("content") or "", *texts_of(body.get("components") or [])])
    return Pings(
        users=[who for who in _ids(USER, text) if _may(allowed.users, who) and who in world.users],
        roles=[role for role in _ids(ROLE, text) if _may_role(world, channel, allowed, role)],
        is_everyone=allowed.is_everyone
        and bool(EVERYONE.search(text))
        and world.bot_may(channel, Permission.MENTION_EVERYONE),
    )


def _ids(pattern: re.Pattern[str], text: str) -> list[int]:
    return list(dict.fromkeys(int(found) for found in pattern.findall(text)))


def _read(given: Mapping[str, Any]) -> _Allowed:
    parse = given.get("parse") or []

    def named(key: str) -> frozenset[int] | None:
        return None if key in parse else frozenset(int(one) for one in given.get(key) or [])

    return _Allowed(users=named("users"), roles=named("roles"), is_everyone="everyone" in parse)


def _may(named: frozenset[int] | None, one: int) -> bool:
    return named is None or one in named


def _may_role(world: World, channel: Channel, allowed: _Allowed, role_id: int) -> bool:
    guild = world.guilds.get(channel.guild_id or 0)
    role = guild.roles.get(role_id) if guild else None
    if role is None or not _may(allowed.roles, role_id):
        return False
    return role.is_mentionable or world.bot_may(channel, Permission.MENTION_EVERYONE)
