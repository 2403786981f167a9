"""The outbox protocol: each step is on disk before the next, and no message is lost or doubled."""

from dataclasses import replace

import pytest

from tests.contract.store.making import (
    READER_A,
    READER_B,
    START,
    World,
    alert,
    in_story,
    minutes,
)
from watchers.model import DeliveryKind, DeliveryState, Reason, Tier
from watchers.store import Tx, deliveries, guilds, installation, places
from watchers.store.deliveries import Chunk, Delivery

PAYLOAD = ({"flags": 32768, "components": [{"type": 10, "content": "Kim calls"}]},)


def heads(world: World, at: float = 0) -> tuple[Delivery, ...]:
    """The heads of the outbox so many minutes after the start."""
    return world.read(lambda tx: deliveries.heads(tx, minutes(at)))


def claim(world: World, delivery_id: int, at: float = 0) -> Delivery | None:
    """The delivery claimed for a minute."""
    return world.write(
        lambda tx: deliveries.claim(tx, delivery_id, PAYLOAD, minutes(at), lease_s=60)
    )


def send(world: World, delivery_id: int, message_id: int = 5001, at: float = 0) -> None:
    """The delivery claimed, acknowledged and sent."""
    claim(world, delivery_id, at)

    def acknowledge(tx: Tx) -> None:
        chunk = Chunk(number=0, message_id=message_id, channel_id=11)
        deliveries.mark_chunk_sent(tx, delivery_id, chunk, minutes(at))
        deliveries.mark_sent(tx, delivery_id, minutes(at))

    world.write(acknowledge)


def told_story(world: World, title: str = "Kim calls for shells") -> int:
    """A stored story's id."""
    news = world.news(title)
    world.remember(news)
    return news.grouped.story_id


def test_each_place_has_one_head_alerts_before_digests(world: World) -> None:
    """A place's messages go one after another; an alert owed later passes a digest."""
    # given
    story = told_story(world)
    digest = alert(world.place_a, [story], kind=DeliveryKind.DIGEST, about="digest:1")
    first, second = alert(world.place_a, [story]), alert(world.place_a, [story], about="story:2:1")
    ids = world.owe(digest, first, second, alert(world.place_b, [story]))
    # when
    found = heads(world)
    # then
    assert [each.id for each in found] == [ids[1], ids[3]]
    assert found[0].story_ids == (story,)
    assert found[0].place == world.place_a


def test_what_is_due_later_is_no_head(world: World) -> None:
    """A message held for the morning does not hold up an urgent one."""
    # given
    story = told_story(world)
    held = alert(world.place_a, [story], due_at=minutes(60))
    urgent = alert(world.place_a, [story], about="story:2:1", tier=Tier.URGENT)
    ids = world.owe(held, urgent)
    # when
    now, later = heads(world, 1), world.read(lambda tx: deliveries.next_due_at(tx, START))
    # then
    assert [each.id for each in now] == [ids[1]]
    assert later == START


def test_the_first_claim_freezes_marker_and_payload(world: World) -> None:
    """A second attempt sends the very same message under the very same nonce."""
    # given
    (owed,) = world.owe(alert(world.place_a, [told_story(world)]))
    expected = heads(world)[0].marker
    claim(world, owed)
    # when
    other = ({"components": []},)
    again = world.write(lambda tx: deliveries.claim(tx, owed, other, minutes(2), lease_s=60))
    # then
    assert again is not None
    assert again.payload == PAYLOAD
    assert again.marker == again.nonce(0) == expected
    assert again.marker.startswith(world.read(installation.read).prefix + "-")
    assert again.first_attempt_at == START
    assert again.attempts == 2
    assert len(again.nonce(999)) <= 25


def test_a_leased_delivery_is_nobody_elses(world: World) -> None:
    """Two senders never hold the same delivery."""
    # given
    (owed,) = world.owe(alert(world.place_a, [told_story(world)]))
    claim(world, owed)
    # when
    again, found = claim(world, owed), heads(world)
    # then
    assert again is None
    assert found == ()


