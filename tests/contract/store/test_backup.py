"""Backup and restore: a whole copy while running, and a return that sends nothing twice."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.contract.store.making import GUILD_A, READER_A, START, World, alert, minutes
from watchers.alerts.policy import DueDigest, Slot, SlotKind
from watchers.model import DeliveryState, News
from watchers.store import (
    Store,
    StoreError,
    articles,
    backup,
    deliveries,
    digests,
    installation,
    places,
    search,
    sources,
)
from watchers.store.markers import marker

NOW = minutes(60 * 24)
PAYLOAD = ({"components": []},)


@pytest.fixture
def news(world: World) -> News:
    """One story owed to one place that follows."""
    world.follow(world.place_a)
    found = world.news("Kim calls for 金正恩")
    polled = world.shipped
    world.remember(found, owed=(alert(world.place_a, [found.grouped.story_id]),), polled=(polled,))
    return found


def restored(world: World, database: str, file: Path, now: datetime = NOW) -> World:
    """The database after the service stopped, the backup came back, and it started again."""
    folder = file.parent
    world.store.close()
    backup.restore(file, database, data_dir=folder, now=now)
    return _Reopened(Store.open(database, data_dir=folder), world)


class _Reopened(World):
    def __init__(self, store: Store, before: World) -> None:
        self.store = store
        self.shipped, self.watch = before.shipped, before.watch
        self.place_a, self.place_b, self.direct = before.place_a, before.place_b, before.direct


def test_everything_comes_back(world: World, news: News, database: str, tmp_path: Path) -> None:
    """Articles, matches, subscriptions, deliveries and search are as they were at the backup."""
    # given
    file = tmp_path / "copy.db"
    size = backup.backup(world.store, file)
    world.remember(world.news("After the backup"))
    # when
    after = restored(world, database, file)
    # then
    assert size == file.stat().st_size
    assert after.read(lambda tx: articles.by_ids(tx, [news.article.id], READER_A)) == {
        news.article.id: news.article
    }
    assert after.read(lambda tx: articles.matches_of(tx, [news.article.id])) == news.matches
    assert after.read(lambda tx: articles.count(tx, START)) == 1
    found = after.read(lambda tx: search.search(tx, "正恩", READER_A))
    assert [each.id for each in found.articles] == [news.article.id]
    after.store.close()


def test_new_rows_find_their_ids_after_a_restore(
    world: World, news: News, database: str, tmp_path: Path
) -> None:
    """Counters go on above what came back."""
    # given
    file = tmp_path / "copy.db"
    backup.backup(world.store, file)
    # when
    after = restored(world, database, file)
    made = after.place(44, guild_id=GUILD_A)
    after.write(lambda tx: installation.log_identify(tx, NOW))
    # then
    assert made.id > max(world.place_a.id, world.place_b.id, world.direct.id)
    assert after.store.ids.next(START) > news.article.id
    after.store.close()


def test_a_restored_database_is_a_new_life(
    world: World, news: News, database: str, tmp_path: Path
) -> None:
    """A new prefix, the moment of the restore, and every source's next poll a baseline."""
    # given
    before = world.read(installation.read)
    file = tmp_path / "copy.db"
    backup.backup(world.store, file)
    # when
    after = restored(world, database, file)
    # then
    renewed = after.read(installation.read)
    assert renewed.prefix != before.prefix
    assert renewed.restored_at == NOW
    (due,) = after.write(lambda tx: sources.claim_due(tx, NOW, limit=9, lease_s=9))
    assert due.is_baseline_due
    after.store.close()


def test_what_was_open_is_doubted_under_its_old_marker(
    world: World, news: News, database: str, tmp_path: Path
) -> None:
    """A delivery pending in the backup may have been sent since: it is looked for by the marker
    that it had then, and what is owed later has the new prefix."""
    # given
    prefix = world.read(installation.read).prefix
    (pending,) = world.read(lambda tx: deliveries.heads(tx, START))
    file = tmp_path / "copy.db"
    backup.backup(world.store, file)
    # when
    after = restored(world, database, file)
    later = after.owe(alert(world.place_b, [news.grouped.story_id]), at=NOW)
    doubted, fresh = after.read(lambda tx: deliveries.heads(tx, NOW))
    # then
    assert (doubted.id, doubted.must_search) == (pending.id, True)
    assert doubted.marker == marker(prefix, pending.id)
    assert doubted.first_attempt_at == START
    assert (fresh.id, fresh.must_search) == (later[0], False)
    assert not fresh.marker.startswith(prefix)
    after.store.close()


def test_what_was_under_way_keeps_its_payload(
    world: World, news: News, database: str, tmp_path: Path
) -> None:
    """A delivery frozen at the backup is the same message after the restore."""
    # given
    (head,) = world.read(lambda tx: deliveries.heads(tx, START))
    world.write(lambda tx: deliveries.claim(tx, head.id, PAYLOAD, minutes(2), lease_s=60))
    file = tmp_path / "copy.db"
    backup.backup(world.store, file)
    # when
    after = restored(world, database, file)
    (found,) = after.read(lambda tx: deliveries.heads(tx, NOW))
    # then
    assert (found.state, found.payload) == (DeliveryState.SENDING, PAYLOAD)
    assert (found.marker, found.first_attempt_at) == (head.marker, minutes(2))
    assert found.must_search
    after.store.close()


