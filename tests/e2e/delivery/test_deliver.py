"""The outbox's sender with a real database, the unmodified client, and the local Discord."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.attempts import Patience
from bot.client import RestSession
from bot.deliver import Deliverer
from bot.pacing import PaceLimits
from bot.wires import HERE, TokenRefusedError
from bot.wires.over_discord import DiscordWire
from tests.e2e.delivery.outbox import RHYTHM, Outbox
from tests.e2e.delivery.scene import make_card, make_session
from tests.fakes.discord import Channel, FakeDiscord, Fault, Limits, Permission
from watchers.model import DeliveryKind, DeliveryState, PlaceKind
from watchers.store import Store, deliveries, guilds, places
from watchers.store.guilds import Contacts

SEND = "POST /channels/*/messages"


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    store = Store.open("", data_dir=tmp_path)
    yield Outbox(store=store)
    store.close()


@pytest.fixture
def wire(session: RestSession) -> DiscordWire:
    return DiscordWire(session)


def texts(fake: FakeDiscord, channel: Channel) -> list[str]:
    return [message.text for message in fake.messages(channel)]


async def test_what_is_owed_arrives_once_and_in_order(
    fake: FakeDiscord, channel: Channel, outbox: Outbox, wire: DiscordWire
) -> None:
    """Every delivery becomes one message, with its message id remembered."""
    # given
    ids = outbox.owe(outbox.add_place(channel), *"abcde")
    # when
    async with outbox.delivering(wire):
        await outbox.until(ids)
    # then
    assert texts(fake, channel) == [f"{about} at 0" for about in "abcde"]
    found = [outbox.delivery(each).chunks[0].message_id for each in ids]
    assert found == [message.id for message in fake.messages(channel)]


async def test_a_wake_up_is_enough(
    fake: FakeDiscord, channel: Channel, outbox: Outbox, wire: DiscordWire
) -> None:
    """What comes due while the sender rests goes out when it is woken."""
    # given
    place = outbox.add_place(channel)
    async with outbox.delivering(wire) as deliverer:
        # when
        ids = outbox.owe(place, "late")
        deliverer.wake()
        # then
        await outbox.until(ids)


async def test_alerts_overtake_digests(
    fake: FakeDiscord, channel: Channel, outbox: Outbox, wire: DiscordWire
) -> None:
    """In one place an alert owed later goes before a digest owed earlier."""
    # given
    place = outbox.add_place(channel)
    ids = [
        *outbox.owe(place, "digest", kind=DeliveryKind.DIGEST),
        *outbox.owe(place, "alert"),
    ]
    # when
    async with outbox.delivering(wire):
        await outbox.until(ids)
    # then
    assert texts(fake, channel) == ["alert at 0", "digest at 0"]


async def test_a_digest_of_several_messages_keeps_its_order(
    fake: FakeDiscord, channel: Channel, outbox: Outbox, wire: DiscordWire
) -> None:
    """Each message has its own nonce; a fault in the middle doubles and loses none."""
    # given
    ids = outbox.owe(outbox.add_place(channel), "one|two|three", kind=DeliveryKind.DIGEST)
    await wire._session.client()
    fake.faults.plant(Fault(route=SEND, kind="drop", is_after=True, times=2))
    # when
    async with outbox.delivering(wire):
        await outbox.until(ids)
    # then
    (first,) = fake.messages(channel)
    messages = [first, *fake.messages(first.id)]
    assert [message.text for message in messages] == ["one at 0", "two at 0", "three at 0"]
    nonces = [message.nonce for message in messages]
    assert nonces == [outbox.delivery(ids[0]).nonce(number) for number in range(3)]


@pytest.mark.parametrize("kind", ["drop", "reset", "error"])
@pytest.mark.parametrize("is_after", [True, False])
async def test_a_fault_neither_loses_nor_doubles(
    fake: FakeDiscord,
    channel: Channel,
    outbox: Outbox,
    wire: DiscordWire,
    kind: str,
    is_after: bool,
) -> None:
    """Whatever happens to an answer, before or after the work, each message is there once."""
    # given
    ids = outbox.owe(outbox.add_place(channel), *"abc")
    await wire._session.client()
    fake.faults.plant(
        Fault(route=SEND, kind=kind, status=503, is_after=is_after, times=3)  # type: ignore[arg-type]
    )
    # when
    async with outbox.delivering(wire):
        await outbox.until(ids)
    # then
    assert texts(fake, channel) == ["a at 0", "b at 0", "c at 0"]


async def test_a_message_from_before_the_window_is_found_in_history(
    fake: FakeDiscord, channel: Channel, outbox: Outbox, wire: DiscordWire
) -> None:
    """A crash after the send, and an outage longer than Discord's memory: found, not sent."""
    # given
    place = outbox.add_place(channel)
    ids = outbox.owe(place, "a", "b")
    await leave_unmarked(outbox, wire, ids[0])
    # when
    outbox.clock.added += timedelta(hours=1)
    fake.clock.advance(3600)
    async with outbox.delivering(wire) as deliverer:
        await outbox.until(ids)
    # then
    assert texts(fake, channel) == ["a at 0", "b at 0"]
    assert deliverer.counts["found"] == 1


