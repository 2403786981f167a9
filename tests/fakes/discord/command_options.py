"""What a person types into a slash command, in the form in which Discord hands it on."""

from collections.abc import Mapping
from typing import Any

from tests.fakes.discord.attachments import keep_file
from tests.fakes.discord.command_forms import CHAT_INPUT, SUBCOMMAND, SUBCOMMAND_GROUP
from tests.fakes.discord.exchange import File
from tests.fakes.discord.interaction_payloads import Scene, partial_channel
from tests.fakes.discord.payloads import member_json, role_json, user_json
from tests.fakes.discord.world import World

Json = dict[str, Any]

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER = 3, 4, 5, 6, 7, 8, 9, 10
ATTACHMENT = 11
TYPES: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    NUMBER: (int, float),
}
ADMINISTRATOR = 1 << 3


class NotOffered(Exception):
    """Discord's client would not have let the person do this."""


def find_command(world: World, scene: Scene, name: str, kind: int = CHAT_INPUT) -> Json:
    """The guild's own command of that name, else the global one, if the person may see it."""
    scopes = [scene.guild.id, None] if scene.guild else [None]
    for scope in scopes:
        for command in world.commands.get(scope, {}).values():
            if command["name"] == name and command["type"] == kind:
                _check_seen(world, scene, command)
                return command
    known = sorted(c["name"] for scope in world.commands.values() for c in scope.values())
    raise NotOffered(f"no command {name!r} of type {kind}; there are {known}")


def _check_seen(world: World, scene: Scene, command: Json) -> None:
    contexts = command.get("contexts")
    if contexts is not None and scene.context not in contexts:
        raise NotOffered(f"/{command['name']} is not offered in context {scene.context}")
    needed = command.get("default_member_permissions")
    if scene.guild is None or needed is None:
        return
    may = world.member_permissions(scene.channel, scene.user_id)
    if may & ADMINISTRATOR:
        return
    if int(needed) == 0 or may & int(needed) != int(needed):
        raise NotOffered(f"/{command['name']} needs permissions {needed}; the member has {may}")


class Typed:
    """The options of one use of a command, checked against what the command declares."""

    def __init__(self, world: World, scene: Scene, focused: str = ""):
        self._world = world
        self._scene = scene
        self._focused = focused
        self.resolved: Json = {}

    def read(self, command: Json, path: list[str], values: Mapping[str, Any]) -> list[Json]:
        """The options of the command, or of the subcommand that `path` leads to."""
        declared = command.get("options") or []
        inner = [one for one in declared if one["type"] in (SUBCOMMAND, SUBCOMMAND_GROUP)]
        if not path and inner:
            raise NotOffered(f"{command['name']} needs one of {[one['name'] for one in inner]}")
        if not path:
            return self._values(declared, values)
        chosen = next((one for one in inner if one["name"] == path[0]), None)
        if chosen is None:
            raise NotOffered(f"{command['name']} has no subcommand {path[0]!r}")
        nested = self.read(chosen, path[1:], values)
        return [{"name": chosen["name"], "type": chosen["type"], "options": nested}]

    def _values(self, declared: list[Json], values: Mapping[str, Any]) -> list[Json]:
        names = [one["name"] for one in declared]
        unknown = set(values) - set(names)
        if unknown:
            raise NotOffered(f"no option {sorted(unknown)}; there are {names}")
        missing = [one["name"] for one in declared if one.get("required")]
        missing = [name for name in missing if name not in values]
        if missing and not self._focused:
            raise NotOffered(f"required: {missing}")
        return [self._value(one, values[one["name"]]) for one in declared if one["name"] in values]

    def _value(self, option: Json, value: Any) -> Json:
        kind, name = option["type"], option["name"]
        typed = {"name": name, "type": kind, "value": value}
        if name == self._focused:
            if not option.get("autocomplete"):
                raise NotOffered(f"option {name} has no autocomplete")
            return typed | {"focused": True}
        if kind in TYPES:
            self._check_plain(option, value)
            return typed
        if kind == ATTACHMENT:
            return typed | {"value": keep_upload(self._world, self._scene, self.resolved, value)}
        return typed | {"value": str(self._resolve(option, value))}

    def _check_plain(self, option: Json, value: Any) -> None:
        name, kind = option["name"], option["type"]
        is_bool = isinstance(value, bool)
        if not isinstance(value, TYPES[kind]) or (is_bool and kind != BOOLEAN):
            raise NotOffered(f"option {name} does not take {value!r}")
        choices = [choice["value"] for choice in option.get("choices") or []]
        if choices and value not in choices:
            raise NotOffered(f"option {name} takes one of {choices}, not {value!r}")
        size = len(value) if isinstance(value, str) else value
        bounds = ("min_length", "max_length") if kind == STRING else ("min_value", "max_value")
        low, high = (option.get(bound) for bound in bounds)
        if (low is not None and size < low) or (high is not None and size > high):
            raise NotOffered(f"option {name} takes {low} to {high}, not {value!r}")

    def _resolve(self, option: Json, value: Any) -> int:
        found = value if isinstance(value, int) else value.id
        kind = option["type"]
        if kind == CHANNEL:
            wanted = option.get("channel_types")
            if wanted and self._world.channels[found].kind not in wanted:
                raise NotOffered(f"option {option['name']} takes channel types {wanted}")
        resolve_id(self._world, self._scene, self.resolved, found)
        return int(found)


def keep_upload(world: World, scene: Scene, resolved: Json, file: File) -> str:
    """Uploads the file, adds it to `resolved`, and gives its id."""
    base_url = f"{scene.root_url}/ephemeral-attachments/{scene.channel.id}"
    shown = keep_file(world, base_url, file) | {"ephemeral": True}
    resolved.setdefault("attachments", {})[shown["id"]] = shown
    return str(shown["id"])


def resolve_id(world: World, scene: Scene, resolved: Json, found: int) -> None:
    """Adds the channel, role or user of that id to `resolved`."""
    key = str(found)
    if found in world.channels:
        shown = partial_channel(world, world.channels[found], scene.user_id)
        resolved.setdefault("channels", {})[key] = shown
    elif scene.guild is not None and found in scene.guild.roles:
        resolved.setdefault("roles", {})[key] = role_json(scene.guild.roles[found])
    elif found in world.users:
        resolved.setdefault("users", {})[key] = user_json(world.users[found])
        member = scene.guild.members.get(found) if scene.guild else None
        if scene.guild is not None and member is not None:
            shown = member_json(world, scene.guild, member)
            del shown["user"]
            shown["permissions"] = str(int(member.permissions))
            resolved.setdefault("members", {})[key] = shown
    else:
        raise NotOffered(f"nothing here has the id {found}")
