"""Sources: one row per address, claimed by due time, and the catalogue's comings and goings."""

from dataclasses import replace

from tests.contract.store.making import (
    READER_A,
    READER_B,
    START,
    World,
    minutes,
    source,
)
from watchers.model import Source
from watchers.store import articles, rights, sources
from watchers.store.sources import Publisher


def claim(world: World, at: float, limit: int = 10) -> tuple[Source, ...]:
    """Sources claimed for a minute, so many minutes after the start."""
    return world.write(lambda tx: sources.claim_due(tx, minutes(at), limit=limit, lease_s=60))


def ship(world: World, *shipped: Source) -> tuple[int, ...]:
    """The catalogue brought in line with these."""
    return world.write(lambda tx: sources.sync_catalogue(tx, (), shipped, START))


WIRE = source("https://wire.example/rss", key="wire", publisher="wire")
OTHER = source("https://other.example/rss", key="other")


def test_a_claimed_source_is_nobody_elses(world: World) -> None:
    """A source is polled by one at a time, until it is recorded or its lease is over."""
    # when
    first, second, third = claim(world, 0), claim(world, 0.5), claim(world, 2)
    # then
    assert [each.id for each in first] == [world.shipped.id]
    assert second == ()
    assert third == first


def test_the_longest_overdue_comes_first(world: World) -> None:
    """With many sources due, those that waited longest are polled first."""
    # given
    ids = ship(world, WIRE, OTHER)
    for source_id, at in zip(ids, (5, 3), strict=True):
        known = world.read(lambda tx, i=source_id: sources.by_ids(tx, [i]))[source_id]
        later = replace(known, next_check_at=minutes(at))
        world.write(lambda tx, each=later: sources.record_polls(tx, [each]))
    # when
    due = claim(world, 4), claim(world, 9)
    # then
    assert [[each.id for each in claimed] for claimed in due] == [[ids[1]], [ids[1], ids[0]]]


def test_recording_ends_the_lease(world: World) -> None:
    """A polled source is due again at its next check, not before."""
    # given
    (claimed,) = claim(world, 0)
    # when
    done = replace(claimed, next_check_at=minutes(0.5), is_baseline_due=False)
    world.write(lambda tx: sources.record_polls(tx, [done]))
    # then
    assert claim(world, 0.4) == ()
    assert claim(world, 0.5) == (done,)


def test_leases_of_the_dead_are_void(world: World) -> None:
    """After a restart nothing waits for a poll that will never end."""
    # given
    claim(world, 0)
    # when
    world.write(sources.release_claims)
    # then
    assert len(claim(world, 0)) == 1


def test_a_stopped_source_is_not_polled_until_asked(world: World) -> None:
    """410 ends polling; a person may start it again."""
    # given
    gone = replace(world.shipped, is_stopped=True)
    world.write(lambda tx: sources.record_polls(tx, [gone]))
    # when
    stopped = claim(world, 1)
    world.write(lambda tx: sources.poll_now(tx, [gone.id], minutes(1)))
    # then
    assert stopped == ()
    assert [each.id for each in claim(world, 1)] == [gone.id]


def test_one_address_is_one_source_for_all_who_add_it(world: World) -> None:
    """Two guilds that add the same feed have it polled once, each with its own link."""
    # when
    added = [
        world.private_source("https://blog.example/feed", reader) for reader in (READER_A, READER_B)
    ]
    world.write(lambda tx: sources.remove_link(tx, added[0].id, READER_A))
    # then
    assert added[0].id == added[1].id
    assert world.read(lambda tx: sources.linked_sources(tx, READER_A)) == ()
    assert [each.id for each in world.read(lambda tx: sources.linked_sources(tx, READER_B))] == [
        added[0].id
    ]
    assert world.read(lambda tx: sources.linked_guilds(tx, added[0].id)) == (READER_B.guild_id,)


def test_a_source_that_nobody_holds_is_polled_no_more(world: World) -> None:
    """The last link's end stops the polling; adding it again starts it with what was known."""
    # given
    added = world.private_source("https://blog.example/feed", READER_A)
    # when
    world.write(lambda tx: sources.remove_link(tx, added.id, READER_A))
    alone = [each.id for each in claim(world, 1)]
    again = world.private_source("https://blog.example/feed", READER_A)
    # then
    assert alone == [world.shipped.id]
    assert again.id == added.id
    assert [each.id for each in claim(world, 1)] == [added.id]


def test_adding_a_shipped_source_links_it(world: World) -> None:
    """A guild that adds what ships already gets that very source."""
    # when
    added = world.private_source(WIRE.url, READER_A)
    # then
    assert added.id == world.shipped.id
    assert world.shipped.id in [
        each.id for each in world.read(lambda tx: sources.visible_sources(tx, READER_B))
    ]


