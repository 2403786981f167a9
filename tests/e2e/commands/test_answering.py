"""Every interaction is answered, whatever happens, in the language of who asks."""

import sqlite3

import pytest

from tests.e2e.commands.conftest import Room
from watchers.model import Reader
from watchers.store import StoreError


async def test_a_busy_database_is_said(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer comes in time and says to try again."""

    async def refuse(*_: object) -> None:
        raise StoreError("busy", {"database": "here", "seconds": 5})

    monkeypatch.setattr(type(room.store), "read", refuse)

    answer = await room.use("following")

    assert "try again in a minute" in answer.text


async def test_a_fault_of_ours_is_said_and_logged(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Never "The application did not respond"."""

    async def break_(*_: object) -> None:
        raise sqlite3.InterfaceError("a fault that nobody foresaw")

    monkeypatch.setattr(type(room.store), "read", break_)

    answer = await room.use("status")

    assert "Something broke on my side" in answer.text
    assert "command broke" in caplog.text


async def test_replies_speak_the_readers_language(room: Room) -> None:
    """A Korean client gets Korean words; Discord gets Korean descriptions."""
    reader = room.fake.add_user("지민", locale="ko")
    room.fake.add_member(room.guild, reader)

    answer = await room.use("help", by=reader)

    assert "뉴스를 대신 지켜봅니다" in answer.text
    (digest,) = [one for one in room.fake.world.commands[None].values() if one["name"] == "digest"]
    assert digest["description_localizations"]["ko"] == "기간별 소식을 한 번씩만 모아 보기"


async def test_an_old_button_says_so(room: Room) -> None:
    """A message of another version still answers."""
    message = await room.bot.get_partial_messageable(room.channel.id).send(
        view=_button("why:99:abc-1")
    )

    answer = await room.fake.click(message.id, "why:99:abc-1", room.member)

    assert "earlier version" in answer.text


async def test_a_button_of_a_card_that_is_gone_says_so(room: Room) -> None:
    """A marker that nobody knows, or of another server, shows nothing."""
    message = await room.bot.get_partial_messageable(room.channel.id).send(
        view=_button("why:1:zzzzzz-9")
    )

    answer = await room.fake.click(message.id, "why:1:zzzzzz-9", room.member)

    assert "no longer have this story" in answer.text


def _button(custom_id: str) -> object:
    from bot.layout import as_view
    from bot.render.message import Message
    from bot.render.parts import button, row

    return as_view(Message(components=(row([button(custom_id, "Old")]),), plain=""))


async def test_the_app_works_for_a_person_alone(room: Room) -> None:
    """In direct messages, what is followed is the person's own."""
    answer = await room.fake.slash(None, None, room.member, "follow", {"what": "Kim Jong Un"})
    await room.fake.click(answer, "Follow", room.member)

    listed = await room.fake.slash(None, None, room.member, "following")

    assert "your direct messages" in listed.text
    assert len(await room.followed(Reader(user_id=room.member.id))) == 1


async def test_user_install_sees_nothing_of_the_server(room: Room) -> None:
    """Installed for the person alone, the bot treats a server as a stranger's."""
    await room.follow("Ulchi Freedom Shield")
    room.fake.kick_bot(room.guild)

    answer = await room.fake.slash(
        room.guild, room.channel, room.manager, "following", is_user_install=True
    )

    assert "Ulchi" not in answer.text


async def test_what_all_may_read_is_in_the_servers_language(room: Room) -> None:
    """An English member's public digest in a Korean server is Korean, their own English."""
    guild = room.fake.add_guild("새 서버", locale="ko")
    channel = room.fake.add_channel(guild, "news")
    member = room.fake.add_member(guild, "visitor")

    public = await room.fake.slash(guild, channel, member, "digest", {"public": True})
    own = await room.fake.slash(guild, channel, member, "digest")

    assert "모아 보기" in public.text
    assert "Digest" in own.text
