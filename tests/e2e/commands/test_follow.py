"""/follow: tried before it is saved, saved once it is confirmed."""

import pytest

from tests.e2e.commands.conftest import Room
from tests.fakes.discord import MEMBER_DEFAULT, NotOffered, Permission
from watchers.model import Mode, Reader, Strictness
from watchers.store import watches


async def test_the_card_tells_what_the_archive_would_have_brought(room: Room) -> None:
    """Before anything is saved one reads how many stored articles match, and over what span."""
    await room.publish("Kim Jong Un visits a shipyard", "Rain in the mountains")

    answer = await room.use("follow", {"what": "Kim Jong Un"})

    assert answer.is_ephemeral
    assert f"Follow Kim Jong Un in <#{room.channel.id}>?" in answer.text
    assert "1 stored article matches of 2" in answer.text
    assert "Kim Jong Un visits a shipyard" in answer.text
    assert "once a day at 08:00 (UTC)" in answer.text
    assert await room.followed() == ()


async def test_follow_saves_what_the_card_said(room: Room) -> None:
    """One tap on Follow, and the channel follows with the wishes of the command."""
    done = await room.follow("Kim Jong Un")

    (one,) = await room.followed()
    assert "Following" in done.text
    assert (one.mode, one.strictness, one.languages) == (
        Mode.RIGHT_AWAY,
        Strictness.BALANCED,
        (),
    )


async def test_a_second_tap_changes_nothing(room: Room) -> None:
    """The card is replaced by its answer, so that nothing is followed twice."""
    done = await room.follow("Kim Jong Un")

    with pytest.raises(NotOffered):
        await room.fake.click(done, "Follow", room.manager)
    assert len(await room.followed()) == 1


async def test_cancel_saves_nothing(room: Room) -> None:
    """Nothing is kept of what was only looked at."""
    answer = await room.use("follow", {"what": "Kim Jong Un"})

    done = await room.fake.click(answer, "Cancel", room.manager)

    assert "nothing was saved" in done.text
    assert await room.followed() == ()


async def test_a_watchlist_follows_all_its_watches(room: Room) -> None:
    """A pack is picked from the choices and followed as a whole."""
    choices = await room.fake.autocomplete(
        room.guild, room.channel, room.manager, "follow", {"what": "Kor"}
    )
    assert choices[0]["name"] == "Korea (watchlist of 2)"

    await room.follow(choices[0]["value"])

    assert len(await room.followed()) == 2


async def test_names_are_found_misspelt_and_in_their_own_script(room: Room) -> None:
    """Half a syllable of Korean and a wrong vowel lead to the same watch."""
    for typed in ("김정으", "Kim Jung Un", "kim"):
        choices = await room.fake.autocomplete(
            room.guild, room.channel, room.manager, "follow", {"what": typed}
        )
        assert "Kim Jong Un" in [one["name"] for one in choices], typed


async def test_words_of_ones_own_become_a_watch(room: Room) -> None:
    """Free text is tried on the archive, and kept as a watch of this server once followed."""
    await room.publish("Rain in the mountains of Taebaek")

    answer = await room.use("follow", {"what": "Taebaek"})
    assert "1 stored article matches" in answer.text
    await room.fake.click(answer, "Follow", room.manager)

    reader = Reader(guild_id=room.guild.id)
    seen = await room.store.read(lambda tx: watches.visible_watches(tx, reader))
    assert [(w.name, w.guild_id) for w in seen if not w.pack] == [("Taebaek", room.guild.id)]


async def test_one_letter_is_refused_with_a_reason(room: Room) -> None:
    """What would match everything is not kept."""
    answer = await room.use("follow", {"what": "a"})

    assert "only one letter" in answer.text


async def test_a_near_name_is_asked_about(room: Room) -> None:
    """A misspelt watch is not silently made anew."""
    answer = await room.use("follow", {"what": "Kim Jong Unn"})

    assert "Did you mean: Kim Jong Un" in answer.text


async def test_a_member_without_rights_follows_in_direct_messages(room: Room) -> None:
    """Someone without a say in the channel is told by direct message instead."""
    done = await room.follow("Kim Jong Un", by=room.member)

    assert "your direct messages" in done.text
    assert await room.followed() == ()
    assert len(await room.followed(Reader(user_id=room.member.id))) == 1


async def test_a_channel_one_may_not_manage_is_refused(room: Room) -> None:
    """The right is checked in the channel that is named, not in the one that is typed in."""
    other = room.fake.add_channel(room.guild, "other")
    room.fake.allow_member(other, room.manager, MEMBER_DEFAULT)

    answer = await room.use("follow", {"what": "Kim Jong Un", "channel": other})

    assert f"To change what is posted in <#{other.id}> you need Manage Channels" in answer.text


async def test_a_channel_the_bot_cannot_post_in_is_refused_before_saving(room: Room) -> None:
    """The missing permission is named, with where to set it."""
    other = room.fake.add_channel(room.guild, "other")
    room.fake.forbid_bot(other, Permission.SEND_MESSAGES)

    answer = await room.use("follow", {"what": "Kim Jong Un", "channel": other})

    assert "I lack Send Messages" in answer.text


async def test_an_unknown_language_is_named(room: Room) -> None:
    """A wrong value is said, with how to write it."""
    answer = await room.use("follow", {"what": "Kim Jong Un", "articles_in": "en, klingonese"})

    assert "no language named “klingonese”" in answer.text


async def test_languages_limit_what_is_followed(room: Room) -> None:
    """Names and codes are understood."""
    answer = await room.use("follow", {"what": "Kim Jong Un", "articles_in": "Korean, en"})
    await room.fake.click(answer, "Follow", room.manager)

    assert (await room.followed())[0].languages == ("ko", "en")


async def test_adjust_tries_other_words_before_saving(room: Room) -> None:
    """Strictness and spellings are changed in a form, and the card is tried anew."""
    await room.publish("Chairman Kim opens a hospital")
    answer = await room.use("follow", {"what": "Taebaek"})
    assert "0 stored articles match" in answer.text

    opened = await room.fake.click(answer, "Adjust", room.manager)
    changed = await room.fake.submit_modal(
        opened, {"strictness": ["wide"], "aliases": "Taebaek\nChairman Kim"}, room.manager
    )

    assert "1 stored article matches" in changed.text
    assert "wide" in changed.text
    await room.fake.click(changed, "Follow", room.manager)
    assert (await room.followed())[0].strictness is Strictness.WIDE


async def test_a_changed_shipped_watch_becomes_the_servers_own(room: Room) -> None:
    """What ships stays as it is for everybody else."""
    answer = await room.use("follow", {"what": "Kim Jong Un"})
    opened = await room.fake.click(answer, "Adjust", room.manager)
    changed = await room.fake.submit_modal(
        opened, {"strictness": ["strict"], "aliases": "Kim Jong-un\nMarshal Kim"}, room.manager
    )
    await room.fake.click(changed, "Follow", room.manager)

    everyone = await room.store.read(lambda tx: watches.visible_watches(tx, Reader()))
    reader = Reader(guild_id=room.guild.id)
    theirs = await room.store.read(lambda tx: watches.visible_watches(tx, reader))
    assert "Marshal Kim" not in str(everyone)
    assert "Marshal Kim" in str(theirs)


async def test_a_card_of_an_earlier_life_says_so(room: Room) -> None:
    """A draft that is too old is not followed by accident."""
    answer = await room.use("follow", {"what": "Kim Jong Un"})
    room.clock.now = room.clock.now.replace(hour=23)

    done = await room.fake.click(answer, "Follow", room.manager)

    assert "too old" in done.text
    assert await room.followed() == ()
