"""Making, changing and telling messages: what the routes and the interactions share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.fakes.discord.attachments import keep_file
from tests.fakes.discord.components import filled
from tests.fakes.discord.errors import api_error
from tests.fakes.discord.exchange import File
from tests.fakes.discord.mentions import pings_of
from tests.fakes.discord.message_forms import check_message
from tests.fakes.discord.payloads import message_json
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.world import (
    IS_COMPONENTS_V2,
    IS_EPHEMERAL,
    IS_LOADING,
    IS_SILENT,
    Channel,
    Message,
    World,
)

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

Json = dict[str, Any]

# Discord: resources/message, "Create Message": request 25 MiB, a file 10 MiB by default
MAX_FILE_BYTES, MAX_REQUEST_BYTES = 10 << 20, 25 << 20
SUPPRESS_EMBEDS = 1 << 2
SETTABLE_FLAGS = IS_EPHEMERAL | IS_SILENT | IS_COMPONENTS_V2 | SUPPRESS_EMBEDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message that is about to be: its form, its files and whom it answers."""

    body: Mapping[str, Any]
    files: Mapping[int, File]
    author_id: int
    interaction: Json | None = None
    extra_flags: int = 0
    message_id: int | None = None


def make_message(fake: "FakeDiscord", channel: Channel, draft: Draft) -> Message:
    """Checks, stores and tells a new message."""
    world = fake.world
    attachments = _new_attachments(fake, channel.id, draft.body, draft.files)
    check_message(draft.body, _names(attachments))
    message = Message(
        id=draft.message_id or world.ids.next(),
        channel_id=channel.id,
        author_id=draft.author_id,
        created_at=world.clock.now_s(),
        flags=(int(draft.body.get("flags") or 0) & SETTABLE_FLAGS) | draft.extra_flags,
        nonce=draft.body.get("nonce"),
        interaction=draft.interaction,
    )
    is_reply = draft.interaction is not None
    message.pings = pings_of(world, channel, draft.body, is_reply=is_reply)
    _write(message, draft.body, attachments)
    if not is_reply and not world.bot_may(channel, Permission.EMBED_LINKS):
        message.embeds = []
    world.keep(message)
    _tell(fake, channel, message, "MESSAGE_CREATE")
    return message


def change_message(
    fake: "FakeDiscord", message: Message, body: Mapping[str, Any], files: Mapping[int, File]
) -> None:
    """Applies the given fields; a missing one stays. The v2 flag can be set, never taken away."""
    world, channel = fake.world, fake.world.channels[message.channel_id]
    wanted = _merged(message, body)
    kept = _kept_attachments(message, body)
    attachments = kept + _new_attachments(fake, channel.id, body, files)
    check_message(wanted, _names(attachments))
    message.edits.append({"text": message.text, "components": message.components})
    message.flags = wanted["flags"] & ~IS_LOADING
    message.edited_at = world.clock.now_s()
    _write(message, wanted, attachments)
    _tell(fake, channel, message, "MESSAGE_UPDATE")


def remove_message(fake: "FakeDiscord", message: Message) -> None:
    message.is_deleted = True
    channel = fake.world.channels[message.channel_id]
    gone = {"id": str(message.id), "channel_id": str(channel.id)}
    if channel.guild_id is not None:
        gone["guild_id"] = str(channel.guild_id)
    if not message.is_ephemeral:
        fake.gateway.dispatch("MESSAGE_DELETE", gone, guild_id=channel.guild_id)
    fake.changes.tell()


def shown_json(world: World, message: Message) -> Json:
    """As the bot may read it: without the intent for message content, others' words are blank."""
    shown = message_json(world, message)
    is_named = world.bot.id in message.pings.users
    is_direct = world.channels[message.channel_id].guild_id is None
    if message.author_id == world.bot.id or is_named or is_direct:
        return shown
    return shown | {"content": "", "embeds": [], "attachments": [], "components": []}


def _merged(message: Message, body: Mapping[str, Any]) -> Json:
    old = {
        "content": message.content,
        "embeds": message.embeds,
        "components": message.components,
        "flags": message.flags,
    }
    given = {key: body[key] for key in ("content", "embeds", "components") if key in body}
    wanted = message.flags if body.get("flags") is None else int(body["flags"])
    flags = (message.flags & ~SUPPRESS_EMBEDS) | (wanted & (SUPPRESS_EMBEDS | IS_COMPONENTS_V2))
    return old | given | {"flags": flags, "allowed_mentions": body.get("allowed_mentions")}


def _write(message: Message, body: Mapping[str, Any], attachments: list[Json]) -> None:
    urls = {f"attachment://{one['filename']}": one for one in attachments}
    message.content = (body.get("content") or "").strip()
    message.embeds = [_shown_embed(embed, urls) for embed in body.get("embeds") or []]
    message.components = filled(body.get("components") or [], urls)
    message.attachments = attachments


def _shown_embed(embed: Json, urls: Mapping[str, Json]) -> Json:
    shown = {key: value for key, value in embed.items() if value is not None} | {"type": "rich"}
    for key in ("image", "thumbnail"):
        attachment = urls.get((embed.get(key) or {}).get("url", ""))
        if attachment:
            shown[key] = {"url": attachment["url"], "proxy_url": attachment["proxy_url"]}
    shown["fields"] = [{"inline": False, **one} for one in embed.get("fields") or []]
    return shown


def _names(attachments: Sequence[Json]) -> list[str]:
    return [one["filename"] for one in attachments]


def _kept_attachments(message: Message, body: Mapping[str, Any]) -> list[Json]:
    if body.get("attachments") is None:
        return list(message.attachments)
    wanted = {str(one["id"]) for one in body["attachments"]}
    return [one for one in message.attachments if one["id"] in wanted]


def _new_attachments(
    fake: "FakeDiscord", channel_id: int, body: Mapping[str, Any], files: Mapping[int, File]
) -> list[Json]:
    sizes = [len(file.content) for file in files.values()]
    if sum(sizes) > MAX_REQUEST_BYTES or any(size > MAX_FILE_BYTES for size in sizes):
        raise api_error(40005)
    described = {str(one.get("id")): one for one in body.get("attachments") or []}
    base_url = f"{fake.root_url}/attachments/{channel_id}"
    return [
        keep_file(fake.world, base_url, file, described.get(str(number), {}).get("description"))
        for number, file in sorted(files.items())
    ]


def _tell(fake: "FakeDiscord", channel: Channel, message: Message, event: str) -> None:
    """On the gateway, save for what only one person sees; and to whoever waits in the tests."""
    if not message.is_ephemeral:
        if event == "MESSAGE_CREATE":
            channel.last_message_id = message.id
        shown = shown_json(fake.world, message)
        if channel.guild_id is not None:
            shown["guild_id"] = str(channel.guild_id)
        fake.gateway.dispatch(event, shown, guild_id=channel.guild_id)
    fake.changes.tell()