def test_what_was_under_way_at_a_crash_is_taken_up_again_first(world: World) -> None:
    """After a restart the delivery in state sending is the head, frozen as it was."""
    # given
    story = told_story(world)
    first, _second = world.owe(
        alert(world.place_a, [story]), alert(world.place_a, [story], about="story:2:1")
    )
    claim(world, first)
    # when
    released = world.write(deliveries.release)
    (found,) = heads(world, 1)
    # then
    assert released == 1
    assert (found.id, found.state, found.payload) == (first, DeliveryState.SENDING, PAYLOAD)
    assert found.first_attempt_at == START


def test_a_passing_fault_blocks_its_place_until_the_retry(world: World) -> None:
    """Order within a place is kept while its head waits; other places go on."""
    # given
    story = told_story(world)
    first, _second, other = world.owe(
        alert(world.place_a, [story]),
        alert(world.place_a, [story], about="story:2:1"),
        alert(world.place_b, [story]),
    )
    claim(world, first)
    reason = Reason(code="discord-unavailable", params={"status": 503})
    # when
    world.write(lambda tx: deliveries.retry_later(tx, first, minutes(5), reason))
    # then
    assert [each.id for each in heads(world, 1)] == [other]
    assert [each.id for each in heads(world, 5)] == [first, other]


def test_an_acknowledged_chunk_is_kept_once(world: World) -> None:
    """Of a message in two parts, the part that Discord took is not sent again."""
    # given
    (owed,) = world.owe(alert(world.place_a, [told_story(world)]))
    claim(world, owed)
    chunk = Chunk(number=0, message_id=5001, channel_id=11)
    # when
    for _ in range(2):
        world.write(lambda tx: deliveries.mark_chunk_sent(tx, owed, chunk, START))
    # then
    assert heads(world, 2)[0].chunks == (chunk,)


def test_sent_and_refused_make_way(world: World) -> None:
    """What is done, either way, is no head any more and is counted."""
    # given
    story = told_story(world)
    sent, refused = world.owe(
        alert(world.place_a, [story]), alert(world.place_a, [story], about="story:2:1")
    )
    reason = Reason(code="too-long", params={"length": 9000})
    # when
    send(world, sent)
    world.write(lambda tx: deliveries.refuse(tx, refused, reason, START))
    # then
    assert heads(world, 9) == ()
    counted = world.read(lambda tx: deliveries.counts(tx, START))
    assert (counted.sent, counted.refused, counted.lanes["alert"].open) == (1, 1, 0)
    found = world.read(lambda tx: deliveries.by_id(tx, refused))
    assert found is not None
    assert found.refusal == reason


def test_a_suspended_place_parks_and_later_goes_on(world: World) -> None:
    """What is owed to a place that Discord refuses waits with it, new debts too."""
    # given
    story = told_story(world)
    tried, waiting = world.owe(
        alert(world.place_a, [story]), alert(world.place_a, [story], about="story:2:1")
    )
    claim(world, tried)
    # when
    is_new = world.write(lambda tx: places.suspend(tx, world.place_a.id, 50001, minutes(1)))
    world.owe(alert(world.place_a, [story], about="story:3:1"))
    # then
    assert is_new
    assert heads(world, 9) == ()
    assert world.read(lambda tx: deliveries.counts(tx, START)).parked == 3
    # and when
    world.write(lambda tx: places.resume(tx, world.place_a.id, minutes(9)))
    # then
    (head,) = heads(world, 9)
    assert (head.id, head.state) == (tried, DeliveryState.SENDING)
    send(world, tried, at=9)
    assert [each.id for each in heads(world, 9)] == [waiting]


def test_a_place_long_suspended_expires_what_was_never_tried(world: World) -> None:
    """Alerts of last week are not sent when the place is back; their stories count as untold."""
    # given
    story = told_story(world)
    world.write(lambda tx: places.suspend(tx, world.place_a.id, 50001, START))
    world.owe(alert(world.place_a, [story]))
    # when
    later = minutes(60 * 24 * 8)
    world.write(lambda tx: places.resume(tx, world.place_a.id, later, keep_since=minutes(60)))
    # then
    assert heads(world, 60 * 24 * 8) == ()
    assert world.read(lambda tx: deliveries.told(tx, [world.place_a.id], [story])) == ()


def test_people_are_told_of_a_suspension_once(world: World) -> None:
    """Only the first to ask tells; after the place was back and gone again, once more."""
    # given
    place = world.place_a.id
    world.write(lambda tx: places.suspend(tx, place, 10003, START))
    # when
    first = [world.write(lambda tx: places.claim_telling(tx, place, START)) for _ in range(2)]
    world.write(lambda tx: places.resume(tx, place, START))
    world.write(lambda tx: places.suspend(tx, place, 10003, START))
    again = world.write(lambda tx: places.claim_telling(tx, place, START))
    # then
    assert first == [True, False]
    assert again


