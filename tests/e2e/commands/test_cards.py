"""The buttons of an alert, the message menu, and feedback that mends."""

from datetime import timedelta

from tests.e2e.commands.conftest import Room
from tests.fakes.discord import Message
from watchers.model import Mode, Reader, Watch
from watchers.store import feedback, watches


async def posted(room: Room, title: str = "Kim Jong Un visits a shipyard") -> Message:
    """A card of a story that the channel follows."""
    await room.follow("Kim Jong Un")
    await room.publish(title, summary="Sailors lined the deck.")
    return await room.post_card()


async def watched(room: Room) -> tuple[Watch, ...]:
    """What the server follows, as watches."""
    followed = await room.followed()
    ids = [one.watch_id for one in followed]
    reader = Reader(guild_id=room.guild.id)
    return tuple((await room.store.read(lambda tx: watches.by_ids(tx, ids, reader))).values())


async def test_why_shows_the_sentence_and_the_score(room: Room) -> None:
    """Read from what was stored, for the clicker alone."""
    card = await posted(room)

    answer = await room.fake.click(card, "Why", room.member)

    assert answer.is_ephemeral
    assert "> **Kim Jong Un** visits a shipyard" in answer.text
    assert "score 100" in answer.text


async def test_story_shows_who_reported_what(room: Room) -> None:
    """The timeline of all outlets."""
    card = await posted(room)

    answer = await room.fake.click(card, "Story", room.member)

    assert "Harbour Wire" in answer.text


async def test_buttons_live_on_after_a_restart(room: Room) -> None:
    """A new client knows the old card."""
    card = await posted(room)
    async with room.reconnected():
        answer = await room.fake.click(card, "Why", room.member)

    assert "Kim Jong Un" in answer.text


async def test_praise_is_kept_once_per_person(room: Room) -> None:
    """One vote of a person on a card."""
    card = await posted(room)

    for _ in range(2):
        await room.fake.click(card, f"up:1:{marker(card)}", room.member)

    reader = Reader(guild_id=room.guild.id)
    since = room.clock.now - timedelta(days=1)
    kept = await room.store.read(lambda tx: feedback.of_reader(tx, reader, since))
    assert [(one.user_id, one.verdict) for one in kept] == [(room.member.id, "good")]


def marker(card: Message) -> str:
    """What the card's buttons carry."""
    return str(card.custom_ids[0]).rpartition(":")[2]


async def test_snooze_asks_for_the_right(room: Room) -> None:
    """A member may not silence the channel; a manager may."""
    card = await posted(room)

    refused = await room.fake.click(card, "Snooze 24 h", room.member)
    done = await room.fake.click(card, "Snooze 24 h", room.manager)

    assert "need Manage Channels" in refused.text
    assert "Quiet on this until" in done.text


async def test_a_wrong_person_becomes_a_confusable(room: Room) -> None:
    """One tap mends it: the same words do not come back, and undo restores the shipped watch."""
    card = await posted(room, "Kim Jong Un Laundry opens downtown")
    asked = await room.fake.click(card, f"down:1:{marker(card)}", room.manager)

    proposed = await room.fake.click(asked, "Wrong person or thing", room.manager)
    assert "“Kim Jong Un Laundry” is a name that Kim Jong Un is not" in proposed.text
    assert "0 stored articles match" in proposed.text
    done = await room.fake.click(proposed, "Make this change", room.manager)

    (mended,) = await watched(room)
    assert "Kim Jong Un Laundry" in mended.confusables
    assert mended.guild_id == room.guild.id
    await room.fake.click(done, "Undo", room.manager)
    assert [watch.pack for watch in await watched(room)] == ["korea"]


async def test_a_mended_false_match_does_not_alert_again(room: Room) -> None:
    """The live matcher has taken the change."""
    card = await posted(room, "Kim Jong Un Laundry opens downtown")
    asked = await room.fake.click(card, f"down:1:{marker(card)}", room.manager)
    proposed = await room.fake.click(asked, "Wrong person or thing", room.manager)
    await room.fake.click(proposed, "Make this change", room.manager)

    await room.publish("Prize for Kim Jong Un Laundry and its steam irons")

    assert await room.owed_now() == ()
    await room.publish("Kim Jong Un meets farmers in the north")
    assert len(await room.owed_now()) == 1


async def test_not_important_makes_it_calmer(room: Room) -> None:
    """Right away becomes urgent only; a member's proposal waits for a manager."""
    card = await posted(room)
    asked = await room.fake.click(card, f"down:1:{marker(card)}", room.member)
    told = await room.fake.click(asked, "Not important", room.member)
    assert "Someone with Manage Channels" in told.text

    asked = await room.fake.click(card, f"down:1:{marker(card)}", room.manager)
    proposed = await room.fake.click(asked, "Not important", room.manager)
    await room.fake.click(proposed, "Make this change", room.manager)

    assert [one.mode for one in await room.followed()] == [Mode.BOTH]


async def test_the_menu_explains_and_denies_our_cards(room: Room) -> None:
    """Apps > Explain this alert, and > Not a match, on the card itself."""
    card = await posted(room)

    explained = await room.menu("Explain this alert", card)
    denied = await room.menu("Not a match", card)

    assert "score 100" in explained.text
    assert "What was wrong with" in denied.text


async def test_the_menu_works_on_anybodys_message(room: Room) -> None:
    """The interaction carries the message; no intent to read messages is needed."""
    said = room.fake.say(room.channel, room.member, "Did you see that Kim Jong-un went to sea?")

    explained = await room.menu("Explain this alert", said)
    follow = await room.menu("Follow this story", said)
    denied = await room.menu("Not a match", said)

    assert "1 watch matches" in explained.text
    assert "Follow Kim Jong Un in" in follow.text
    assert "no alert of mine" in denied.text


async def test_a_card_of_another_server_tells_nothing(room: Room) -> None:
    """A marker copied into another server's message leads nowhere."""
    card = await posted(room)
    other = room.fake.add_guild("Elsewhere")
    channel = room.fake.add_channel(other, "news")
    stranger = room.fake.add_member(other, "stranger", permissions=2**40 - 1)
    copied = await room.repost(card, channel)

    for label in ("Why", "Story", "Snooze 24 h"):
        answer = await room.fake.click(copied, label, stranger)
        assert "no longer have this story" in answer.text, label
