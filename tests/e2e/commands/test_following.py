"""/following: what is followed, changed by those who may."""

from tests.e2e.commands.conftest import Room
from watchers.model import Mode, Reader, Strictness
from watchers.store import watches


async def test_the_list_shows_what_is_followed_and_that_the_bot_lives(room: Room) -> None:
    """Watch, mode and strictness on one line, and when the sources were last looked at."""
    await room.publish("Rain in the mountains")
    await room.follow("Kim Jong Un")

    answer = await room.use("following")

    assert f"<#{room.channel.id}>\n- **Kim Jong Un** · right away · balanced" in answer.text
    assert "1 of 1 sources well" in answer.text


async def test_an_empty_list_says_how_to_begin(room: Room) -> None:
    """A newcomer is led on."""
    assert "Try /follow" in (await room.use("following")).text


async def open_one(room: Room) -> object:
    """The card of the only subscription."""
    listed = await room.use("following")
    (one,) = await room.followed()
    return await room.fake.select(listed, "edit:1:list", [str(one.id)], room.manager)


async def test_pause_and_resume(room: Room) -> None:
    """One button stops it, the same place starts it again."""
    await room.follow("Kim Jong Un")
    card = await open_one(room)

    await room.fake.click(card, "Pause", room.manager)
    assert (await room.followed())[0].is_paused
    card = await open_one(room)
    await room.fake.click(card, "Resume", room.manager)
    assert not (await room.followed())[0].is_paused


async def test_mode_and_strictness_are_chosen_from_lists(room: Room) -> None:
    """Each choice is kept at once and shown."""
    await room.follow("Kim Jong Un")
    key = (await room.followed())[0].id

    card = await open_one(room)
    await room.fake.select(card, f"mode:1:{key}", ["once_a_day"], room.manager)
    card = await open_one(room)
    await room.fake.select(card, f"level:1:{key}", ["strict"], room.manager)

    (one,) = await room.followed()
    assert (one.mode, one.strictness) == (Mode.ONCE_A_DAY, Strictness.STRICT)


async def test_remove_and_undo(room: Room) -> None:
    """What was removed can be put back as it was."""
    await room.follow("Kim Jong Un")
    card = await open_one(room)

    removed = await room.fake.click(card, "Remove", room.manager)
    assert await room.followed() == ()
    await room.fake.click(removed, "Undo", room.manager)

    assert [one.mode for one in await room.followed()] == [Mode.RIGHT_AWAY]


async def test_a_watch_of_their_own_goes_with_its_last_follower(room: Room) -> None:
    """Free words are not matched on for nobody; undo brings them back."""
    await room.follow("Taebaek")
    reader = Reader(guild_id=room.guild.id)
    card = await open_one(room)

    removed = await room.fake.click(card, "Remove", room.manager)
    left = await room.store.read(lambda tx: watches.visible_watches(tx, reader))
    assert all(watch.pack for watch in left)
    await room.fake.click(removed, "Undo", room.manager)

    assert len(await room.followed()) == 1


async def test_a_member_sees_but_may_not_change(room: Room) -> None:
    """The list is open to all who see the channel, its buttons to managers."""
    await room.follow("Kim Jong Un")
    (one,) = await room.followed()

    listed = await room.use("following", by=room.member)
    answer = await room.fake.select(listed, "edit:1:list", [str(one.id)], room.member)

    assert "Kim Jong Un" in listed.text
    assert "need Manage Channels" in answer.text


async def test_nothing_of_one_server_shows_in_another(room: Room) -> None:
    """Another server's manager sees an empty list."""
    await room.follow("Kim Jong Un")
    other = room.fake.add_guild("Elsewhere")
    channel = room.fake.add_channel(other, "news")
    stranger = room.fake.add_member(other, "stranger", permissions=2**40 - 1)

    answer = await room.fake.slash(other, channel, stranger, "following")

    assert "Kim Jong Un" not in answer.text
