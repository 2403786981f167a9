"""Steps 5 to 8 on both databases: what a poll brings is matched, grouped, owed and remembered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.contract.store.making import (
    READER_A,
    READER_B,
    START,
    World,
    minutes,
    source,
)
from watchers.model import Article, DeliveryKind, Mode, Source
from watchers.pipeline import Batch, Pipeline, Taken
from watchers.store import deliveries, event_dates, sources, stories, subscriptions
from watchers.store.deliveries import Delivery
from watchers.stories.calendar import make_calendar


class Clock:
    """The clock given to the pipeline."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def pipeline(world: World, clock: Clock) -> Pipeline:
    made = Pipeline(world.store, clock=clock)
    await made.open()
    return made


def article(source_id: int, number: int, title: str, **more: object) -> Article:
    """One cleaned entry as it comes from a feed: id 0, no story."""
    url = f"https://wire.example/{number}"
    known: dict[str, object] = {
        "url": url,
        "canonical_url": url,
        "guid": f"guid-{number}",
        "outlet": "Example Wire",
        "publisher": "wire",
        "source_id": source_id,
        "first_seen_at": START,
        "published_at": START,
        "text": f"{title}, officials said on Monday.",
    }
    return Article(id=0, title=title, **(known | more))  # type: ignore[arg-type]


def batch(polled: Source, *articles: Article) -> Batch:
    return Batch(
        source=polled,
        articles=articles,
        settle=lambda _: replace(polled, is_baseline_due=False),
    )


async def take(pipeline: Pipeline, polled: Source, *articles: Article) -> Taken:
    return await pipeline.take(batch(polled, *articles))


def follow_now(world: World, mode: Mode = Mode.RIGHT_AWAY) -> None:
    followed = world.follow(world.place_a)
    world.write(lambda tx: subscriptions.change(tx, replace(followed, mode=mode)))


def owed_to(world: World, when: datetime) -> Sequence[Delivery]:
    return world.read(lambda tx: deliveries.heads(tx, when))


def known(world: World) -> Source:
    """The shipped source after its baseline."""
    return replace(world.shipped, is_baseline_due=False)


async def test_a_new_article_owes_one_alert(world: World, pipeline: Pipeline) -> None:
    """Matched, grouped and owed in the transaction that remembers it."""
    # given
    follow_now(world)

    # when
    taken = await take(pipeline, known(world), article(world.shipped.id, 1, "Kim Jong Un speaks"))

    # then
    assert len(taken.delivery_ids) == 1
    (delivery,) = owed_to(world, minutes(1))
    assert delivery.kind is DeliveryKind.ALERT
    (view,) = world.read(lambda tx: stories.story_views(tx, delivery.story_ids, READER_A)).values()
    assert view.articles[0].title == "Kim Jong Un speaks"
    assert view.matches[0].evidence[0].text == "Kim Jong Un"


async def test_a_first_poll_is_a_baseline(world: World, pipeline: Pipeline) -> None:
    """What a source held when it was first read is stored and matched, and alerts nobody."""
    follow_now(world)
    old = article(world.shipped.id, 1, "Kim Jong Un speaks", published_at=minutes(-60))
    taken = await take(pipeline, replace(world.shipped, is_baseline_due=True), old)
    assert taken.matched == 1
    assert taken.delivery_ids == ()


@pytest.mark.parametrize(
    "changed",
    [
        {"guid": "another"},
        {"guid": "another", "url": "https://wire.example/1?utm_source=rss"},
        {"title": "Kim Jong Un speaks at length", "published_at": minutes(90)},
    ],
)
async def test_the_same_article_again_owes_nothing(
    world: World, pipeline: Pipeline, changed: dict[str, object]
) -> None:
    """Another guid, a tracking parameter, a rewritten title or a new date make no new article."""
    follow_now(world)
    first = article(world.shipped.id, 1, "Kim Jong Un speaks")
    await take(pipeline, known(world), first)
    taken = await take(pipeline, known(world), replace(first, **changed))  # type: ignore[arg-type]
    assert taken.news == ()
    assert taken.delivery_ids == ()


async def test_a_rewritten_title_is_remembered_with_its_matches(
    world: World, pipeline: Pipeline
) -> None:
    """The archive holds an article as it reads now."""
    first = article(world.shipped.id, 1, "Leader speaks", text="A speech was held.")
    taken = await take(pipeline, known(world), first)
    await take(pipeline, known(world), replace(first, title="Kim Jong Un speaks"))
    story_id = taken.news[0].grouped.story_id
    (view,) = world.read(lambda tx: stories.story_views(tx, [story_id], READER_A)).values()
    assert view.articles[0].title == "Kim Jong Un speaks"
    assert [match.watch_id for match in view.matches] == [world.watch.id]


