"""The wire to Discord, by the unmodified client against the local Discord."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.client import RestSession
from bot.pacing import PaceLimits
from bot.wires import Failed, NotFound, Refused, Sent, Spot, Suspended, TokenRefused
from bot.wires.over_discord import DiscordWire
from tests.e2e.delivery.scene import make_card, make_session, place_of
from tests.fakes.discord import Channel, FakeDiscord, Fault, Limits, Permission
from watchers.model import Place, PlaceKind

SEND = "POST /channels/*/messages"


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


async def test_a_card_arrives_with_its_nonce(
    fake: FakeDiscord, session: RestSession, channel: Channel
) -> None:
    """What is sent is the card, its buttons and our nonce; nobody is pinged."""
    # when
    outcome = await DiscordWire(session).send(
        place_of(channel), make_card("@everyone Kim calls for readiness", "abc-1"), "abc-1"
    )
    # then
    (message,) = fake.messages(channel)
    assert outcome == Sent(message_id=message.id, channel_id=channel.id)
    assert message.nonce == "abc-1"
    assert message.custom_ids == ("why:1:abc-1",)
    assert not message.pings


async def test_only_the_chosen_role_is_pinged(
    fake: FakeDiscord, session: RestSession, channel: Channel
) -> None:
    """A role that the server chose hears of it, and nobody whom the feed's text names."""
    # given
    assert channel.guild_id is not None
    chosen, other = (fake.add_role(channel.guild_id, name) for name in ("watch", "other"))
    words = f"<@&{chosen.id}> <@&{other.id}> @everyone"
    # when
    await DiscordWire(session).send(place_of(channel), make_card(words, role_id=chosen.id), "abc-1")
    # then
    (message,) = fake.messages(channel)
    assert message.pings.roles == [chosen.id]
    assert not message.pings.is_everyone


async def test_the_same_nonce_makes_no_second_message(
    fake: FakeDiscord, session: RestSession, channel: Channel
) -> None:
    """A resend within Discord's window gives the first message back."""
    # given
    wire, card = DiscordWire(session), make_card("Freedom Shield begins", "abc-1")
    first = await wire.send(place_of(channel), card, "abc-1")
    # when
    second = await wire.send(place_of(channel), card, "abc-1")
    # then
    assert first == second
    assert len(fake.messages(channel)) == 1


async def test_an_update_answers_to_its_card(
    fake: FakeDiscord, session: RestSession, channel: Channel
) -> None:
    """A reply names the card, and stands by itself where the card is gone."""
    # given
    wire = DiscordWire(session)
    card = await wire.send(place_of(channel), make_card("First report", "abc-1"), "abc-1")
    assert isinstance(card, Sent)
    # when
    update = make_card("A correction", "abc-2")
    await wire.send(place_of(channel), update, "abc-2", spot=Spot(reply_to=card.message_id))
    await wire.send(place_of(channel), make_card("Later", "abc-3"), "abc-3", spot=Spot(reply_to=5))
    # then
    assert fake.messages(channel)[1].reference is not None
    assert len(fake.messages(channel)) == 3


async def test_an_edit_replaces_the_card(
    fake: FakeDiscord, session: RestSession, channel: Channel
) -> None:
    """The message stays, its words are the new ones."""
    # given
    wire = DiscordWire(session)
    sent = await wire.send(place_of(channel), make_card("Two outlets", "abc-1"), "abc-1")
    assert isinstance(sent, Sent)
    # when
    outcome = await wire.edit(place_of(channel), make_card("Six outlets", "abc-1"), sent)
    # then
    (message,) = fake.messages(channel)
    assert outcome == sent
    assert message.text == "Six outlets"


async def test_a_card_is_found_by_its_marker(
    fake: FakeDiscord, session: RestSession, channel: Channel
) -> None:
    """Among other messages, ours and others', history shows the one with the marker."""
    # given
    wire, reader = DiscordWire(session), fake.add_user("ann")
    for number in range(120):
        fake.say(channel, reader, f"chatter {number}")
    wanted = await wire.send(place_of(channel), make_card("Wanted", "abc-7"), "abc-7")
    await wire.send(place_of(channel), make_card("Another", "abc-77"), "abc-77")
    # when
    found = await wire.find(
        place_of(channel), make_card("Wanted", "abc-7"), "abc-7", after=an_hour_ago()
    )
    missing = await wire.find(
        place_of(channel), make_card("Wanted", "abc-8"), "abc-8", after=an_hour_ago()
    )
    # then
    assert found == wanted
    assert missing == NotFound()


