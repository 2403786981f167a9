"""Consistent copies of the database, and their return."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Connection, func, select, text

from watchers.store import copying, engines, migrating, opening, renewal, search
from watchers.store.addresses import file_of, read_url
from watchers.store.database import Store
from watchers.store.errors import StoreError
from watchers.store.ids import IdSource
from watchers.store.locks import lock_database
from watchers.store.remembering import content_hash
from watchers.store.schema import articles, deliveries, metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back; `damaged` articles whose text no longer fits its check sum; `kept` the file
    that was replaced, None where there was none."""

    articles: int
    deliveries: int
    damaged: tuple[int, ...] = ()
    kept: Path | None = None


def backup(store: Store, file: Path) -> int:
    """Write one consistent SQLite file, whatever the database, while the service runs; its bytes.

    Raises StoreError, code `file-exists`, rather than overwrite.
    """
    opening.make_folder(file.absolute().parent)
    return store.guarded(lambda: copying.copy_to_file(store.url, file))


def restore(file: Path, url: str, *, data_dir: Path, now: datetime) -> Restored:
    """Put a backup in the place of the database, which is kept beside it; the service must not run.

    Nothing is sent twice: a new prefix, every source's next poll a baseline, digest slots before
    `now` done, open deliveries looked for in their channel's history before they are sent.
    """
    _see_that_it_is_a_backup(file)
    address = read_url(url, data_dir)
    target = file_of(address)
    if target is None:
        return _restore_postgresql(file, address, data_dir, now)
    opening.make_folder(target.parent)
    lock = lock_database(target)
    try:
        return _restore_file(file, target, now)
    finally:
        lock.release()


def _restore_file(file: Path, target: Path, now: datetime) -> Restored:
    fresh = target.with_name(target.name + ".restoring")
    with _renewed(file, fresh, now) as connection:
        restored = _restored(connection)
    kept = _put_aside(target, now)
    os.replace(fresh, target)
    return replace(restored, kept=kept)


def _restore_postgresql(file: Path, address: URL, data_dir: Path, now: datetime) -> Restored:
    opening.make_folder(data_dir)
    fresh = data_dir / f"{file.name}.restoring"
    writer = engines.writer(address, IdSource())
    try:
        opening.prepare(writer, address, data_dir)
        with _renewed(file, fresh, now) as reading, writer.begin() as writing:
            _replace_rows(reading, writing)
            return _restored(reading)
    finally:
        writer.dispose()
        fresh.unlink(missing_ok=True)


@contextmanager
def _renewed(file: Path, fresh: Path, now: datetime) -> Iterator[Connection]:
    """A copy of the backup at `fresh`, brought to this schema and made safe to run."""
    shutil.copyfile(file, fresh)
    engine = engines.plain(URL.create("sqlite", database=str(fresh)))
    with engine.begin() as connection:
        migrating.upgrade(connection)
        renewal.renew(connection, opening.new_prefix(), now)
    with engine.begin() as connection:
        yield connection


def _replace_rows(reading: Connection, writing: Connection) -> None:
    for table in reversed(metadata.sorted_tables):
        writing.execute(table.delete())
    for table in metadata.sorted_tables:
        copying.copy_rows(reading, writing, table)
    _move_counters(writing)
    search.rebuild(writing)


def _move_counters(writing: Connection) -> None:
    """PostgreSQL counts ids in sequences, which copied rows do not move."""
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            name = writing.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
            largest = writing.scalar(select(func.max(column))) or 0
            writing.execute(select(func.setval(name, largest + 1, text("false"))))


def _restored(connection: Connection) -> Restored:
    return Restored(
        articles=connection.scalar(select(func.count()).select_from(articles)) or 0,
        deliveries=connection.scalar(select(func.count()).select_from(deliveries)) or 0,
        damaged=_damaged(connection),
    )


def _damaged(connection: Connection) -> tuple[int, ...]:
    """Articles that say something else than when they were remembered: SQLite has no check sums."""
    columns = ("id", "title", "url", "summary", "text", "content_hash")
    query = select(*(articles.c[name] for name in columns)).execution_options(yield_per=500)
    return tuple(
        row.id for row in connection.execute(query) if content_hash(row) != row.content_hash
    )


def _put_aside(target: Path, now: datetime) -> Path | None:
    """Rename the database with its log; None where there was none."""
    if not target.exists():
        return None
    kept = target.with_name(f"{target.name}.before-restore-{now:%Y%m%dT%H%M%S}")
    for ending in ("", "-wal", "-shm"):
        part = target.with_name(target.name + ending)
        if part.exists():
            part.rename(kept.with_name(kept.name + ending))
    return kept


def _see_that_it_is_a_backup(file: Path) -> None:
    if not file.is_file():
        raise StoreError("no-backup", {"file": str(file)})
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            found = opened.execute("PRAGMA quick_check(1)").fetchone()[0]
            version = opened.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise StoreError("not-a-backup", {"file": str(file), "detail": str(error)}) from error
    if found != "ok":
        raise StoreError("not-a-backup", {"file": str(file), "detail": f"damaged: {found}"})
    if version is None or not migrating.is_known(version[0]):
        raise StoreError("newer-schema", {"database": str(file), "found": str(version)})