async def test_a_failed_transaction_leaves_nothing_in_memory(
    world: World, pipeline: Pipeline
) -> None:
    """After a fault the same batch is new again, and owes what it owes."""
    follow_now(world)
    fresh = article(world.shipped.id, 1, "Kim Jong Un speaks")

    def explode(_: object) -> Source:
        raise RuntimeError("the disk is gone")

    broken = Batch(source=known(world), articles=(fresh,), settle=explode)
    with pytest.raises(RuntimeError):
        await pipeline.take(broken)
    taken = await take(pipeline, known(world), fresh)
    assert len(taken.news) == 1
    assert taken.news[0].grouped.is_new_story
    assert len(taken.delivery_ids) == 1


async def test_another_pipeline_goes_on_where_one_died(
    world: World, pipeline: Pipeline, clock: Clock
) -> None:
    """Stories are rebuilt from the store: a later outlet joins the story of an earlier life."""
    follow_now(world)
    title = "Kim Jong Un inspects new destroyer at Nampho shipyard"
    first = await take(pipeline, known(world), article(world.shipped.id, 1, title))
    other = world.write(
        lambda tx: sources.sync_catalogue(
            tx,
            (),
            (source("https://wire.example/rss", key="wire"), source("https://o.example", key="o")),
            START,
        )
    )[1]
    clock.now = minutes(5)
    reborn = Pipeline(world.store, clock=clock)
    await reborn.open()
    polled = world.read(lambda tx: sources.by_ids(tx, [other]))[other]
    copy = article(
        other, 7, title, url="https://o.example/7", canonical_url="https://o.example/7",
        outlet="Other Post", publisher="other", first_seen_at=minutes(5),
    )  # fmt: skip
    second = await take(reborn, replace(polled, is_baseline_due=False), copy)
    assert second.news[0].grouped.story_id == first.news[0].grouped.story_id
    assert all(owed.kind is not DeliveryKind.ALERT for owed in owed_to(world, minutes(6))[1:])


async def test_a_private_source_reaches_its_own_guild_alone(
    world: World, pipeline: Pipeline
) -> None:
    """What one server added alerts no other server, whatever that one follows."""
    follow_now(world)
    private = world.private_source("https://private.example/rss", READER_B)
    secret = article(private.id, 1, "Kim Jong Un speaks", publisher="private")
    taken = await take(pipeline, replace(private, is_baseline_due=False), secret)
    assert taken.matched == 1
    assert taken.delivery_ids == ()


async def test_a_digest_falls_due_once(world: World, pipeline: Pipeline, clock: Clock) -> None:
    """At the place's hour the unsent stories become one digest, and the slot is done."""
    # given a subscription of 09:00 to the daily digest, and a story of the day
    follow_now(world, Mode.ONCE_A_DAY)
    clock.now = minutes(10)
    fresh = article(world.shipped.id, 1, "Kim Jong Un speaks", first_seen_at=clock.now)
    assert (await take(pipeline, known(world), fresh)).delivery_ids == ()

    # when the next 08:00 has come, twice looked at
    clock.now = START + timedelta(hours=23, minutes=1)
    first, again = await pipeline.ring(world.place_a), await pipeline.ring(world.place_a)

    # then
    assert len(first) == 1
    assert again == ()
    (delivery,) = owed_to(world, clock.now)
    assert delivery.kind is DeliveryKind.DIGEST
    assert delivery.about == "digest:2023-08-15T08:00"


async def test_what_begins_tomorrow_is_told_once(
    world: World, pipeline: Pipeline, clock: Clock
) -> None:
    """Dates in the news are kept with their sentence; the day before, the place hears of them."""
    # given an article that names the days of a meeting that the watch will attend
    follow_now(world)
    clock.now = minutes(10)
    said = "Kim Jong Un will attend a trilateral summit from August 18 to August 19."
    fresh = article(world.shipped.id, 1, "Summit set", text=said, first_seen_at=clock.now)
    await take(pipeline, known(world), fresh)
    told = world.read(
        lambda tx: event_dates.between(
            tx, date(2023, 8, 1), date(2023, 8, 31), READER_A, [world.watch.id]
        )
    )
    (entry,) = make_calendar(told)
    assert (entry.agreed.first, entry.agreed.last) == (date(2023, 8, 18), date(2023, 8, 19))
    assert entry.proof.event.sentence == said

    # when the mornings of the days before come
    notes = []
    for days in range(1, 6):
        clock.now = START + timedelta(days=days)
        owed = await pipeline.ring(world.place_a)
        notes += [world.read(lambda tx, one=one: deliveries.by_id(tx, one)) for one in owed]

    # then one note, on the day before
    (note,) = [each for each in notes if each.kind is DeliveryKind.NOTICE]
    assert note.due_at.date() == date(2023, 8, 17)
    assert note.about.endswith("summit:2023-08-18")
    assert note.reasons[0].params["sentence"] == said
