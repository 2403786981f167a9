"""Threads: out of a message, on their own, and as posts of a forum."""

from typing import TYPE_CHECKING, Any

from tests.fakes.discord.errors import api_error
from tests.fakes.discord.exchange import NO_CONTENT, Call, Reply
from tests.fakes.discord.message_forms import check_message
from tests.fakes.discord.messages import Draft, make_message, shown_json
from tests.fakes.discord.payloads import channel_json
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.routes.channels import check_name
from tests.fakes.discord.routes.table import Route
from tests.fakes.discord.world import Channel, Kind

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

NEEDS_TAG = 1 << 4


def start_from_message(fake: "FakeDiscord", call: Call) -> Reply:
    """The thread gets the message's id; a message carries one thread at most."""
    channel = fake.world.channel(call.id("channel_id"))
    message = fake.world.message(channel.id, call.id("message_id"))
    fake.world.require(channel, Permission.CREATE_PUBLIC_THREADS)
    if message.thread_id:
        raise api_error(160004)
    kind = Kind.ANNOUNCEMENT_THREAD if channel.kind is Kind.ANNOUNCEMENT else Kind.THREAD
    thread = _open(fake, channel, call.form, thread_id=message.id, kind=kind)
    message.thread_id = thread.id
    return Reply(status=201, body=_shown(fake, thread))


def start(fake: "FakeDiscord", call: Call) -> Reply:
    """A post in a forum with its first message, or a thread on its own in a text channel."""
    channel = fake.world.channel(call.id("channel_id"))
    if channel.kind is Kind.FORUM:
        return _post(fake, channel, call)
    fake.world.require(channel, Permission.CREATE_PUBLIC_THREADS)
    kind = Kind(call.form.get("type", Kind.PRIVATE_THREAD))
    thread = _open(fake, channel, call.form, thread_id=fake.world.ids.next(), kind=kind)
    return Reply(status=201, body=_shown(fake, thread))


def _post(fake: "FakeDiscord", forum: Channel, call: Call) -> Reply:
    fake.world.require(forum, Permission.SEND_MESSAGES)
    tags = [int(tag) for tag in call.form.get("applied_tags") or []]
    if forum.flags & NEEDS_TAG and not tags:
        raise api_error(40067)
    body: dict[str, Any] = call.form.get("message") or {}
    if "attachments" in call.form:
        body = body | {"attachments": call.form["attachments"]}
    check_name(call.form.get("name"))
    check_message(body, [file.name for file in call.files.values()])
    thread_id = fake.world.ids.next()
    thread = _open(fake, forum, call.form, thread_id=thread_id, kind=Kind.THREAD)
    thread.applied_tags = tags
    # Discord: the first message of a forum post has the post's own id
    bot_id = fake.world.bot.id
    draft = Draft(body=body, files=call.files, author_id=bot_id, message_id=thread_id)
    message = make_message(fake, thread, draft)
    shown = _shown(fake, thread) | {"message": shown_json(fake.world, message)}
    return Reply(status=201, body=shown)


def join(fake: "FakeDiscord", call: Call) -> Reply:
    fake.world.channel(call.id("channel_id"))
    return NO_CONTENT


def _open(
    fake: "FakeDiscord", parent: Channel, form: dict[str, Any], *, thread_id: int, kind: Kind
) -> Channel:
    check_name(form.get("name"))
    thread = Channel(
        id=thread_id,
        kind=kind,
        name=form["name"],
        guild_id=parent.guild_id,
        parent_id=parent.id,
        owner_id=fake.world.bot.id,
        auto_archive_minutes=form.get("auto_archive_duration") or 4320,
    )
    fake.world.open(thread)
    fake.tell_channel(thread, "CREATE")
    return thread


def _shown(fake: "FakeDiscord", thread: Channel) -> dict[str, Any]:
    member = {
        "id": str(thread.id),
        "user_id": str(fake.world.bot.id),
        "join_timestamp": fake.clock.now().isoformat(),
        "flags": 0,
    }
    return channel_json(fake.world, thread) | {"member": member}


ROUTES = (
    Route("POST", "/channels/{channel_id}/messages/{message_id}/threads", start_from_message),
    Route("POST", "/channels/{channel_id}/threads", start),
    Route("PUT", "/channels/{channel_id}/thread-members/@me", join),
)
