"""Copies of a whole database into one SQLite file, whatever the database."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, BigInteger, Connection, Integer, MetaData, Table, inspect, select

from watchers.store import engines, migrating, search
from watchers.store.addresses import file_of
from watchers.store.errors import StoreError
from watchers.store.schema import metadata

_ROWS_AT_ONCE = 1000


def copy_to_file(url: URL, file: Path) -> int:
    """Write one consistent copy while the database is in use; its bytes. Never overwrites."""
    if file.exists():
        raise StoreError("file-exists", {"file": str(file)})
    source = file_of(url)
    if source is None:
        _copy_from_postgresql(url, file)
    else:
        _vacuum(source, file)
    return file.stat().st_size


def copy_rows(reading: Connection, writing: Connection, table: Table) -> None:
    """Copy all rows of a table between databases, some at a time."""
    rows = reading.execution_options(yield_per=_ROWS_AT_ONCE).execute(select(table))
    for portion in rows.mappings().partitions(_ROWS_AT_ONCE):
        writing.execute(table.insert(), [dict(row) for row in portion])


def _vacuum(source: Path, file: Path) -> None:
    # A page-by-page backup starves beside a busy writer; this is one picture, without a checkpoint.
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("VACUUM INTO ?", (str(file),))


def _copy_from_postgresql(url: URL, file: Path) -> None:
    target = engines.plain(URL.create("sqlite", database=str(file)))
    source = engines.plain(url).execution_options(isolation_level="REPEATABLE READ")
    with source.connect() as reading, target.begin() as writing:
        if migrating.revision(reading) == migrating.head():
            _copy_current(reading, writing)
        else:
            _copy_as_found(reading, writing)


def _copy_current(reading: Connection, writing: Connection) -> None:
    migrating.upgrade(writing)
    for table in metadata.sorted_tables:
        copy_rows(reading, writing, table)
    search.rebuild(writing)


def _copy_as_found(reading: Connection, writing: Connection) -> None:
    """An older schema, as it is: its rows in plain tables without indexes."""
    found = MetaData()
    names = inspect(reading).get_table_names()
    found.reflect(reading, only=[name for name in names if name != search.TABLE])
    _as_sqlite(found).create_all(writing)
    for table in found.sorted_tables:
        copy_rows(reading, writing, table)


def _as_sqlite(tables: MetaData) -> MetaData:
    plain = MetaData()
    for table in tables.sorted_tables:
        copied = table.to_metadata(plain)
        for column in copied.columns:
            column.type = _plain_type(column.type)
            column.server_default = None
        copied.indexes.clear()
    return plain


def _plain_type(kind: Any) -> Any:
    generic = kind.as_generic()
    return Integer() if isinstance(generic, BigInteger) else generic
