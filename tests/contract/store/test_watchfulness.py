"""Bursts and silences on both databases: told once, to those who follow and may see."""

from dataclasses import replace
from datetime import timedelta

from tests.contract.store.making import START, World, source
from watchers.model import DeliveryKind, Mode, Reason
from watchers.store import deliveries, sources, subscriptions
from watchers.watchfulness import notice_rhythms

DAY = timedelta(days=1)


def fill_month(world: World) -> None:
    """A story a day for thirty days, told by two outlets."""
    for days in range(30):
        at = START + days * DAY
        first = world.news(f"Kim Jong Un on day {days}", at=at, publisher="wire", outlet="Wire")
        second = world.news(f"Kim on day {days}", at=at, publisher="post", outlet="Post")
        joined = replace(second.grouped, story_id=first.grouped.story_id, is_new_story=False)
        world.remember(first, replace(second, grouped=joined))


def burst(world: World) -> None:
    """Eight stories within two hours of the thirtieth day, one of them told by two outlets."""
    for n in range(8):
        at = START + 30 * DAY + timedelta(minutes=15 * n)
        first = world.news(f"Kim Jong Un, report {n}", at=at, publisher="wire")
        second = world.news(f"Kim Jong Un, again {n}", at=at, publisher="post")
        joined = replace(second.grouped, story_id=first.grouped.story_id, is_new_story=False)
        world.remember(first, replace(second, grouped=joined))


def notices(world: World, after: timedelta) -> list[str]:
    now = START + after
    ids = world.write(lambda tx: notice_rhythms(tx, world.place_a, now))
    found = [world.read(lambda tx, one=one: deliveries.by_id(tx, one)) for one in ids]
    assert all(each.kind is DeliveryKind.NOTICE for each in found)
    return [each.reasons[0].code for each in found]


def test_a_burst_is_told_once(world: World) -> None:
    """Many more stories than usual are one notice, however often one looks."""
    world.follow(world.place_a)
    fill_month(world)
    assert notices(world, 30 * DAY) == []
    burst(world)
    assert notices(world, 30 * DAY + timedelta(hours=2)) == ["burst"]
    assert notices(world, 30 * DAY + timedelta(hours=3)) == []


def test_a_silence_is_told_once(world: World) -> None:
    """A watch that is told of every day and then of nothing for a week and more is one notice."""
    world.follow(world.place_a)
    fill_month(world)
    assert notices(world, 32 * DAY) == []
    assert notices(world, 37 * DAY) == ["silence-quiet"]
    assert notices(world, 38 * DAY) == []


def test_who_hears_once_a_day_is_not_rung_up_for_a_burst(world: World) -> None:
    """The digest shows what a burst brought."""
    followed = world.follow(world.place_a)
    daily = replace(followed, mode=Mode.ONCE_A_DAY)
    world.write(lambda tx: subscriptions.change(tx, daily))
    fill_month(world)
    burst(world)
    assert notices(world, 30 * DAY + timedelta(hours=2)) == []


def test_a_place_that_follows_nothing_hears_nothing(world: World) -> None:
    """Only followed watches are looked at."""
    fill_month(world)
    burst(world)
    assert notices(world, 30 * DAY + timedelta(hours=2)) == []


def test_a_watch_that_loses_most_of_its_sources_is_told(world: World) -> None:
    """Two of three sources down are one notice, and not again the next day."""
    world.follow(world.place_a)
    shipped = [source(f"https://s{n}.example/rss", key=f"s{n}") for n in range(3)]
    ids = world.write(lambda tx: sources.sync_catalogue(tx, (), shipped, START))
    for n, source_id in enumerate(ids):
        world.remember(world.news(f"Kim Jong Un, report {n}", source_id=source_id))
    polled = world.read(lambda tx: sources.by_ids(tx, ids))
    down = {"failures": 5, "failing_since": START, "failure": Reason(code="fetch-timeout")}
    broken = [replace(polled[source_id], **down) for source_id in ids[:2]]
    assert notices(world, timedelta(hours=1)) == []
    world.write(lambda tx: sources.record_polls(tx, broken))
    assert notices(world, timedelta(hours=2)) == ["coverage-lost"]
    assert notices(world, timedelta(hours=26)) == []
