"""Threads, forums and announcements, by the unmodified client against the local Discord."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.client import RestSession
from bot.wires import Failed, Refused, Sent, Spot
from bot.wires.over_discord import DiscordWire
from tests.e2e.delivery.outbox import Outbox
from tests.e2e.delivery.scene import make_card, place_of
from tests.fakes.discord import Channel, FakeDiscord, Fault, Permission
from watchers.model import DeliveryKind, GuildSettings, Reader
from watchers.store import Store, guilds


@pytest.fixture
def wire(session: RestSession) -> DiscordWire:
    return DiscordWire(session)


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    store = Store.open("", data_dir=tmp_path)
    yield Outbox(store=store)
    store.close()


@pytest.fixture
def forum(fake: FakeDiscord) -> Channel:
    return fake.add_channel(fake.add_guild(), "stories", kind="forum")


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


async def test_a_thread_is_opened_when_first_needed(
    fake: FakeDiscord, channel: Channel, wire: DiscordWire
) -> None:
    """Two messages go into the thread of a card, which is opened once and called like it."""
    # given
    card = await wire.send(place_of(channel), make_card("Card", "abc-1"), "abc-1")
    assert isinstance(card, Sent)
    spot = Spot(thread_of=card.message_id, title="Freedom Shield")
    # when
    for marker in ("abc-2", "abc-3"):
        outcome = await wire.send(place_of(channel), make_card("More", marker), marker, spot=spot)
        assert isinstance(outcome, Sent)
        assert outcome.thread_id == card.message_id
    # then
    thread = fake.world.channels[card.message_id]
    assert thread.name == "Freedom Shield"
    assert len(fake.messages(thread)) == 2
    assert len(fake.messages(channel)) == 1


async def test_without_the_permission_a_message_replies(
    fake: FakeDiscord, channel: Channel, wire: DiscordWire
) -> None:
    """Where no thread can be opened the message stands in the channel, under its card."""
    # given
    fake.forbid_bot(channel, Permission.CREATE_PUBLIC_THREADS)
    card = await wire.send(place_of(channel), make_card("Card", "abc-1"), "abc-1")
    assert isinstance(card, Sent)
    spot = Spot(thread_of=card.message_id, title="Story")
    # when
    outcome = await wire.send(place_of(channel), make_card("More", "abc-2"), "abc-2", spot=spot)
    # then
    assert isinstance(outcome, Sent)
    assert outcome.thread_id is None
    assert fake.messages(channel)[1].reference is not None
    found = await wire.find(
        place_of(channel), make_card("More", "abc-2"), "abc-2", after=an_hour_ago(), spot=spot
    )
    assert found == outcome


async def test_a_message_in_a_thread_is_found_there(
    fake: FakeDiscord, channel: Channel, wire: DiscordWire
) -> None:
    """The look into history looks where the message was meant to go."""
    # given
    card = await wire.send(place_of(channel), make_card("Card", "abc-1"), "abc-1")
    assert isinstance(card, Sent)
    spot, more = Spot(thread_of=card.message_id, title="Story"), make_card("More", "abc-2")
    sent = await wire.send(place_of(channel), more, "abc-2", spot=spot)
    # when
    found = await wire.find(place_of(channel), more, "abc-2", after=an_hour_ago(), spot=spot)
    # then
    assert isinstance(sent, Sent)
    assert isinstance(found, Sent)
    assert found.message_id == sent.message_id


async def test_a_forum_gets_a_post_for_each_card(
    fake: FakeDiscord, forum: Channel, wire: DiscordWire
) -> None:
    """A card becomes a post of its name; it can be edited and answered there."""
    # when
    outcome = await wire.send(place_of(forum), make_card("## First", "abc-1"), "abc-1")
    # then
    assert isinstance(outcome, Sent)
    post = fake.world.channels[outcome.thread_id or 0]
    assert (post.parent_id, post.name) == (forum.id, "First")
    # when
    await wire.edit(place_of(forum), make_card("## Later", "abc-1"), outcome)
    spot = Spot(thread_of=outcome.thread_id)
    await wire.send(place_of(forum), make_card("An update", "abc-2"), "abc-2", spot=spot)
    # then
    assert [message.text for message in fake.messages(post)] == ["## Later", "An update"]


async def test_a_post_is_not_opened_twice(
    fake: FakeDiscord, forum: Channel, wire: DiscordWire
) -> None:
    """Posts have no nonce: after a lost answer the forum is looked through first."""
    # given
    fake.faults.plant(Fault(route="POST /channels/*/threads", status=503, is_after=True))
    card = make_card("## First", "abc-1")
    # when
    first = await wire.send(place_of(forum), card, "abc-1")
    second = await wire.send(place_of(forum), card, "abc-1")
    found = await wire.find(place_of(forum), card, "abc-1", after=an_hour_ago())
    # then
    posts = [one for one in fake.world.channels.values() if one.parent_id == forum.id]
    assert isinstance(first, Failed)
    assert second == found
    assert len(posts) == 1


async def test_an_update_to_a_post_that_people_removed_is_refused(
    fake: FakeDiscord, forum: Channel, wire: DiscordWire
) -> None:
    """The forum goes on; nobody wants that story any more."""
    # given
    outcome = await wire.send(place_of(forum), make_card("## First", "abc-1"), "abc-1")
    assert isinstance(outcome, Sent)
    fake.remove_channel(outcome.thread_id or 0)
    spot = Spot(thread_of=outcome.thread_id)
    # when
    late = await wire.send(place_of(forum), make_card("Late", "abc-2"), "abc-2", spot=spot)
    # then
    assert isinstance(late, Refused)


async def test_a_long_digest_goes_on_in_a_thread(
    fake: FakeDiscord, channel: Channel, outbox: Outbox, wire: DiscordWire
) -> None:
    """The channel shows its first message, the thread the rest, in order."""
    # given
    ids = outbox.owe(outbox.add_place(channel), "one|two|three", kind=DeliveryKind.DIGEST)
    # when
    async with outbox.delivering(wire):
        await outbox.until(ids)
    # then
    (first,) = fake.messages(channel)
    rest = [message.text for message in fake.messages(first.id)]
    assert rest == ["two at 0", "three at 0"]
    assert outbox.delivery(ids[0]).thread_id == first.id


@pytest.mark.parametrize(("wants", "crossposted"), [(True, 10), (False, 0)])
async def test_announcements_are_passed_on_within_the_limit(
    fake: FakeDiscord,
    outbox: Outbox,
    wire: DiscordWire,
    wants: bool,
    crossposted: int,
) -> None:
    """Where the server wants so, ten an hour; the rest are posted all the same."""
    # given
    guild = fake.add_guild()
    channel = fake.add_channel(guild, "announcements", kind="announcement")
    place, now = outbox.add_place(channel), outbox.clock()
    settings = replace(GuildSettings(), crossposts=wants)
    outbox.store.write_now(
        lambda tx: guilds.change_settings(tx, Reader(guild_id=guild.id), settings, now)
    )
    # when
    ids = outbox.owe(place, *(f"n{number}" for number in range(12)))
    async with outbox.delivering(wire):
        await outbox.until(ids)
    # then
    assert sum(message.flags & 1 for message in fake.messages(channel)) == crossposted
