"""A transaction, and the few statements that each database says in its own way."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from watchers.store.ids import IdSource

Tx = Connection
"""One open transaction of the store."""

T = TypeVar("T")
Row = Mapping[str, Any]

# SQLite takes 250,000 parameters, PostgreSQL's protocol 65,535.
_PARAMETERS_MAX = 10_000


def ids_of(tx: Tx) -> IdSource:
    """The id source of the database behind this transaction."""
    source: IdSource = tx.get_execution_options()["ids"]
    return source


def is_sqlite(tx: Tx) -> bool:
    """True on SQLite, False on PostgreSQL."""
    return tx.dialect.name == "sqlite"


def portions(values: Collection[T], size: int = _PARAMETERS_MAX) -> Iterator[list[T]]:
    """The distinct values, sorted, in lists short enough for one statement."""
    ordered = sorted(set(values))  # type: ignore[type-var]
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]


def insert(tx: Tx, table: Table) -> Any:
    """An insert that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return sqlite.insert(table) if is_sqlite(tx) else postgresql.insert(table)


def insert_new(tx: Tx, table: Table, rows: Sequence[Row]) -> None:
    """Add the rows whose keys are new, and leave those that exist as they are."""
    if rows:
        tx.execute(insert(tx, table).on_conflict_do_nothing(), rows)


def put(tx: Tx, table: Table, rows: Sequence[Row], keys: Sequence[str]) -> None:
    """Add the rows, or replace what those of the same `keys` hold in the columns given."""
    if not rows:
        return
    statement = insert(tx, table)
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    tx.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=changed), rows)