async def test_within_the_window_the_nonce_answers(
    fake: FakeDiscord, channel: Channel, outbox: Outbox, wire: DiscordWire
) -> None:
    """A crash after the send, and a quick restart: the same nonce, and no look into history."""
    # given
    ids = outbox.owe(outbox.add_place(channel), "a", "b")
    await leave_unmarked(outbox, wire, ids[0])
    # when
    async with outbox.delivering(wire) as deliverer:
        await outbox.until(ids)
    # then
    assert texts(fake, channel) == ["a at 0", "b at 0"]
    assert deliverer.counts["found"] == 0
    assert fake.repeated_nonces == 1


async def leave_unmarked(outbox: Outbox, wire: DiscordWire, delivery_id: int) -> None:
    """The traces of a process that died between Discord's answer and its own note of it."""
    now, head = outbox.clock(), outbox.delivery(delivery_id)
    payload = [{"components": list(make_card("a at 0", head.marker).components), "plain": "a"}]
    outbox.store.write_now(lambda tx: deliveries.claim(tx, delivery_id, payload, now, lease_s=60))
    await wire.send(head.place, make_card("a at 0", head.marker), head.marker)


async def test_a_stop_lets_the_message_under_way_arrive(
    fake: FakeDiscord, channel: Channel, outbox: Outbox, wire: DiscordWire
) -> None:
    """SIGTERM waits for Discord's answer, and takes up nothing new."""
    # given
    ids = outbox.owe(outbox.add_place(channel), "a", "b")
    await wire._session.client()
    fake.faults.plant(Fault(route=SEND, kind="delay", delay_s=0.2))
    deliverer = Deliverer(outbox.outfit(wire), RHYTHM)
    running = asyncio.ensure_future(deliverer.run())
    await asyncio.sleep(0.1)
    # when
    deliverer.stop()
    await running
    # then
    assert outbox.states(ids) == [DeliveryState.SENT, DeliveryState.PENDING]


@pytest.mark.parametrize(("denied", "code"), [((), 50001), ((Permission.SEND_MESSAGES,), 50013)])
async def test_a_lost_place_is_suspended_and_told_of_once(
    fake: FakeDiscord,
    channel: Channel,
    outbox: Outbox,
    wire: DiscordWire,
    denied: tuple[Permission, ...],
    code: int,
) -> None:
    """The channel of the last command hears of it once; what is owed waits."""
    # given
    assert channel.guild_id is not None
    desk = fake.add_channel(channel.guild_id, "desk")
    place = outbox.add_place(channel)
    note(outbox, channel.guild_id, Contacts(last_channel_id=desk.id))
    fake.forbid_bot(channel, *denied)
    ids = outbox.owe(place, "a", "b")
    # when
    async with outbox.delivering(wire):
        await outbox.until(ids, DeliveryState.PARKED)
        await fake.wait_for_message(desk)
        outbox.owe(place, "c")
        await asyncio.sleep(0.2)
    # then
    found = outbox.store.read_now(lambda tx: places.by_ids(tx, [place.id]))[place.id]
    assert found.suspended_code == code
    assert len(fake.messages(desk)) == 1
    refused = [one for one in fake.exchanges if one.status in (403, 404)]
    assert len(refused) == 1


