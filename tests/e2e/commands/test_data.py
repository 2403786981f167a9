"""Everything kept can be taken away, brought elsewhere, and deleted."""

import json

from tests.e2e.commands.conftest import Room
from tests.fakes.discord.exchange import File
from watchers.model import Mode, Reader
from watchers.store import guilds, watches


def upload(content: bytes) -> File:
    """A file as somebody chooses it in a form."""
    return File(name="watchfloor.json", content=content, media_type="application/json")


async def exported(room: Room) -> bytes:
    """The JSON file that Export gives."""
    panel = await room.use("settings")
    answer = await room.fake.click(panel, "Export", room.manager)
    names = [one["filename"] for one in answer.latest.attachments]
    assert names == ["watchfloor.json", "watchfloor-sources.opml"]
    return room.fake.world.files[int(answer.latest.attachments[0]["id"])]


async def test_export_holds_what_is_followed_and_set(room: Room) -> None:
    """Watches, subscriptions and settings as JSON, sources as OPML."""
    await room.follow("Taebaek")
    await room.use("settings", {"zone": "Asia/Seoul"})

    kept = json.loads(await exported(room))

    assert kept["settings"]["zone"] == "Asia/Seoul"
    assert [one["name"] for one in kept["watches"]] == ["Taebaek"]
    assert kept["subscriptions"][0]["place"]["discord_id"] == str(room.channel.id)


async def test_import_shows_the_difference_before_it_applies(room: Room) -> None:
    """What was exported comes back after everything was deleted."""
    await room.follow("Taebaek")
    await room.use("settings", {"zone": "Asia/Seoul"})
    content = await exported(room)
    await deleted(room, room.guild.name)
    panel = await room.use("settings")

    opened = await room.fake.click(panel, "Import", room.manager)
    shown = await room.fake.submit_modal(opened, {"file": [upload(content)]}, room.manager)
    assert "+ the watch **Taebaek**" in shown.text
    assert f"+ follow **Taebaek** in <#{room.channel.id}>" in shown.text
    assert await room.followed() == ()
    await room.fake.click(shown, "Apply", room.manager)

    assert [one.mode for one in await room.followed()] == [Mode.RIGHT_AWAY]
    reader = Reader(guild_id=room.guild.id)
    kept = await room.store.read(lambda tx: guilds.settings(tx, reader))
    assert kept.zone == "Asia/Seoul"


async def test_a_file_of_another_kind_is_refused(room: Room) -> None:
    """Nothing is guessed from what is no export."""
    panel = await room.use("settings")
    opened = await room.fake.click(panel, "Import", room.manager)

    answer = await room.fake.submit_modal(
        opened, {"file": [upload(b'{"format": "cats"}')]}, room.manager
    )

    assert "no export of mine" in answer.text


async def deleted(room: Room, typed: str) -> str:
    """What Delete answers to that name."""
    panel = await room.use("settings")
    opened = await room.fake.click(panel, "Delete everything", room.manager)
    answer = await room.fake.submit_modal(opened, {"name": typed}, room.manager)
    return answer.text


async def test_delete_asks_for_the_servers_name(room: Room) -> None:
    """A wrong name deletes nothing; the right one everything at once."""
    await room.follow("Taebaek")

    wrong = await deleted(room, "Elsewhere")
    assert "Nothing was deleted" in wrong
    assert len(await room.followed()) == 1
    right = await deleted(room, room.guild.name)

    assert "is deleted" in right
    reader = Reader(guild_id=room.guild.id)
    seen = await room.store.read(lambda tx: watches.visible_watches(tx, reader))
    assert all(watch.pack for watch in seen)
    assert await room.followed() == ()
