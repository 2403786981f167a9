"""Nothing of one guild or person shows to another: every reading query, asked by everyone."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.contract.store.making import (
    PERSON,
    READER_A,
    READER_B,
    READER_PERSON,
    START,
    World,
    alert,
    in_story,
    match,
    minutes,
)
from watchers.model import News, Reader, Subscription
from watchers.store import (
    Tx,
    articles,
    deliveries,
    digests,
    event_dates,
    feedback,
    rhythms,
    rights,
    search,
    sources,
    stories,
    subscriptions,
    watches,
)
from watchers.stories.calendar import DatedEvent
from watchers.stories.dates import EventKind

NOBODY = Reader()
SECRET = "Zebrafish"


@pytest.fixture
def secret(world: World) -> News:
    """A story of guild A alone: its source, its watch, its alert, all named for a rare word."""
    private = world.private_source(f"https://a.example/{SECRET}", READER_A)
    watch = world.own_watch(SECRET, READER_A)
    world.follow(world.place_a, watch)
    news = world.news(f"{SECRET} seen", source_id=private.id, text=f"A {SECRET} swam.")
    owed = alert(world.place_a, [news.grouped.story_id], watch.id)
    world.remember(news, owed=(owed,))
    world.write(lambda tx: articles.add_matches(tx, [match(news.article.id, watch.id)]))
    begins = DatedEvent(
        article_id=news.article.id,
        watch_id=watch.id,
        kind=EventKind.EXERCISE,
        first=START.date(),
        last=None,
        sentence=f"The {SECRET} begins today.",
    )
    world.write(lambda tx: event_dates.add(tx, [begins]))
    return news


WINDOW = (START, minutes(60))
QUERIES: dict[str, Callable[[Tx, News, Reader], Any]] = {
    "articles.by_ids": lambda tx, n, r: articles.by_ids(tx, [n.article.id], r),
    "articles.archive": lambda tx, n, r: articles.archive(tx, START, r),
    "articles.archive_span": lambda tx, n, r: articles.archive_span(tx, START, r).articles,
    "articles.count": lambda tx, n, r: articles.count(tx, START, r),
    "search": lambda tx, n, r: search.search(tx, SECRET, r).articles,
    "story_views": lambda tx, n, r: stories.story_views(tx, [n.grouped.story_id], r),
    "stories_of_watches": lambda tx, n, r: stories.stories_of_watches(
        tx, [w.id for w in watches.all_watches(tx)], *WINDOW, r
    ),
    "recent_stories": lambda tx, n, r: stories.recent_stories(tx, START, r),
    "counts_per_day": lambda tx, n, r: stories.counts_per_day(
        tx, n.matches[0].watch_id, *WINDOW, r
    ),
    "candidates_of_watches": lambda tx, n, r: digests.candidates_of_watches(
        tx, [w.id for w in watches.all_watches(tx)], *WINDOW, r
    ),
    "rhythms.stories_seen": lambda tx, n, r: rhythms.stories_seen(
        tx, [w.id for w in watches.all_watches(tx)], START, r
    ),
    "event_dates.between": lambda tx, n, r: event_dates.between(
        tx, START.date(), START.date(), r, [w.id for w in watches.all_watches(tx)]
    ),
    "linked_sources": lambda tx, n, r: sources.linked_sources(tx, r),
    "own watches": lambda tx, n, r: [w for w in watches.visible_watches(tx, r) if not w.pack],
    "watches.by_ids": lambda tx, n, r: [
        w
        for w in watches.by_ids(tx, [w.id for w in watches.all_watches(tx)], r).values()
        if not w.pack
    ],
    "subscriptions.of_reader": lambda tx, n, r: subscriptions.of_reader(tx, r),
    "outbox counts": lambda tx, n, r: deliveries.counts(tx, START, r).lanes["alert"].open,
    "export": lambda tx, n, r: rights.export(tx, r)["watches"],
}


def test_only_its_owner_sees_it(world: World, secret: News) -> None:
    """By every query guild A finds its own; guild B, a person and nobody find nothing."""
    # given
    readers = {"A": READER_A, "B": READER_B, "person": READER_PERSON, "nobody": NOBODY}
    # when
    seen = {
        name: {
            who
            for who, reader in readers.items()
            if world.read(lambda tx, ask=ask, r=reader: ask(tx, secret, r))
        }
        for name, ask in QUERIES.items()
    }
    # then
    assert seen == {name: {"A"} for name in QUERIES}


def test_no_reply_to_another_holds_the_word(world: World, secret: News) -> None:
    """Whatever guild B is answered, the secret of guild A is not in it."""
    # when
    answers = {
        name: repr(world.read(lambda tx, ask=ask: ask(tx, secret, READER_B)))
        for name, ask in QUERIES.items()
    }
    # then
    assert [name for name, answer in answers.items() if SECRET in answer] == []


def test_a_story_shared_with_a_private_feed_shows_the_public_title(world: World) -> None:
    """A story opened by one guild's own feed has, for others, the title of what they may read."""
    # given
    private = world.private_source("https://a.example/rss", READER_A)
    opened = world.news(f"{SECRET} first", source_id=private.id)
    world.remember(opened)
    public = world.news("Kim calls for shells", at=minutes(1))
    world.remember(in_story(public, opened.grouped.story_id))
    story_id = opened.grouped.story_id
    # when
    views = {
        reader: world.read(lambda tx, r=reader: stories.story_views(tx, [story_id], r))[story_id]
        for reader in (READER_A, READER_B)
    }
    # then
    assert views[READER_A].story.title == f"{SECRET} first"
    assert len(views[READER_A].articles) == 2
    assert views[READER_B].story.title == "Kim calls for shells"
    assert len(views[READER_B].articles) == 1
    assert {each.article_id for each in views[READER_B].matches} == {public.article.id}


