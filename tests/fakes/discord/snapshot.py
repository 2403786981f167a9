"""The world as a file, so that a fake stopped and started again still knows its messages."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.fakes.discord.world import (
    Channel,
    Guild,
    Kind,
    Member,
    Message,
    Pings,
    Role,
    User,
    World,
)

Json = dict[str, Any]


def save_world(world: World, path: Path) -> None:
    """Users, guilds, channels, messages, commands and nonces; not interactions, not files."""
    content = {
        "bot": world.bot.id,
        "owner": world.owner.id,
        "users": [asdict(one) for one in world.users.values()],
        "guilds": [asdict(one) for one in world.guilds.values()],
        "channels": [asdict(one) for one in world.channels.values()],
        "messages": [asdict(one) for one in world.messages.values()],
        "commands": [[scope, list(made.values())] for scope, made in world.commands.items()],
        "nonces": [[*key, *value] for key, value in world.nonces.items()],
    }
    path.write_text(json.dumps(content), encoding="utf-8")


def load_world(world: World, path: Path) -> None:
    """Fills an empty world with what was saved."""
    content = json.loads(path.read_text(encoding="utf-8"))
    world.users = {one["id"]: User(**one) for one in content["users"]}
    world.bot, world.owner = world.users[content["bot"]], world.users[content["owner"]]
    world.guilds = {one["id"]: guild_of(one) for one in content["guilds"]}
    for one in content["channels"]:
        world.open(channel_of(one))
    for one in content["messages"]:
        world.keep(message_of(one))
    world.commands = {
        scope: {int(one["id"]): one for one in made} for scope, made in content["commands"]
    }
    world.nonces = {(who, nonce): (first, at) for who, nonce, first, at in content["nonces"]}


def guild_of(saved: Json) -> Guild:
    roles = {one["id"]: Role(**one) for one in saved["roles"].values()}
    members = {one["user_id"]: Member(**one) for one in saved["members"].values()}
    return Guild(**saved | {"roles": roles, "members": members})


def channel_of(saved: Json) -> Channel:
    may = {int(who): granted for who, granted in saved["member_permissions"].items()}
    return Channel(**saved | {"kind": Kind(saved["kind"]), "member_permissions": may})


def message_of(saved: Json) -> Message:
    return Message(**saved | {"pings": Pings(**saved["pings"])})