async def test_a_card_without_buttons_is_found_by_its_words(
    fake: FakeDiscord, session: RestSession, channel: Channel
) -> None:
    """A notice has no button to carry a marker: its words tell."""
    # given
    wire = DiscordWire(session)
    await wire.send(place_of(channel), make_card("Another notice"), "abc-1")
    wanted = await wire.send(place_of(channel), make_card("A notice"), "abc-2")
    # when
    found = await wire.find(place_of(channel), make_card("A notice"), "abc-2", after=an_hour_ago())
    # then
    assert found == wanted


async def test_a_person_gets_direct_messages(fake: FakeDiscord, session: RestSession) -> None:
    """A person's place is their direct messages, and history is read there too."""
    # given
    reader = fake.add_user("ann")
    place = Place(id=1, kind=PlaceKind.PERSON, discord_id=reader.id)
    wire, card = DiscordWire(session), make_card("For you", "abc-1")
    # when
    sent = await wire.send(place, card, "abc-1")
    found = await wire.find(place, card, "abc-1", after=an_hour_ago())
    # then
    assert [message.text for message in fake.messages(fake.dm(reader))] == ["For you"]
    assert found == sent


async def test_a_person_who_blocks_us_is_suspended(fake: FakeDiscord, session: RestSession) -> None:
    """50007 ends the direct messages."""
    # given
    reader = fake.add_user("ann")
    fake.close_dm(reader)
    place = Place(id=1, kind=PlaceKind.PERSON, discord_id=reader.id)
    # when
    outcome = await DiscordWire(session).send(place, make_card("For you"), "abc-1")
    # then
    assert outcome == Suspended(code=50007)


Loss = Callable[[FakeDiscord, Channel], None]


@pytest.mark.parametrize(
    ("lose", "code"),
    [
        (lambda fake, channel: fake.remove_channel(channel), 10003),
        (lambda fake, channel: fake.forbid_bot(channel), 50001),
        (lambda fake, channel: fake.forbid_bot(channel, Permission.SEND_MESSAGES), 50013),
        (lambda fake, channel: fake.kick_bot(channel.guild_id), 50001),
    ],
)
async def test_a_lost_channel_is_suspended(
    fake: FakeDiscord, session: RestSession, channel: Channel, lose: Loss, code: int
) -> None:
    """Gone, closed or forbidden: the place takes no messages."""
    # given
    lose(fake, channel)
    # when
    outcome = await DiscordWire(session).send(place_of(channel), make_card("Late"), "abc-1")
    # then
    assert outcome == Suspended(code=code)


async def test_a_revoked_token_is_told(
    fake: FakeDiscord, session: RestSession, channel: Channel
) -> None:
    """Before the login and after it, 401 is the token's end."""
    # given
    wire = DiscordWire(session)
    await wire.send(place_of(channel), make_card("Before"), "abc-1")
    # when
    fake.revoke_token()
    # then
    assert await wire.send(place_of(channel), make_card("After"), "abc-2") == TokenRefused()
    newcomer = make_session(fake, token="revoked")
    assert await DiscordWire(newcomer).send(place_of(channel), make_card("x"), "abc-3") == (
        TokenRefused()
    )


