"""The sweep forgets what is old and keeps what a promise rests on; people may end it all."""

import json
from datetime import datetime

from sqlalchemy import func, select

from tests.contract.store.making import (
    GUILD_A,
    PERSON,
    READER_A,
    READER_B,
    READER_PERSON,
    START,
    World,
    alert,
    minutes,
)
from watchers.model import GuildSettings, Reader
from watchers.store import Tx, articles, feedback, guilds, places, rights, search, stories
from watchers.store import deliveries as outbox
from watchers.store.retention import Retention, sweep
from watchers.store.schema import metadata

DAY = 60 * 24
SEOUL = GuildSettings(zone="Asia/Seoul")
KEPT = Retention(articles_days=90, keys_days=365, left_guild_days=30)


def sweep_all(world: World, now: datetime) -> int:
    """Sweep until nothing is left to sweep; how many rows went."""
    gone = 0
    while True:
        step = world.write(lambda tx: sweep(tx, now, KEPT, limit=2))
        gone += step
        if step == 0:
            return gone


def rows(world: World) -> dict[str, int]:
    """How many rows each table has, empty ones left out."""

    def count(tx: Tx) -> dict[str, int]:
        found = {
            table.name: tx.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        }
        return {name: number for name, number in found.items() if number}

    return world.read(count)


def test_old_articles_go_and_young_ones_stay(world: World) -> None:
    """After 90 days an article is gone with its story, its matches and its place in search."""
    # given
    old = [world.news(f"Old {n}", at=minutes(n)) for n in range(5)]
    young = world.news("Young", at=minutes(DAY * 60))
    world.remember(*old, young)
    # when
    gone = sweep_all(world, minutes(DAY * 100))
    # then
    assert gone == 10
    left = rows(world)
    assert (left["articles"], left["stories"], left["matches"]) == (1, 1, 1)
    assert world.read(lambda tx: search.search(tx, "old", READER_A)).articles == ()
    assert world.read(lambda tx: articles.count(tx, START)) == 1


def test_keys_outlive_their_articles(world: World) -> None:
    """What a feed lists again after its article was forgotten is still known, for a year."""
    # given
    news = world.news("Old")
    world.remember(news, keys={news.article.id: ["url:1"]})
    # when
    sweep_all(world, minutes(DAY * 364))
    after_most = world.read(lambda tx: articles.known_keys(tx, ["url:1"]))
    sweep_all(world, minutes(DAY * 366))
    after_all = world.read(lambda tx: articles.known_keys(tx, ["url:1"]))
    # then
    assert after_most == {"url:1": news.article.id}
    assert after_all == {}


def test_an_alerts_evidence_stays_as_long_as_the_alert(world: World) -> None:
    """An old story told lately keeps its articles until the alert itself is old."""
    # given
    news = world.news("Old, told lately")
    world.remember(news)
    owed = alert(world.place_a, [news.grouped.story_id])
    (told,) = world.owe(owed, at=minutes(DAY * 50))
    world.write(lambda tx: outbox.mark_sent(tx, told, minutes(DAY * 50)))
    # when
    sweep_all(world, minutes(DAY * 100))
    kept = world.read(lambda tx: stories.story_views(tx, [news.grouped.story_id], READER_A))
    sweep_all(world, minutes(DAY * 141))
    gone = world.read(lambda tx: stories.story_views(tx, [news.grouped.story_id], READER_A))
    # then
    assert len(kept) == 1
    assert gone == {}


def test_what_is_still_owed_is_never_swept(world: World) -> None:
    """A delivery that could not be sent for months is still owed, with what it tells."""
    # given
    news = world.news("Old and owed")
    world.remember(news, owed=(alert(world.place_a, [news.grouped.story_id]),))
    # when
    sweep_all(world, minutes(DAY * 200))
    # then
    assert len(world.read(lambda tx: outbox.heads(tx, minutes(DAY * 200)))) == 1
    assert world.read(lambda tx: articles.count(tx, START)) == 1


