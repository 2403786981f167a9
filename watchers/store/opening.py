"""From whatever lies at the address to a database of this version, or a clear refusal."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect, select

from watchers.store import copying, migrating, search
from watchers.store.addresses import file_of, shown
from watchers.store.errors import StoreError
from watchers.store.markers import PREFIX_LENGTH, SYMBOLS
from watchers.store.schema import installation
from watchers.store.tx import Tx

_SQLITE_HEADER = b"SQLite format 3\x00"
_POSTGRESQL_MIN = (15, 0)


def make_folder(folder: Path) -> None:
    """See that the folder is there; raises StoreError where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        params = {"folder": str(folder), "detail": error.strerror or "no access"}
        raise StoreError("no-folder", params) from error


def prepare(writer: Engine, url: URL, data_dir: Path) -> None:
    """Bring the database to this version's schema, an older one backed up first."""
    see_that_it_is_sqlite(url)
    with writer.connect() as connection:
        found = _revision(connection, url)
    if found not in {None, migrating.head()}:
        _back_up(url, data_dir, str(found))
    with writer.begin() as connection:
        migrating.upgrade(connection)
        settle(connection)


def settle(tx: Tx) -> None:
    """Give a new database its prefix and its birthday; one that cannot be written shows it here."""
    if tx.scalar(select(installation.c.id)) is None:
        row = {"id": 1, "prefix": new_prefix(), "created_at": datetime.now(UTC)}
        tx.execute(installation.insert(), {**row, "search_version": search.VERSION})
    else:
        # SQLite opens a read-only file without a word and fails at the first write.
        tx.execute(installation.update().values(id=installation.c.id))
        _settle_search(tx)


def _settle_search(tx: Tx) -> None:
    """Make the full text index anew where an earlier version cut texts into other terms."""
    if tx.scalar(select(installation.c.search_version)) != search.VERSION:
        search.rebuild(tx)
        tx.execute(installation.update().values(search_version=search.VERSION))


def new_prefix() -> str:
    """Six random symbols that begin every nonce of a database's life."""
    return "".join(secrets.choice(SYMBOLS) for _ in range(PREFIX_LENGTH))


def see_that_it_exists(url: URL) -> None:
    """Refuse to read a database that is not there; nothing is made."""
    file = file_of(url)
    if file is not None and not file.is_file():
        raise StoreError("missing", {"database": str(file)})
    see_that_it_is_sqlite(url)


def see_that_it_is_current(tx: Tx, url: URL) -> None:
    """Refuse to read another version's schema."""
    found = _revision(tx, url)
    if found is None:
        raise StoreError("missing", {"database": shown(url)})
    if found != migrating.head():
        raise StoreError("old-schema", {"database": shown(url)})


def see_that_it_is_sqlite(url: URL) -> None:
    """Refuse a file that begins otherwise than SQLite's; an empty one becomes a database."""
    file = file_of(url)
    if file is None or not file.exists():
        return
    with file.open("rb") as stream:
        start = stream.read(len(_SQLITE_HEADER))
    if start and start != _SQLITE_HEADER:
        raise StoreError("not-a-database", {"database": str(file)})


def _revision(connection: Connection, url: URL) -> str | None:
    """The schema found; None for an empty database."""
    _see_that_it_is_new_enough(connection)
    found = migrating.revision(connection)
    if found is None and inspect(connection).get_table_names():
        raise StoreError("foreign-database", {"database": shown(url)})
    if found is not None and not migrating.is_known(found):
        raise StoreError("newer-schema", {"database": shown(url), "found": found})
    return found


def _see_that_it_is_new_enough(connection: Connection) -> None:
    version = connection.dialect.server_version_info or _POSTGRESQL_MIN
    if connection.dialect.name == "postgresql" and version < _POSTGRESQL_MIN:
        raise StoreError("old-postgresql", {"found": ".".join(map(str, version))})


def _back_up(url: URL, data_dir: Path, found: str) -> Path:
    folder = data_dir / "backups"
    make_folder(folder)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    file = folder / f"before-upgrade-from-{found}-{moment}.db"
    copying.copy_to_file(url, file)
    return file