def test_nothing_is_sent_to_a_guild_that_left(world: World) -> None:
    """Deliveries to a guild that removed the bot wait until it is back."""
    # given
    (owed,) = world.owe(alert(world.place_a, [told_story(world)]))
    guild_id = READER_A.guild_id or 0
    # when
    world.write(lambda tx: guilds.leave(tx, guild_id, START))
    gone = heads(world)
    world.write(lambda tx: guilds.rejoin(tx, guild_id, START))
    # then
    assert gone == ()
    assert [each.id for each in heads(world)] == [owed]


def test_edits_are_coalesced_to_the_newest(world: World) -> None:
    """Three outlets that join a story make one edit of its card, and none once it is applied."""
    # given
    story = told_story(world)
    (owed,) = world.owe(alert(world.place_a, [story]))
    send(world, owed)
    # when
    for _ in range(3):
        world.write(lambda tx: deliveries.want_edits(tx, [story]))
    (behind,) = world.read(lambda tx: deliveries.edits(tx, minutes(1)))
    world.write(lambda tx: deliveries.mark_edited(tx, owed, behind.wanted_revision, PAYLOAD))
    # then
    assert behind.id == owed
    assert behind.wanted_revision == 3
    assert world.read(lambda tx: deliveries.edits(tx, minutes(1))) == ()


def test_a_card_on_its_way_wants_its_edit_after_it_is_sent(world: World) -> None:
    """News that come between freezing and sending a card reach it as an edit."""
    # given
    story = told_story(world)
    (owed,) = world.owe(alert(world.place_a, [story]))
    claim(world, owed)
    # when
    world.write(lambda tx: deliveries.want_edits(tx, [story]))
    before = world.read(lambda tx: deliveries.edits(tx, minutes(1)))
    world.write(lambda tx: deliveries.mark_sent(tx, owed, minutes(1)))
    after = world.read(lambda tx: deliveries.edits(tx, minutes(1)))
    # then
    assert before == ()
    assert [each.id for each in after] == [owed]


def test_alerts_go_before_edits(world: World) -> None:
    """While a place is owed an alert, its cards wait."""
    # given
    story = told_story(world)
    (card,) = world.owe(alert(world.place_a, [story]))
    send(world, card)
    world.write(lambda tx: deliveries.want_edits(tx, [story]))
    # when
    world.owe(alert(world.place_a, [story], about="story:2:1"))
    # then
    assert world.read(lambda tx: deliveries.edits(tx, minutes(1))) == ()


def test_an_edit_may_wait_or_be_given_up(world: World) -> None:
    """A card that cannot be edited now comes later; one that is gone comes no more."""
    # given
    story = told_story(world)
    (card,) = world.owe(alert(world.place_a, [story]))
    send(world, card)
    world.write(lambda tx: deliveries.want_edits(tx, [story]))
    # when
    world.write(lambda tx: deliveries.retry_edit_later(tx, card, minutes(10)))
    waiting = [world.read(lambda tx, at=at: deliveries.edits(tx, minutes(at))) for at in (5, 10)]
    world.write(lambda tx: deliveries.give_up_edit(tx, card))
    # then
    assert [len(each) for each in waiting] == [0, 1]
    assert world.read(lambda tx: deliveries.edits(tx, minutes(11))) == ()


def test_told_says_what_a_place_knows_of_a_story(world: World) -> None:
    """Each delivery that names the story tells it, refused ones and notices excepted."""
    # given
    story = told_story(world)
    other = told_story(world, "A second story")
    reasons = (Reason(code="tier-normal"),)
    sent, refused, _owed = world.owe(
        alert(world.place_a, [other, story], about="a", reasons=reasons),
        alert(world.place_a, [story], about="b"),
        alert(world.place_b, [story], about="c"),
    )
    send(world, sent, at=3)
    world.write(lambda tx: deliveries.refuse(tx, refused, Reason(code="gone"), START))
    # when
    told = world.read(lambda tx: deliveries.told(tx, [world.place_a.id, world.place_b.id], [story]))
    # then
    assert [(each.place_id, each.is_sent, each.card_story_id) for each in told] == [
        (world.place_a.id, True, other),
        (world.place_b.id, False, story),
    ]
    assert told[0].at == minutes(3)
    assert told[0].revision == 1
    assert told[0].reason_codes == ("tier-normal",)


