"""/following: what is followed, changed by those who may."""

from tests.e2e.commands.conftest import Room
from watchers.model import Mode, Reader, Strictness
from watchers.store import places, watches


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


async def test_a_command_in_a_suspended_channel_lets_it_go_on(room: Room) -> None:
    """Discord had refused the channel; someone uses a command there after giving the right."""
    await room.follow("Kim Jong Un")
    (one,) = await room.followed()
    await room.store.write(lambda tx: places.suspend(tx, one.place_id, 50013, room.clock.now))

    shown = await room.use("following")
    await room.use("help")
    again = await room.use("following")

    assert "Discord refuses this place (code 50013)" in shown.text
    assert "refuses" not in again.text


async def test_words_are_edited_with_a_way_back(room: Room) -> None:
    """A shipped watch is changed in a copy of the server's own, and undo returns to it."""
    await room.follow("Kim Jong Un")
    card = await open_one(room)
    opened = await room.fake.click(card, "Words", room.manager)

    changed = await room.fake.submit_modal(
        opened, {"aliases": "Kim Jong-un\nMarshal Kim", "excluded": "football"}, room.manager
    )

    (one,) = await room.followed()
    reader = Reader(guild_id=room.guild.id)
    mine = (await room.store.read(lambda tx: watches.by_ids(tx, [one.watch_id], reader)))[
        one.watch_id
    ]
    assert [alias.text for alias in mine.aliases] == ["Kim Jong-un", "Marshal Kim"]
    assert mine.excluded == ("football",)
    await room.fake.click(changed, "Undo", room.manager)
    (back,) = await room.followed()
    kept = await room.store.read(lambda tx: watches.by_ids(tx, [back.watch_id], reader))
    assert kept[back.watch_id].pack == "korea"


async def test_a_watch_moves_and_is_copied_to_another_channel(room: Room) -> None:
    """The wishes go with it; the right is asked for in the new channel."""
    await room.follow("Kim Jong Un")
    other = room.fake.add_channel(room.guild, "other")
    key = (await room.followed())[0].id
    card = await open_one(room)

    copied = await room.fake.select(card, f"copy:1:{key}", [other], room.manager)
    assert f"in <#{other.id}> too" in copied.text
    assert len(await room.followed()) == 2
    third = room.fake.add_channel(room.guild, "third")
    moved = await room.fake.select(card, f"move:1:{key}", [third], room.manager)

    assert f"now followed in <#{third.id}>" in moved.text
    listed = await room.fake.slash(room.guild, third, room.manager, "following")
    assert f"<#{third.id}>\n- **Kim Jong Un**" in listed.text
    assert f"<#{room.channel.id}>" not in listed.text


async def test_a_sample_goes_through_the_outbox(room: Room) -> None:
    """It looks just like an alert, is marked as a sample, and tells no story for good."""
    await room.follow("Kim Jong Un")
    card = await open_one(room)

    told = await room.fake.click(card, "Sample alert", room.manager)
    posted = await room.post_card()

    assert f"on its way to <#{room.channel.id}>" in told.text
    assert "Sample: this is how an alert looks here." in posted.text
    assert any(one.startswith("why:1:") for one in posted.custom_ids)


async def test_ones_own_messages_are_listed_in_the_server_too(room: Room) -> None:
    """What a member follows for themselves shows to them alone, and can be changed there."""
    await room.follow("Taebaek", by=room.member)

    theirs = await room.use("following", by=room.member)
    others = await room.use("following", by=room.manager)

    assert "your direct messages\n- **Taebaek**" in theirs.text
    assert "Taebaek" not in others.text
    (one,) = await room.followed(Reader(user_id=room.member.id))
    card = await room.fake.select(theirs, "edit:1:list", [str(one.id)], room.member)
    await room.fake.click(card, "Remove", room.member)
    assert await room.followed(Reader(user_id=room.member.id)) == ()


async def test_a_persons_watch_moves_into_a_channel(room: Room) -> None:
    """The server gets a watch of its own, so that it is told."""
    await room.fake.slash(None, None, room.manager, "help")
    answer = await room.fake.slash(None, None, room.manager, "follow", {"what": "Taebaek"})
    await room.fake.click(answer, "Follow", room.manager)
    reader = Reader(user_id=room.manager.id)
    (one,) = await room.followed(reader)
    listed = await room.use("following")
    card = await room.fake.select(listed, "edit:1:list", [str(one.id)], room.manager)

    await room.fake.select(card, f"move:1:{one.id}", [room.channel], room.manager)

    assert await room.followed(reader) == ()
    (moved,) = await room.followed()
    seen = await room.store.read(lambda tx: watches.by_ids(tx, [moved.watch_id]))
    assert seen[moved.watch_id].guild_id == room.guild.id
