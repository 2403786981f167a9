"""From the invitation to the first configured alert: one panel, three taps at most."""

import asyncio

from bot.commands import greet
from tests.e2e.commands.conftest import MANAGER, Room
from tests.fakes.discord import Message, Permission
from watchers.model import GuildSettings, Reader
from watchers.store import guilds


async def joined(room: Room) -> tuple[object, Message]:
    """A new Korean server with a system channel, and the panel in it."""
    guild = room.fake.add_guild("새 서버", locale="ko")
    channel = room.fake.add_channel(guild, "general")
    guild.system_channel_id = channel.id
    room.fake.lose_guild(guild)
    room.fake.return_guild(guild)
    for _ in range(100):
        known = room.bot.get_guild(guild.id)
        if known is not None and known.system_channel is not None:
            break
        await asyncio.sleep(0.01)
    assert known is not None
    assert await greet(known, room.bot.chat)
    return guild, room.fake.messages(channel)[-1]


async def test_the_panel_speaks_the_servers_language_and_guesses_its_zone(room: Room) -> None:
    """Watchlists, channel and zone in one place."""
    _, panel = await joined(room)

    assert "뉴스를 대신 지켜봅니다" in panel.text
    assert "Asia/Seoul" in panel.text
    assert "Korea" in panel.text


async def test_one_tap_starts_the_first_alerts(room: Room) -> None:
    """Start keeps the zone and follows the watchlist in that channel."""
    guild, panel = await joined(room)
    manager = room.fake.add_member(guild, "chief", permissions=MANAGER)

    done = await room.fake.click(panel, "시작", manager)

    reader = Reader(guild_id=guild.id)
    kept: GuildSettings = await room.store.read(lambda tx: guilds.settings(tx, reader))
    assert (kept.zone, kept.language) == ("Asia/Seoul", "ko")
    assert len(await room.followed(reader)) == 2
    assert "2 watches are followed" in done.text


async def test_the_choices_of_the_panel_stand_in_its_buttons(room: Room) -> None:
    """Another channel and zone, a preview, then Start."""
    guild, panel = await joined(room)
    manager = room.fake.add_member(guild, "chief", permissions=MANAGER)
    other = room.fake.add_channel(guild, "alerts")
    state = next(one for one in panel.custom_ids if "greet-channel" in one)

    panel_now = await room.fake.select(panel, state, [other], manager)
    assert f"<#{other.id}>" in panel_now.text
    opened = await room.fake.click(panel_now, "Time zone", manager)
    changed = await room.fake.submit_modal(opened, {"zone": "Europe/Berlin"}, manager)
    previewed = await room.fake.click(changed, "Preview", manager)
    assert "archive is still empty" in previewed.text
    await room.fake.click(changed, "Start", manager)

    (one, _) = await room.followed(Reader(guild_id=guild.id))
    kept = await room.store.read(lambda tx: guilds.settings(tx, Reader(guild_id=guild.id)))
    assert kept.zone == "Europe/Berlin"
    assert one.guild_id == guild.id


async def test_a_channel_without_rights_is_named(room: Room) -> None:
    """The missing permission is said before anything is saved."""
    guild, panel = await joined(room)
    manager = room.fake.add_member(guild, "chief", permissions=MANAGER)
    closed = room.fake.add_channel(guild, "closed")
    room.fake.forbid_bot(closed, Permission.SEND_MESSAGES)
    state = next(one for one in panel.custom_ids if "greet-channel" in one)

    answer = await room.fake.select(panel, state, [closed], manager)

    assert "I lack Send Messages" in answer.text


async def test_a_member_cannot_start_it(room: Room) -> None:
    """The panel is for those who manage the server."""
    guild, panel = await joined(room)
    member = room.fake.add_member(guild, "reader")

    answer = await room.fake.click(panel, "시작", member)

    assert "need Manage Server" in answer.text
    assert await room.followed(Reader(guild_id=guild.id)) == ()