def fill(world: World) -> None:
    """Everything that guild A and the person can have."""
    for reader, place in ((READER_A, world.place_a), (READER_PERSON, world.direct)):
        made = world.own_watch("Sea Breeze", reader)
        world.follow(place, made)
        world.follow(place)
        private = world.private_source(f"https://{place.id}.example/rss", reader)
        news = world.news("Sea Breeze begins", source_id=private.id)
        owed = alert(place, [news.grouped.story_id])
        (told,) = world.remember(news, owed=(owed,))
        verdict = feedback.Feedback(delivery_id=told, user_id=PERSON, verdict="good", at=START)
        world.write(lambda tx, v=verdict: feedback.give(tx, v))
        world.write(lambda tx, r=reader: guilds.change_settings(tx, r, SEOUL, START))


def test_an_export_holds_everything_of_ones_own(world: World) -> None:
    """A guild gets its settings, watches, subscriptions, sources and verdicts as plain JSON."""
    # given
    fill(world)
    # when
    whole = json.loads(json.dumps(world.read(lambda tx: rights.export(tx, READER_A))))
    # then
    assert whole["guild"] == GUILD_A
    assert whole["settings"] == {"zone": "Asia/Seoul"}
    assert [each["name"] for each in whole["watches"]] == ["Sea Breeze"]
    assert {each["watch"]["name"] for each in whole["subscriptions"]} == {
        "Sea Breeze",
        "Kim Jong Un",
    }
    assert [each["url"] for each in whole["sources"]] == [f"https://{world.place_a.id}.example/rss"]
    assert len(whole["feedback"]) == 1


def test_purging_a_guild_leaves_nothing_of_it_and_all_of_others(world: World) -> None:
    """After a deletion no row names the guild, and the person's are all there."""
    # given
    fill(world)
    before = world.read(lambda tx: rights.export(tx, READER_PERSON))
    # when
    was_known = world.write(lambda tx: rights.purge(tx, READER_A))
    again = world.write(lambda tx: rights.purge(tx, READER_A))
    # then
    assert (was_known, again) == (True, False)
    assert world.read(lambda tx: guilds.by_id(tx, GUILD_A)) is None
    assert world.read(lambda tx: places.of_guild(tx, GUILD_A)) == ()
    assert world.read(lambda tx: rights.export(tx, READER_PERSON)) == before
    left = rows(world)
    assert (left["deliveries"], left["subscriptions"], left["source_links"]) == (1, 2, 1)


def test_purging_a_person_leaves_nothing_of_them(world: World) -> None:
    """A person's direct messages, watches and sources go when they ask."""
    # given
    fill(world)
    # when
    world.write(lambda tx: rights.purge(tx, READER_PERSON))
    # then
    left = world.read(lambda tx: rights.export(tx, READER_PERSON))
    empty = {"settings": {}, "places": [], "watches": [], "subscriptions": [], "sources": []}
    assert {name: left[name] for name in empty} == empty
    assert world.read(lambda tx: rights.export(tx, READER_A))["watches"] != []


def test_a_guild_that_left_is_purged_after_its_grace(world: World) -> None:
    """Thirty days after the bot was removed, the sweep forgets the guild."""
    # given
    fill(world)
    world.write(lambda tx: guilds.leave(tx, GUILD_A, START))
    # when
    sweep_all(world, minutes(DAY * 29))
    within = world.read(lambda tx: guilds.by_id(tx, GUILD_A))
    sweep_all(world, minutes(DAY * 31))
    after = world.read(lambda tx: guilds.by_id(tx, GUILD_A))
    # then
    assert within is not None
    assert after is None
    assert world.read(lambda tx: guilds.by_id(tx, READER_B.guild_id or 0)) is not None


def test_nobody_has_nothing(world: World) -> None:
    """A reader with no id exports what is empty and purges nothing."""
    # when
    whole = world.read(lambda tx: rights.export(tx, Reader()))
    purged = world.write(lambda tx: rights.purge(tx, Reader()))
    # then
    assert whole["watches"] == whole["subscriptions"] == whole["places"] == []
    assert not purged