def test_the_catalogue_keeps_what_polling_taught(world: World) -> None:
    """A renamed shipped source is the same source with its validators and its baseline."""
    # given
    polled = replace(world.shipped, etag='"v9"', is_baseline_due=False)
    world.write(lambda tx: sources.record_polls(tx, [polled]))
    # when
    ids = ship(world, replace(WIRE, name="The Wire", tier=1))
    # then
    stored = world.read(lambda tx: sources.by_ids(tx, ids))[ids[0]]
    assert stored == replace(polled, name="The Wire", tier=1)


def test_a_source_that_moved_by_itself_stays_moved(world: World) -> None:
    """Reading the catalogue again does not undo a permanent redirect."""
    # given
    moved = replace(world.shipped, url="https://wire.example/new", is_baseline_due=False)
    world.write(lambda tx: sources.record_polls(tx, [moved]))
    # when
    ids = ship(world, WIRE)
    # then
    assert ids == (world.shipped.id,)
    assert world.read(lambda tx: sources.by_ids(tx, ids))[ids[0]].url == moved.url


def test_an_operators_new_address_wins_and_begins_with_a_baseline(world: World) -> None:
    """A changed address in the catalogue replaces the stored one; its first poll is silent."""
    # given
    polled = replace(world.shipped, etag='"v9"', is_baseline_due=False)
    world.write(lambda tx: sources.record_polls(tx, [polled]))
    # when
    ids = ship(world, replace(WIRE, url="https://wire.example/v2"))
    # then
    stored = world.read(lambda tx: sources.by_ids(tx, ids))[world.shipped.id]
    assert (stored.url, stored.etag, stored.is_baseline_due) == (
        "https://wire.example/v2",
        "",
        True,
    )


def test_a_moved_source_takes_no_others_address(world: World) -> None:
    """A redirect onto an address that is polled already leaves both as they are."""
    # given
    ids = ship(world, WIRE, OTHER)
    moved = replace(world.shipped, url=OTHER.url)
    # when
    world.write(lambda tx: sources.record_polls(tx, [moved]))
    # then
    stored = world.read(lambda tx: sources.by_ids(tx, ids))
    assert [stored[each].url for each in ids] == [WIRE.url, OTHER.url]


def test_what_no_longer_ships_rests_and_its_archive_stays(world: World) -> None:
    """A source dropped from the catalogue is polled no more; what it brought is still read."""
    # given
    news = world.news("Kim calls for shells")
    world.remember(news)
    # when
    ship(world, OTHER)
    # then
    assert [each.url for each in claim(world, 1)] == [OTHER.url]
    assert world.read(lambda tx: articles.count(tx, START, READER_B)) == 1


def test_a_strangers_source_that_ships_later_becomes_everyones(world: World) -> None:
    """When the operator takes a guild's source into the catalogue, its keys are known to all."""
    # given
    added = world.private_source(OTHER.url, READER_A)
    news = world.news("Kim calls", source_id=added.id)
    world.remember(news, keys={news.article.id: ["url:1"]})
    # when
    ids = ship(world, WIRE, OTHER)
    # then
    assert ids[1] == added.id
    known = world.read(lambda tx: articles.known_keys(tx, ["url:1"], source_id=world.shipped.id))
    assert known == {"url:1": news.article.id}
    assert world.read(lambda tx: articles.count(tx, START, READER_B)) == 1


def test_publishers_are_kept(world: World) -> None:
    """A publisher may be shipped again with another name."""
    # given
    wire = Publisher(key="wire", name="Wire", country="KR")
    # when
    for each in (wire, replace(wire, name="The Wire", is_state_media=True)):
        world.write(lambda tx, p=each: sources.sync_catalogue(tx, (p,), (WIRE,), START))
    # then
    assert world.read(sources.publishers_by_key) == {
        "wire": replace(wire, name="The Wire", is_state_media=True)
    }


def test_status_counts_failing_and_overdue(world: World) -> None:
    """The operator sees how many sources fail and how long the oldest has been due."""
    # given
    broken = replace(world.shipped, failures=3, next_check_at=minutes(1))
    world.write(lambda tx: sources.record_polls(tx, [broken]))
    # when
    counted = world.read(lambda tx: sources.counts(tx, minutes(5)))
    # then
    assert (counted.active, counted.failing, counted.stopped) == (1, 1, 0)
    assert counted.oldest_due_at == minutes(1)
    assert world.read(lambda tx: sources.next_due_at(tx, minutes(5))) == minutes(1)


def test_a_guilds_purge_stops_its_sources(world: World) -> None:
    """Nothing is fetched for a guild whose data are gone."""
    # given
    world.private_source("https://blog.example/feed", READER_A)
    # when
    world.write(lambda tx: rights.purge(tx, READER_A))
    # then
    assert [each.id for each in claim(world, 1)] == [world.shipped.id]