def test_slots_before_the_restore_are_done(
    world: World, news: News, database: str, tmp_path: Path
) -> None:
    """The next digest's window opens at the restore, for what came before may have been told."""
    # given
    slot = Slot(local_date=START.date(), local_time="08:00", at=START)
    due = DueDigest(slot=slot, start=minutes(-60))
    world.write(lambda tx: digests.owe_digest(tx, world.place_a.id, due, [], START))
    file = tmp_path / "copy.db"
    backup.backup(world.store, file)
    # when
    after = restored(world, database, file)
    # then
    for kind in SlotKind:
        last = after.read(lambda tx, k=kind: digests.last_slots(tx, [world.place_a.id], k))
        assert last[world.place_a.id].at == NOW
    after.store.close()


def test_the_replaced_database_is_kept(migrated: Path, tmp_path: Path) -> None:
    """A restore by mistake can be undone: the file that it replaced lies beside it."""
    # given
    world = World(Store.open("", data_dir=tmp_path))
    file = tmp_path / "copy.db"
    backup.backup(world.store, file)
    world.remember(world.news("Only in the replaced one"))
    world.store.close()
    # when
    ended = backup.restore(file, "", data_dir=tmp_path, now=NOW)
    # then
    assert ended.kept is not None
    ended.kept.rename(tmp_path / "watchfloor.db")
    before = Store.open("", data_dir=tmp_path)
    assert before.read_now(lambda tx: articles.count(tx, START)) == 1
    before.close()


def test_a_running_service_refuses_the_restore(world: World, database: str, tmp_path: Path) -> None:
    """The database of a running service is not pulled away from under it."""
    # given
    file = tmp_path / "copy.db"
    backup.backup(world.store, file)
    # when
    with pytest.raises(StoreError) as error:
        backup.restore(file, database, data_dir=tmp_path, now=NOW)
    # then
    assert error.value.code == "in-use"
    assert world.read(installation.read).restored_at is None


def test_a_backup_overwrites_nothing(world: World, tmp_path: Path) -> None:
    """A name that is taken is refused."""
    # given
    file = tmp_path / "copy.db"
    file.write_text("precious")
    # when
    with pytest.raises(StoreError) as error:
        backup.backup(world.store, file)
    # then
    assert error.value.code == "file-exists"
    assert file.read_text() == "precious"


@pytest.mark.parametrize("content", [None, b"", b"not a database at all", b"SQLite format 3\x00"])
def test_what_is_no_backup_is_refused_untouched(
    database: str, tmp_path: Path, content: bytes | None
) -> None:
    """A wrong file leaves the database as it is."""
    # given
    file = tmp_path / "wrong.db"
    if content is not None:
        file.write_bytes(content)
    # when
    with pytest.raises(StoreError) as error:
        backup.restore(file, database, data_dir=tmp_path, now=NOW)
    # then
    assert error.value.code == ("no-backup" if content is None else "not-a-backup")
    store = Store.open(database, data_dir=tmp_path)
    assert store.read_now(installation.read).restored_at is None
    store.close()


def test_a_flipped_letter_is_told(migrated: Path, tmp_path: Path) -> None:
    """SQLite checks no page; the articles' own check sums tell which text is not what it was."""
    # given
    world = World(Store.open("", data_dir=tmp_path))
    news = world.news("Kim calls for shells")
    world.remember(news, world.news("Another"))
    world.write(
        lambda tx: tx.execute(
            text("UPDATE articles SET title = 'Kim calls for shelfs' WHERE id = :id"),
            {"id": news.article.id},
        ).close()
    )
    file = tmp_path / "copy.db"
    backup.backup(world.store, file)
    world.store.close()
    # when
    ended = backup.restore(file, "", data_dir=tmp_path, now=NOW)
    # then
    assert ended.articles == 2
    assert ended.damaged == (news.article.id,)


def test_a_backup_moves_between_databases(
    world: World, news: News, empty_postgresql: str, tmp_path: Path
) -> None:
    """What was backed up on either database can be restored on either."""
    # given
    file = tmp_path / "copy.db"
    backup.backup(world.store, file)
    targets = {"sqlite": f"sqlite:///{tmp_path}/other.db", "postgresql": empty_postgresql}
    # when
    for address in targets.values():
        backup.restore(file, address, data_dir=tmp_path, now=NOW)
    # then
    for address in targets.values():
        store = Store.open(address, data_dir=tmp_path)
        found = store.read_now(lambda tx: search.search(tx, "正恩", READER_A)).articles
        owed = store.read_now(lambda tx: deliveries.heads(tx, NOW))
        known = store.read_now(lambda tx: places.by_ids(tx, [world.place_a.id]))
        store.close()
        assert [each.id for each in found] == [news.article.id]
        assert [each.place for each in owed] == [world.place_a]
        assert known == {world.place_a.id: world.place_a}
