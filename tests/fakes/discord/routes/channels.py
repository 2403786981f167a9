"""Channels: reading, changing, deleting, typing."""

from typing import TYPE_CHECKING

from tests.fakes.discord.errors import FormErrors
from tests.fakes.discord.exchange import NO_CONTENT, Call, Reply
from tests.fakes.discord.payloads import channel_json
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.routes.table import Route

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord


def get_channel(fake: "FakeDiscord", call: Call) -> Reply:
    return Reply(body=channel_json(fake.world, fake.world.channel(call.id("channel_id"))))


def change_channel(fake: "FakeDiscord", call: Call) -> Reply:
    """Names and topics of channels; names, archive and lock of threads."""
    channel, form = fake.world.channel(call.id("channel_id")), call.form
    needed = Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS
    if channel.owner_id != fake.world.bot.id:
        fake.world.require(channel, needed)
    if "name" in form:
        check_name(form["name"])
        channel.name = form["name"]
    channel.topic = form.get("topic", channel.topic)
    channel.is_archived = form.get("archived", channel.is_archived)
    channel.is_locked = form.get("locked", channel.is_locked)
    channel.auto_archive_minutes = form.get("auto_archive_duration", channel.auto_archive_minutes)
    fake.tell_channel(channel, "UPDATE")
    return Reply(body=channel_json(fake.world, channel))


def delete_channel(fake: "FakeDiscord", call: Call) -> Reply:
    channel = fake.world.channel(call.id("channel_id"))
    needed = Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS
    fake.world.require(channel, needed)
    shown = channel_json(fake.world, channel)
    fake.remove_channel(channel)
    return Reply(body=shown)


def type_in_channel(fake: "FakeDiscord", call: Call) -> Reply:
    fake.world.require(fake.world.channel(call.id("channel_id")), Permission.SEND_MESSAGES)
    return NO_CONTENT


def check_name(name: object) -> None:
    form = FormErrors()
    form.check_text("name", name, 1, 100)
    form.done()


ROUTES = (
    Route("GET", "/channels/{channel_id}", get_channel),
    Route("PATCH", "/channels/{channel_id}", change_channel),
    Route("DELETE", "/channels/{channel_id}", delete_channel),
    Route("POST", "/channels/{channel_id}/typing", type_in_channel),
)
