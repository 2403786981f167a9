"""Application commands: bulk overwrite and reading, global and per guild."""

import json
from typing import TYPE_CHECKING, Any

from tests.fakes.discord.command_forms import CHAT_INPUT, check_commands
from tests.fakes.discord.errors import api_error
from tests.fakes.discord.exchange import NO_CONTENT, Call, Reply
from tests.fakes.discord.routes.table import Route

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

Json = dict[str, Any]


def overwrite(fake: "FakeDiscord", call: Call) -> Reply:
    """Replaces all; the same kind and name keeps its id, and its version while unchanged."""
    scope = _scope(fake, call)
    wanted: list[Json] = call.body or []
    check_commands(wanted)
    old = {_key(one): one for one in fake.world.commands.get(scope, {}).values()}
    made = [_stored(fake, scope, one, old.get(_key(one))) for one in wanted]
    fake.world.commands[scope] = {int(one["id"]): one for one in made}
    fake.changes.tell()
    return Reply(body=made)


def list_all(fake: "FakeDiscord", call: Call) -> Reply:
    return Reply(body=list(fake.world.commands.get(_scope(fake, call), {}).values()))


def get_one(fake: "FakeDiscord", call: Call) -> Reply:
    return Reply(body=_one(fake, call))


def delete_one(fake: "FakeDiscord", call: Call) -> Reply:
    gone = _one(fake, call)
    del fake.world.commands[_scope(fake, call)][int(gone["id"])]
    return NO_CONTENT


def _one(fake: "FakeDiscord", call: Call) -> Json:
    found = fake.world.commands.get(_scope(fake, call), {}).get(call.id("command_id"))
    if found is None:
        raise api_error(10063)
    return found


def _scope(fake: "FakeDiscord", call: Call) -> int | None:
    """The guild's id, or None for the global commands."""
    if call.id("application_id") != fake.world.bot.id:
        raise api_error(20012)
    if "guild_id" not in call.params:
        return None
    guild = fake.world.guilds.get(call.id("guild_id"))
    if guild is None or not guild.has_bot:
        raise api_error(50001)
    return guild.id


def _key(command: Json) -> tuple[int, str]:
    return command.get("type") or CHAT_INPUT, command["name"]


def _stored(fake: "FakeDiscord", scope: int | None, wanted: Json, old: Json | None) -> Json:
    kept = {key: value for key, value in wanted.items() if value is not None}
    permissions = wanted.get("default_member_permissions")
    shown = kept | {
        "application_id": str(fake.world.bot.id),
        "type": wanted.get("type") or CHAT_INPUT,
        "description": wanted.get("description") or "",
        "default_member_permissions": None if permissions is None else str(permissions),
        "contexts": wanted.get("contexts"),
        "nsfw": bool(wanted.get("nsfw")),
    }
    if scope is not None:
        shown["guild_id"] = str(scope)
    shown["options"] = [_option(one) for one in wanted.get("options") or []]
    is_same = old is not None and _without_ids(old) == _without_ids(shown)
    shown["id"] = old["id"] if old else str(fake.world.ids.next())
    shown["version"] = old["version"] if old and is_same else str(fake.world.ids.next())
    return shown


def _option(wanted: Json) -> Json:
    kept = {key: value for key, value in wanted.items() if value is not None}
    for key in ("options", "choices"):
        if key in kept:
            kept[key] = [_option(one) for one in kept[key]]
    return kept


def _without_ids(command: Json) -> str:
    kept = {key: value for key, value in command.items() if key not in ("id", "version")}
    return json.dumps(kept, sort_keys=True)


GLOBAL = "/applications/{application_id}/commands"
IN_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
ROUTES = tuple(
    route
    for base in (GLOBAL, IN_GUILD)
    for route in (
        Route("PUT", base, overwrite),
        Route("GET", base, list_all),
        Route("GET", f"{base}/{{command_id}}", get_one),
        Route("DELETE", f"{base}/{{command_id}}", delete_one),
    )
)
