"""Messages of channels: sending, editing, deleting, history, crosspost."""

from typing import TYPE_CHECKING, Any

from tests.fakes.discord.errors import FormErrors, api_error
from tests.fakes.discord.exchange import NO_CONTENT, Call, Reply
from tests.fakes.discord.messages import (
    Draft,
    change_message,
    make_message,
    remove_message,
    shown_json,
)
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.routes.table import Route
from tests.fakes.discord.world import IS_CROSSPOSTED, Channel, Kind, Message

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

Json = dict[str, Any]


def send(fake: "FakeDiscord", call: Call) -> Reply:
    """Sends, or gives the first message back when its nonce was enforced and is still fresh."""
    channel = fake.world.channel(call.id("channel_id"))
    check_may_send(fake, channel, call)
    earlier = _earlier(fake, call.form)
    if earlier is not None:
        return Reply(body=shown_json(fake.world, earlier))
    body = call.form | _reference(fake, channel, call.form)
    draft = Draft(body=body, files=call.files, author_id=fake.world.bot.id)
    message = make_message(fake, channel, draft)
    message.reference = body.get("shown_reference")
    channel.is_archived = False
    _remember_nonce(fake, call.form, message)
    return Reply(body=shown_json(fake.world, message))


def check_may_send(fake: "FakeDiscord", channel: Channel, call: Call) -> None:
    """Raises what keeps the bot from writing there."""
    if channel.kind is Kind.DM:
        if fake.world.users[channel.recipient_id or 0].is_dm_closed:
            raise api_error(50007)
        return
    if channel.kind in (Kind.FORUM, Kind.CATEGORY):
        raise api_error(50008)
    needed = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
    fake.world.require(channel, needed)
    if call.files:
        fake.world.require(channel, Permission.ATTACH_FILES)
    if channel.is_locked and not fake.world.bot_may(channel, Permission.MANAGE_THREADS):
        raise api_error(50083 if channel.is_archived else 50013)


def _earlier(fake: "FakeDiscord", form: Json) -> Message | None:
    """The message of the same nonce within the window; 10008 if it was deleted since."""
    nonce, is_enforced = form.get("nonce"), form.get("enforce_nonce")
    first = fake.world.nonces.get((fake.world.bot.id, str(nonce)))
    if nonce is None or not is_enforced or first is None:
        return None
    message_id, at = first
    if fake.world.clock.now_s() - at > fake.timing.nonce_window_s:
        return None
    message = fake.world.messages[message_id]
    if message.is_deleted:
        raise api_error(10008)
    fake.repeated_nonces += 1
    return message


def _remember_nonce(fake: "FakeDiscord", form: Json, message: Message) -> None:
    if form.get("nonce") is not None:
        key = (fake.world.bot.id, str(form["nonce"]))
        fake.world.nonces[key] = (message.id, message.created_at)


def _reference(fake: "FakeDiscord", channel: Channel, form: Json) -> Json:
    wanted = form.get("message_reference")
    if not wanted:
        return {}
    fake.world.require(channel, Permission.READ_MESSAGE_HISTORY)
    answered = fake.world.messages.get(int(wanted["message_id"]))
    if answered is None or answered.is_deleted:
        if wanted.get("fail_if_not_exists", True):
            errors = FormErrors()
            errors.add("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
            errors.done()
        return {}
    shown = {"type": 0, "channel_id": str(channel.id), "message_id": str(answered.id)}
    return {"shown_reference": shown}


def history(fake: "FakeDiscord", call: Call) -> Reply:
    """Newest first; at most one of `around`, `before`, `after` counts; limit 1 to 100."""
    channel = fake.world.channel(call.id("channel_id"))
    limit = call.number("limit", 50)
    if not 1 <= limit <= 100:
        errors = FormErrors()
        errors.add("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
        errors.done()
    if not fake.world.bot_may(channel, Permission.READ_MESSAGE_HISTORY):
        return Reply(body=[])
    found = _page(list(fake.world.messages_in(channel.id)), call, limit)
    return Reply(body=[shown_json(fake.world, message) for message in reversed(found)])


def _page(oldest_first: list[Message], call: Call, limit: int) -> list[Message]:
    if "around" in call.query:
        around = call.number("around", 0)
        before = [m for m in oldest_first if m.id < around][-(limit // 2) :]
        rest = [m for m in oldest_first if m.id >= around]
        return (before + rest)[:limit]
    if "after" in call.query:
        return [m for m in oldest_first if m.id > call.number("after", 0)][:limit]
    before_id = call.number("before", 1 << 63)
    return [m for m in oldest_first if m.id < before_id][-limit:]


def get_one(fake: "FakeDiscord", call: Call) -> Reply:
    channel = fake.world.channel(call.id("channel_id"))
    fake.world.require(channel, Permission.READ_MESSAGE_HISTORY)
    return Reply(body=shown_json(fake.world, _message(fake, call)))


def edit(fake: "FakeDiscord", call: Call) -> Reply:
    channel, message = fake.world.channel(call.id("channel_id")), _message(fake, call)
    if message.author_id != fake.world.bot.id:
        raise api_error(50005)
    if channel.is_thread and channel.is_archived:
        raise api_error(50083)
    change_message(fake, message, call.form, call.files)
    return Reply(body=shown_json(fake.world, message))


def delete(fake: "FakeDiscord", call: Call) -> Reply:
    channel, message = fake.world.channel(call.id("channel_id")), _message(fake, call)
    if message.author_id != fake.world.bot.id:
        fake.world.require(channel, Permission.MANAGE_MESSAGES)
    remove_message(fake, message)
    return NO_CONTENT


def crosspost(fake: "FakeDiscord", call: Call) -> Reply:
    channel, message = fake.world.channel(call.id("channel_id")), _message(fake, call)
    is_own = message.author_id == fake.world.bot.id
    fake.world.require(channel, Permission.SEND_MESSAGES if is_own else Permission.MANAGE_MESSAGES)
    if channel.kind is not Kind.ANNOUNCEMENT:
        raise api_error(50024)
    if message.flags & IS_CROSSPOSTED:
        raise api_error(40033)
    message.flags |= IS_CROSSPOSTED
    return Reply(body=shown_json(fake.world, message))


def _message(fake: "FakeDiscord", call: Call) -> Message:
    return fake.world.message(call.id("channel_id"), call.id("message_id"))


ALL = "/channels/{channel_id}/messages"
ONE = "/channels/{channel_id}/messages/{message_id}"
ROUTES = (
    Route("POST", ALL, send),
    Route("GET", ALL, history),
    Route("GET", ONE, get_one),
    Route("PATCH", ONE, edit),
    Route("DELETE", ONE, delete),
    Route("POST", f"{ONE}/crosspost", crosspost),
)