def test_a_person_reads_their_own_feeds_in_a_guild_but_the_guild_does_not(world: World) -> None:
    """In a reply to one person alone, theirs and the guild's are seen together."""
    # given
    mine = world.private_source("https://me.example/rss", READER_PERSON)
    both = Reader(guild_id=READER_B.guild_id, user_id=PERSON)
    # when
    seen = [
        mine in world.read(lambda tx, r=reader: sources.visible_sources(tx, r))
        for reader in (READER_PERSON, both, READER_B)
    ]
    # then
    assert seen == [True, True, False]


def test_an_own_watch_cannot_be_followed_elsewhere(world: World) -> None:
    """Guild B can neither follow, change nor remove what guild A made."""
    # given
    watch = world.own_watch(SECRET, READER_A)
    wanted = Subscription(id=0, place_id=world.place_b.id, watch_id=watch.id, created_at=START)
    # when
    with pytest.raises(LookupError):
        world.write(lambda tx: subscriptions.add(tx, wanted))
    changed = world.write(lambda tx: watches.update(tx, watch, READER_B, START))
    removed = world.write(lambda tx: watches.remove(tx, watch.id, READER_B))
    # then
    assert (changed, removed) == (False, False)


def test_a_subscription_is_only_its_readers(world: World) -> None:
    """Guild B can neither see nor end what guild A follows."""
    # given
    followed = world.follow(world.place_a)
    # when
    seen = world.read(lambda tx: subscriptions.by_id(tx, followed.id, READER_B))
    ended = world.write(lambda tx: subscriptions.remove(tx, followed.id, READER_B))
    # then
    assert (seen, ended) == (None, None)
    assert world.read(lambda tx: subscriptions.of_place(tx, world.place_a.id)) == (followed,)


def test_a_private_source_names_the_places_that_may_see_it(world: World) -> None:
    """Deciders learn which places may hear of what a guild's or person's own feed brought."""
    # given
    of_a = world.private_source("https://a.example/rss", READER_A)
    mine = world.private_source("https://me.example/rss", READER_PERSON)
    asked = [of_a.id, mine.id, world.shipped.id]
    # when
    private = world.read(lambda tx: sources.private_to(tx, asked))
    # then
    assert private == {
        of_a.id: frozenset({world.place_a.id}),
        mine.id: frozenset({world.direct.id}),
    }


def test_digest_candidates_of_a_place_keep_to_its_reader(world: World, secret: News) -> None:
    """Guild B, following the same shipped watch, gets no candidate from guild A's feed."""
    # given
    world.follow(world.place_a)
    world.follow(world.place_b)
    # when
    found = [
        world.read(lambda tx, p=place: digests.candidates(tx, p.id, *WINDOW))
        for place in (world.place_a, world.place_b)
    ]
    # then
    assert [len(each) for each in found] == [1, 0]


def test_feedback_is_read_in_its_own_guild(world: World, secret: News) -> None:
    """Verdicts on guild A's alerts are guild A's."""
    # given
    head = world.read(lambda tx: deliveries.heads(tx, START))[0]
    verdict = feedback.Feedback(
        delivery_id=head.id, user_id=PERSON, verdict="wrong_person", at=START
    )
    world.write(lambda tx: feedback.give(tx, verdict))
    # when
    seen = [
        world.read(lambda tx, r=reader: feedback.of_reader(tx, r, START))
        for reader in (READER_A, READER_B)
    ]
    # then
    assert seen == [(verdict,), ()]