async def test_the_owner_is_told_where_no_channel_can(
    fake: FakeDiscord, channel: Channel, outbox: Outbox, wire: DiscordWire
) -> None:
    """The last command's channel and the system channel are lost too: the owner gets a message."""
    # given
    assert channel.guild_id is not None
    desk, hall = (fake.add_channel(channel.guild_id, name) for name in ("desk", "hall"))
    owner = fake.world.users[fake.world.guilds[channel.guild_id].owner_id]
    place = outbox.add_place(channel)
    contacts = Contacts(last_channel_id=desk.id, system_channel_id=hall.id, owner_id=owner.id)
    note(outbox, channel.guild_id, contacts)
    for lost in (channel, desk, hall):
        fake.forbid_bot(lost)
    # when
    outbox.owe(place, "a")
    async with outbox.delivering(wire):
        await fake.wait_for_message(fake.dm(owner))
    # then
    assert len(fake.messages(fake.dm(owner))) == 1


def note(outbox: Outbox, guild_id: int, contacts: Contacts) -> None:
    outbox.store.write_now(lambda tx: guilds.note_contacts(tx, guild_id, contacts))


async def test_direct_messages_end_when_the_person_blocks_us(
    fake: FakeDiscord, outbox: Outbox, wire: DiscordWire
) -> None:
    """50007: the person's place is suspended, and nobody is told."""
    # given
    reader = fake.add_user("ann")
    fake.close_dm(reader)
    now = outbox.clock()
    place = outbox.store.write_now(lambda tx: places.ensure(tx, PlaceKind.PERSON, reader.id, now))
    # when
    ids = outbox.owe(place, "a", "b")
    async with outbox.delivering(wire):
        await outbox.until(ids, DeliveryState.PARKED)
    # then
    assert fake.messages(fake.dm(reader)) == []


async def test_a_message_nobody_can_take_does_not_block_the_next(
    fake: FakeDiscord, channel: Channel, outbox: Outbox, wire: DiscordWire
) -> None:
    """A malformed message is refused with its reason, and the place goes on."""
    # given
    place = outbox.add_place(channel)
    bad = outbox.owe(place, "x" * 4001)
    good = outbox.owe(place, "good")
    # when
    async with outbox.delivering(wire):
        await outbox.until(good)
    # then
    refusal = outbox.delivery(bad[0]).refusal
    assert outbox.states(bad) == [DeliveryState.REFUSED]
    assert refusal is not None
    assert refusal.code == "message-malformed"


async def test_a_text_that_discord_fails_on_does_not_block_the_next(
    fake: FakeDiscord, channel: Channel, outbox: Outbox, wire: DiscordWire
) -> None:
    """500 for one message only is given up after some attempts, while others get through."""
    # given
    other = fake.add_channel(channel.guild_id or 0, "other")
    place, elsewhere = outbox.add_place(channel), outbox.add_place(other)
    bad, good = outbox.owe(place, "bad"), outbox.owe(place, "good")
    wire = Failing500(wire._session)
    # when
    async with outbox.delivering(wire):
        for number in range(200):
            outbox.owe(elsewhere, f"n{number}")
            await asyncio.sleep(0.01)
            if outbox.states(good) == [DeliveryState.SENT]:
                break
    # then
    assert outbox.states([*bad, *good]) == [DeliveryState.REFUSED, DeliveryState.SENT]


