"""Digests: each slot once, and what a window holds for a place."""

from dataclasses import replace
from datetime import date

from tests.contract.store.making import (
    READER_B,
    START,
    World,
    alert,
    in_story,
    match,
    minutes,
)
from watchers.alerts.policy import DueDigest, Slot, SlotKind
from watchers.model import DeliveryKind, Tier
from watchers.store import articles, deliveries, digests, subscriptions

SLOT = Slot(local_date=date(2023, 8, 14), local_time="08:00", at=minutes(60))
DUE = DueDigest(slot=SLOT, start=START)


def test_a_slot_is_done_once(world: World) -> None:
    """A digest owed for a slot is owed once, whoever asks again."""
    # given
    news = world.news("Kim calls for shells")
    world.remember(news)
    owed = alert(
        world.place_a,
        [news.grouped.story_id],
        kind=DeliveryKind.DIGEST,
        about=f"digest:{SLOT.key}",
    )
    # when
    first, second = (
        world.write(lambda tx: digests.owe_digest(tx, world.place_a.id, DUE, [owed], minutes(60)))
        for _ in range(2)
    )
    # then
    assert first is not None
    assert len(first) == 1
    assert second is None
    assert world.read(lambda tx: digests.last_slots(tx, [world.place_a.id])) == {
        world.place_a.id: SLOT
    }


def test_an_empty_slot_is_done_without_a_message(world: World) -> None:
    """A morning without news moves the window on and sends nothing."""
    # when
    done = world.write(lambda tx: digests.owe_digest(tx, world.place_a.id, DUE, [], minutes(60)))
    # then
    assert done == ()
    assert world.read(lambda tx: deliveries.counts(tx, START)).lanes["digest"].open == 0
    assert world.place_a.id in world.read(lambda tx: digests.last_slots(tx, [world.place_a.id]))


def test_missed_slots_are_done_together(world: World) -> None:
    """After an outage the slots that passed are made good by one digest, and never again."""
    # given
    missed = replace(SLOT, local_date=date(2023, 8, 13), at=minutes(-60 * 23))
    due = replace(DUE, missed=(missed,))
    # when
    world.write(lambda tx: digests.owe_digest(tx, world.place_a.id, due, [], minutes(61)))
    again = world.write(
        lambda tx: digests.owe_digest(
            tx, world.place_a.id, DueDigest(slot=missed, start=START), [], minutes(62)
        )
    )
    # then
    assert again is None
    assert world.read(lambda tx: digests.last_slots(tx, [world.place_a.id])) == {
        world.place_a.id: SLOT
    }


def test_the_two_clocks_are_apart(world: World) -> None:
    """A release at the end of quiet hours does not count as the morning's digest."""
    # given
    release = replace(SLOT, kind=SlotKind.RELEASE)
    due = DueDigest(slot=release, start=START)
    # when
    world.write(lambda tx: digests.owe_digest(tx, world.place_a.id, due, [], minutes(60)))
    # then
    asked = [world.place_a.id]
    assert world.read(lambda tx: digests.last_slots(tx, asked)) == {}
    assert world.read(lambda tx: digests.last_slots(tx, asked, SlotKind.RELEASE)) == {
        world.place_a.id: release
    }


def test_a_started_clock_counts_from_its_start(world: World) -> None:
    """A place that begins to follow has its first window open then."""
    # when
    world.write(lambda tx: digests.start_clock(tx, world.place_a.id, SLOT, START))
    # then
    assert world.read(lambda tx: digests.last_slots(tx, [world.place_a.id])) == {
        world.place_a.id: SLOT
    }


def test_a_window_holds_its_start_and_not_its_end(world: World) -> None:
    """Two windows that meet share no story and miss none."""
    # given
    world.follow(world.place_a)
    news = [world.news(f"Report {n}", at=minutes(n)) for n in (0, 30, 60)]
    world.remember(*news)
    # when
    windows = [
        world.read(
            lambda tx, s=since, u=until: digests.candidates(
                tx, world.place_a.id, minutes(s), minutes(u)
            )
        )
        for since, until in ((0, 30), (30, 90))
    ]
    # then
    titles = [[each.story.title for each in window] for window in windows]
    assert titles == [["Report 0"], ["Report 30", "Report 60"]]


def test_a_candidate_carries_what_deciding_needs(world: World) -> None:
    """Articles of the window with their matches, outlets, baseline, tier, and whether told."""
    # given
    world.follow(world.place_a)
    first = world.news("Kim calls for shells", publisher="wire", text="Long.")
    second = in_story(
        world.news("Kim urges", at=minutes(5), publisher="paper"), first.grouped.story_id
    )
    unmatched = in_story(
        replace(world.news("In short", at=minutes(6), publisher="radio"), matches=()),
        first.grouped.story_id,
    )
    owed = alert(world.place_a, [first.grouped.story_id], tier=Tier.URGENT)
    world.remember(replace(first, is_baseline=True), second, unmatched, owed=(owed,))
    # when
    (found,) = world.read(lambda tx: digests.candidates(tx, world.place_a.id, START, minutes(60)))
    # then
    assert [each.title for each in found.articles] == [
        "Kim calls for shells",
        "Kim urges",
        "In short",
    ]
    assert found.articles[0].text == ""
    assert found.matches == first.matches + second.matches
    assert (found.outlets, found.is_told, found.tier) == (3, True, Tier.URGENT)
    assert found.baseline_ids == {first.article.id}


def test_paused_and_other_watches_give_no_candidate(world: World) -> None:
    """Only what the place follows now comes into its digest."""
    # given
    followed = world.follow(world.place_a)
    news = world.news("Kim calls for shells")
    world.remember(news)
    # when
    world.write(lambda tx: subscriptions.change(tx, replace(followed, is_paused=True)))
    # then
    window = (START, minutes(60))
    assert world.read(lambda tx: digests.candidates(tx, world.place_a.id, *window)) == ()
    assert world.read(lambda tx: digests.candidates(tx, world.place_b.id, *window)) == ()


def test_a_story_of_two_watches_is_one_candidate(world: World) -> None:
    """Whatever number of its watches a story matches, it comes once."""
    # given
    other = world.own_watch("Shells", READER_B)
    world.follow(world.place_b)
    world.follow(world.place_b, other)
    news = world.news("Kim calls for shells")
    world.remember(news)
    world.write(lambda tx: articles.add_matches(tx, [match(news.article.id, other.id)]))
    # when
    found = world.read(lambda tx: digests.candidates(tx, world.place_b.id, START, minutes(60)))
    # then
    assert [{each.watch_id for each in one.matches} for one in found] == [
        {world.watch.id, other.id}
    ]


def test_any_window_can_be_asked_for_by_watch(world: World) -> None:
    """/digest reads the store for any period; what a channel was told does not matter."""
    # given
    news = world.news("Kim calls for shells")
    world.remember(news, owed=(alert(world.place_b, [news.grouped.story_id]),))
    # when
    found = world.read(
        lambda tx: digests.candidates_of_watches(tx, [world.watch.id], START, minutes(60), READER_B)
    )
    # then
    assert [(each.story.title, each.is_told) for each in found] == [("Kim calls for shells", False)]