def test_told_of_an_event_only_since_then(world: World) -> None:
    """Deliveries of other stories of the same event count while they are young."""
    # given
    first, second = world.news("The tour"), world.news("The new vehicle")
    held = world.remembered(first, second)
    world.remember(
        first, second, stories=tuple(replace(each, event_id=77) for each in held.stories)
    )
    world.owe(alert(world.place_a, [first.grouped.story_id]))
    # when
    asked = [second.grouped.story_id]
    young, old = (
        world.read(
            lambda tx, since=since: deliveries.told(
                tx, [world.place_a.id], asked, event_ids=[77], since=since
            )
        )
        for since in (START, minutes(1))
    )
    # then
    assert [each.event_id for each in young] == [77]
    assert old == ()


def test_alerts_owed_count_for_the_budget(world: World) -> None:
    """A place's budget knows every alert owed since then, but no digest."""
    # given
    story = told_story(world)
    world.owe(alert(world.place_a, [story]), at=minutes(1))
    world.owe(alert(world.place_a, [story], about="story:2:1"), at=minutes(2))
    world.owe(alert(world.place_a, [story], about="d", kind=DeliveryKind.DIGEST), at=minutes(3))
    # when
    times = world.read(lambda tx: deliveries.alerted_at(tx, [world.place_a.id], minutes(2)))
    # then
    assert times == {world.place_a.id: (minutes(2),)}


def test_a_message_leads_back_to_its_delivery_for_its_own_readers(world: World) -> None:
    """Why and Story find the delivery by marker or message, in its guild and in no other."""
    # given
    (owed,) = world.owe(alert(world.place_a, [told_story(world)]))
    send(world, owed, message_id=5001)
    sent = world.read(lambda tx: deliveries.by_id(tx, owed))
    assert sent is not None
    # when
    found = {
        reader: (
            world.read(lambda tx, r=reader: deliveries.by_message(tx, 5001, r)),
            world.read(lambda tx, r=reader: deliveries.by_marker(tx, sent.marker, r)),
            world.read(lambda tx, r=reader: deliveries.by_id(tx, owed, r)),
        )
        for reader in (READER_A, READER_B)
    }
    # then
    assert found[READER_A] == (sent, sent, sent)
    assert found[READER_B] == (None, None, None)


def test_an_update_finds_the_card_it_replies_to(world: World) -> None:
    """The card of a story in a place is its sent alert, also where the story joined it later."""
    # given
    story = told_story(world)
    (card,) = world.owe(alert(world.place_a, [story]))
    before = world.read(lambda tx: deliveries.card_of(tx, world.place_a.id, story))
    send(world, card)
    world.write(lambda tx: deliveries.set_thread(tx, card, 6001))
    # when
    found = world.read(lambda tx: deliveries.card_of(tx, world.place_a.id, story))
    # then
    assert before is None
    assert found is not None
    assert (found.id, found.thread_id) == (card, 6001)


@pytest.mark.parametrize("at", [0, 3])
def test_next_due_tells_when_to_wake(world: World, at: int) -> None:
    """The sender sleeps until the first thing that is owed comes due."""
    # given
    story = told_story(world)
    world.owe(alert(world.place_a, [story], due_at=minutes(at)))
    # when
    due = world.read(lambda tx: deliveries.next_due_at(tx, START))
    # then
    assert due == minutes(at)


def test_nothing_owed_is_never_due(world: World) -> None:
    """An empty outbox wakes nobody."""
    assert world.read(lambda tx: deliveries.next_due_at(tx, START)) is None


def test_a_story_that_joins_no_card_makes_no_edit(world: World) -> None:
    """Wishes for stories that stand on no card reach nobody."""
    # given
    first = world.news("Kim calls")
    world.remember(first)
    later = in_story(world.news("Kim urges"), first.grouped.story_id)
    # when
    world.remember(later, card_stories=(first.grouped.story_id,))
    # then
    assert world.read(lambda tx: deliveries.edits(tx, minutes(1))) == ()