class Failing500(DiscordWire):
    """discord.py repeats a 500 for 25 s by itself; here its verdict comes at once."""

    async def send(self, place, message, nonce, *, spot=HERE):  # type: ignore[no-untyped-def]
        from bot.wires.answers import read_answer

        if message.plain.startswith("bad"):
            return read_answer(500, 0)
        return await super().send(place, message, nonce, spot=spot)


async def test_a_revoked_token_stops_everything(
    fake: FakeDiscord, channel: Channel, outbox: Outbox, wire: DiscordWire
) -> None:
    """401 ends the sender; what is owed stays owed, and hardly a request is wasted."""
    # given
    places_ = [
        outbox.add_place(fake.add_channel(channel.guild_id or 0, f"n{number}"))
        for number in range(5)
    ]
    ids = [outbox.owe(place, "a")[0] for place in places_]
    fake.revoke_token()
    deliverer = Deliverer(outbox.outfit(wire), RHYTHM)
    # when
    with pytest.raises(TokenRefusedError):
        await asyncio.wait_for(deliverer.run(), 10)
    # then
    assert DeliveryState.SENT not in outbox.states(ids)
    assert fake.limits.invalid_count <= 5


async def test_an_edit_shows_the_newest_state_only(
    fake: FakeDiscord, channel: Channel, outbox: Outbox, wire: DiscordWire
) -> None:
    """Several changes before the sender looks make one edit, to the newest."""
    # given
    ids = outbox.owe(outbox.add_place(channel), "card")
    async with outbox.delivering(wire):
        await outbox.until(ids)
    want_edits(outbox, ids[0], 3)
    # when
    async with outbox.delivering(wire) as deliverer:
        await fake.changes.until(
            lambda: True if texts(fake, channel) == ["card at 3"] else None, 10
        )
        await asyncio.sleep(0.1)
    # then
    assert deliverer.counts["edited"] == 1
    assert outbox.delivery(ids[0]).applied_revision == 3


async def test_a_deleted_card_wants_no_edit_any_more(
    fake: FakeDiscord, channel: Channel, outbox: Outbox, wire: DiscordWire
) -> None:
    """10008 on an edit: the card is gone, once and for all."""
    # given
    ids = outbox.owe(outbox.add_place(channel), "card")
    async with outbox.delivering(wire):
        await outbox.until(ids)
    fake.remove_message(fake.messages(channel)[0])
    want_edits(outbox, ids[0], 1)
    # when
    async with outbox.delivering(wire):
        await asyncio.sleep(0.3)
    # then
    patches = [one for one in fake.exchanges if one.method == "PATCH"]
    assert len(patches) == 1


def want_edits(outbox: Outbox, delivery_id: int, times: int) -> None:
    """The story of the card has changed so many times."""
    from sqlalchemy import update

    from watchers.store.schema import deliveries as table

    outbox.store.write_now(
        lambda tx: tx.execute(
            update(table).where(table.c.id == delivery_id).values(wanted_revision=times)
        )
    )


async def test_many_channels_at_discords_limits_lose_nothing(tmp_path: Path) -> None:
    """A hundred and twenty channels with two messages each, windows a fifth as long: all arrive."""
    # given
    scale = 0.2
    limits = PaceLimits(per_s=45 / scale, place_window_s=5 * scale)
    store = Store.open("", data_dir=tmp_path)
    outbox = Outbox(store=store)
    async with FakeDiscord(limits=Limits.real(scale=scale)) as fake:
        guild = fake.add_guild()
        channels = [fake.add_channel(guild, f"news-{number}") for number in range(120)]
        ids = [each for one in channels for each in outbox.owe(outbox.add_place(one), "a", "b")]
        session = make_session(fake, limits)
        # when
        async with outbox.delivering(DiscordWire(session), Patience(first_s=0.1)):
            await outbox.until(ids)
        # then
        assert all(texts(fake, one) == ["a at 0", "b at 0"] for one in channels)
        assert fake.count_429 <= 40
        await session.close()
    store.close()