@pytest.mark.parametrize(
    "fault",
    [
        Fault(route=SEND, kind="drop", is_after=True),
        Fault(route=SEND, kind="reset", is_after=True),
        Fault(route=SEND, kind="error", status=503, is_after=True),
        Fault(route=SEND, kind="drop"),
        Fault(route=SEND, kind="reset"),
        Fault(route=SEND, kind="error", status=503),
    ],
)
async def test_a_lost_answer_fails_and_the_resend_arrives_once(
    fake: FakeDiscord, session: RestSession, channel: Channel, fault: Fault
) -> None:
    """Whether the work was done or not, the failure is said and one message is there in the end."""
    # given
    wire, card = DiscordWire(session), make_card("Once", "abc-1")
    await session.client()
    fake.faults.plant(fault)
    # when
    first = await wire.send(place_of(channel), card, "abc-1")
    second = await wire.send(place_of(channel), card, "abc-1")
    # then
    assert isinstance(first, Failed)
    assert isinstance(second, Sent)
    assert len(fake.messages(channel)) == 1


async def test_a_discord_that_never_answers_is_given_up(
    fake: FakeDiscord, session: RestSession, channel: Channel
) -> None:
    """No place waits for ever: the call fails, and is tried again like any other."""
    # given
    await session.client()
    fake.faults.plant(Fault(route=SEND, kind="delay", delay_s=1.0))
    # when
    outcome = await DiscordWire(session, attempt_s=0.1).send(
        place_of(channel), make_card("Slow", "abc-1"), "abc-1"
    )
    # then
    assert isinstance(outcome, Failed)


async def test_a_message_deleted_meanwhile_is_not_sent_again(
    fake: FakeDiscord, session: RestSession, channel: Channel
) -> None:
    """Discord remembers the nonce of a deleted message; people wanted it gone."""
    # given
    wire, card = DiscordWire(session), make_card("Gone", "abc-1")
    await wire.send(place_of(channel), card, "abc-1")
    fake.remove_message(fake.messages(channel)[0])
    # when
    outcome = await wire.send(place_of(channel), card, "abc-1")
    # then
    assert isinstance(outcome, Refused)
    assert outcome.reason.code == "message-deleted"


async def test_a_malformed_message_is_refused(
    fake: FakeDiscord, session: RestSession, channel: Channel
) -> None:
    """What passes Discord's limits is refused with a reason, not tried for ever."""
    # when
    outcome = await DiscordWire(session).send(
        place_of(channel), make_card("x" * 4001, "abc-1"), "abc-1"
    )
    # then
    assert isinstance(outcome, Refused)
    assert outcome.reason.code == "message-malformed"


async def test_discord_unreachable_at_first_is_reached_later(
    fake: FakeDiscord, channel: Channel
) -> None:
    """A session that could not log in logs in at the next need."""
    # given
    session = make_session(fake)
    fake.faults.plant(Fault(route="GET /users/@me", status=503))
    wire = DiscordWire(session)
    # when
    first = await wire.send(place_of(channel), make_card("x"), "abc-1")
    second = await wire.send(place_of(channel), make_card("x"), "abc-1")
    # then
    assert isinstance(first, Failed)
    assert isinstance(second, Sent)
    await session.close()


async def test_a_thousand_at_once_lose_none() -> None:
    """At Discord's limits, windows a fifth as long, all arrive, with hardly a 429."""
    assert await send_a_thousand(scale=0.2) <= 50


@pytest.mark.soak
async def test_a_thousand_at_once_lose_none_in_real_time() -> None:
    """The same with Discord's own windows."""
    assert await send_a_thousand(scale=1.0) <= 5


async def send_a_thousand(*, scale: float) -> int:
    """Send four messages into each of 250 channels, all at once; how many 429s that drew."""
    paced = PaceLimits(per_s=45 / scale, place_window_s=5 * scale)
    async with FakeDiscord(limits=Limits.real(scale=scale)) as fake:
        guild = fake.add_guild()
        channels = [fake.add_channel(guild, f"news-{number}") for number in range(250)]
        session = make_session(fake, paced)
        wire = DiscordWire(session)
        await session.client()

        async def send_four(index: int) -> list[object]:
            return [
                await wire.send(place_of(channels[index]), make_card("x"), f"abc-{index}.{number}")
                for number in range(4)
            ]

        outcomes = await asyncio.gather(*(send_four(index) for index in range(250)))
        await session.close()
        assert all(isinstance(one, Sent) for four in outcomes for one in four)
        assert sum(len(fake.messages(channel)) for channel in channels) == 1000
        return fake.count_429
