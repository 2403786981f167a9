"""Connections as each database needs them: one that writes, a few that only read."""

from typing import Any

from sqlalchemy import URL, Engine, NullPool, QueuePool, create_engine, event

from watchers.store.columns import dump_json
from watchers.store.errors import StoreError
from watchers.store.faults import BUSY_S
from watchers.store.ids import IdSource

READERS = 3
# Any number will do, as long as every version of this program keeps to it.
_DATABASE_LOCK = 0x57A7C4F1


def writer(url: URL, ids: IdSource, *, is_locked: bool = True) -> Engine:
    """The one connection that writes; on SQLite it also does every checkpoint.

    SQLite before 3.51.3 may damage its file when two connections write or checkpoint at the same
    instant (the WAL-reset bug), so there is never a second. On PostgreSQL the connection holds the
    advisory lock that keeps other processes out.
    """
    engine = _engine(url, size=1)
    if url.drivername == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite_writer)
        event.listen(engine, "begin", _begin_immediate)
    elif is_locked:
        event.listen(engine, "connect", _take_database_lock)
    return engine.execution_options(ids=ids)


def readers(url: URL, ids: IdSource) -> Engine:
    """Connections that cannot write, each transaction one consistent picture."""
    engine = _engine(url, size=READERS)
    if url.drivername == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite_reader)
        event.listen(engine, "begin", _begin)
        return engine.execution_options(ids=ids)
    return engine.execution_options(
        ids=ids, isolation_level="REPEATABLE READ", postgresql_readonly=True
    )


def plain(url: URL) -> Engine:
    """One connection at a time, as the database gives it: for copies and migrations of files."""
    engine = create_engine(url, poolclass=NullPool, json_serializer=dump_json)
    if url.drivername == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin)
    return engine


def _engine(url: URL, *, size: int) -> Engine:
    is_remote = url.drivername != "sqlite"
    extra: dict[str, Any] = {"pool_pre_ping": True} if is_remote else {}
    if is_remote:
        extra["connect_args"] = {"connect_timeout": 10, "options": "-c timezone=UTC"}
    return create_engine(
        url,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        json_serializer=dump_json,
        **extra,
    )


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin and end where we say
    connection.execute(f"PRAGMA busy_timeout={BUSY_S * 1000}")
    connection.execute("PRAGMA foreign_keys=ON")


def _prepare_sqlite_writer(connection: Any, record: object) -> None:
    _prepare_sqlite(connection, record)
    connection.execute("PRAGMA journal_mode=WAL")
    # NORMAL lost acknowledged commits in a power-cut simulation; FULL costs nothing visible.
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA cache_size=-32000")
    connection.execute("PRAGMA journal_size_limit=67108864")


def _prepare_sqlite_reader(connection: Any, record: object) -> None:
    _prepare_sqlite(connection, record)
    connection.execute("PRAGMA query_only=ON")
    connection.execute("PRAGMA cache_size=-16000")


def _begin_immediate(connection: Any) -> None:
    # A deferred transaction that turns into a writing one fails at once, whatever the timeout.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")


def _take_database_lock(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s), current_database()", (_DATABASE_LOCK,))
        is_ours, name = cursor.fetchone()
    connection.commit()
    if not is_ours:
        raise StoreError("in-use", {"database": name, "detail": ""})
