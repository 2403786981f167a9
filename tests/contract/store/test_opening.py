"""Opening: whatever lies at the database's address, one clear line that names place and cure."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.contract.store.making import START, World
from watchers.store import Store, StoreError, articles, installation

ROOT = Path(__file__).parents[3]


def file_of(database: str) -> Path | None:
    """The file of an SQLite address."""
    return Path(database.removeprefix("sqlite:///")) if database.startswith("sqlite") else None


def run_sql(database: str, *statements: str) -> None:
    """Run statements as another program would."""
    engine = create_engine(database.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def refused(database: str, folder: Path) -> StoreError:
    """The error with which opening ends."""
    with pytest.raises(StoreError) as error:
        Store.open(database, data_dir=folder)
    return error.value


def test_a_first_start_makes_the_database(tmp_path: Path) -> None:
    """Folder, file, schema, prefix and birthday are there after the first start."""
    # given
    folder = tmp_path / "new" / "data"
    # when
    store = Store.open("", data_dir=folder)
    made = store.read_now(installation.read)
    store.close()
    # then
    assert (folder / "watchfloor.db").is_file()
    assert len(made.prefix) == 6
    assert made.restored_at is None


def test_a_second_start_finds_what_the_first_wrote(database: str, tmp_path: Path) -> None:
    """The prefix stays with the database."""
    # given
    prefixes = []
    # when
    for _ in range(2):
        store = Store.open(database, data_dir=tmp_path)
        prefixes.append(store.read_now(installation.read).prefix)
        store.close()
    # then
    assert prefixes[0] == prefixes[1]


def test_a_second_process_is_refused(store: Store, database: str, tmp_path: Path) -> None:
    """Two services on one database would send everything twice."""
    # when
    error = refused(database, tmp_path)
    # then
    assert error.code == "in-use"
    assert "already running" in str(error)
    assert "stop it first" in str(error)
    assert store.read_now(installation.read)


def test_the_database_is_free_once_the_holder_is_gone(database: str, tmp_path: Path) -> None:
    """A killed process leaves no lock behind."""
    # given
    script = (
        "import os, sys; from pathlib import Path; from watchers.store import Store\n"
        "Store.open(sys.argv[1], data_dir=Path(sys.argv[2])); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, database, str(tmp_path)], cwd=ROOT, check=False)
    # when
    store = Store.open(database, data_dir=tmp_path)
    # then
    store.close()


def test_a_reader_beside_the_service_reads_and_cannot_write(
    world: World, database: str, tmp_path: Path
) -> None:
    """`status` and `health` see what the service has written, and nothing else happens."""
    # given
    world.remember(world.news("Kim calls for shells"))
    reader = Store.open_reader(database, data_dir=tmp_path)
    # when
    seen = reader.read_now(lambda tx: articles.count(tx, START))
    with pytest.raises(StoreError) as error:
        reader.write_now(lambda tx: installation.log_identify(tx, START))
    reader.close()
    # then
    assert seen == 1
    assert error.value.code == "read-only"


def test_reading_transactions_cannot_write(store: Store) -> None:
    """A query that writes where it should read is refused by the database itself."""
    # when
    with pytest.raises(Exception, match=r"(?i)read.?only") as error:
        store.read_now(lambda tx: installation.log_identify(tx, START))
    # then
    assert error.value
    assert store.read_now(lambda tx: installation.count_identifies(tx, START)) == 0


def test_a_reader_of_nothing_makes_nothing(tmp_path: Path) -> None:
    """`status` before the first start says so and leaves no file."""
    # when
    with pytest.raises(StoreError) as error:
        Store.open_reader("", data_dir=tmp_path)
    # then
    assert error.value.code == "missing"
    assert list(tmp_path.iterdir()) == []


def test_a_newer_schema_is_refused_untouched(database: str, tmp_path: Path) -> None:
    """A database of a later version is not guessed at."""
    # given
    run_sql(database, "UPDATE alembic_version SET version_num = '9999'")
    # when
    errors = [refused(database, tmp_path)]
    with pytest.raises(StoreError) as read:
        Store.open_reader(database, data_dir=tmp_path)
    errors.append(read.value)
    # then
    assert [each.code for each in errors] == ["newer-schema", "newer-schema"]
    assert "9999" in str(errors[0])


def test_another_programs_database_is_refused(tmp_path: Path, empty_postgresql: str) -> None:
    """Tables of strangers are not mixed with ours."""
    # given
    addresses = [f"sqlite:///{tmp_path}/theirs.db", empty_postgresql]
    for each in addresses:
        run_sql(each, "CREATE TABLE invoices (id INTEGER)")
    # when
    codes = [refused(each, tmp_path).code for each in addresses]
    # then
    assert codes == ["foreign-database", "foreign-database"]


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    """A text file in the database's place is named, not overwritten."""
    # given
    file = tmp_path / "watchfloor.db"
    file.write_text("These are my notes.\n" * 100)
    # when
    error = refused("", tmp_path)
    # then
    assert error.code == "not-a-database"
    assert str(file) in str(error)
    assert "restore" in str(error)
    assert file.read_text().startswith("These are my notes.")


def test_a_damaged_database_is_refused(migrated: Path, tmp_path: Path) -> None:
    """A file that begins well and goes on with rubbish is named, with the way to a backup."""
    # given
    file = tmp_path / "watchfloor.db"
    content = bytearray(migrated.read_bytes())
    content[100:] = bytes(len(content) - 100)
    file.write_bytes(content)
    # when
    error = refused("", tmp_path)
    # then
    assert error.code in {"damaged", "not-a-database"}
    assert "restore" in str(error)


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    """A file of no bytes, as `touch` makes it, is a fresh start."""
    # given
    (tmp_path / "watchfloor.db").touch()
    # when
    store = Store.open("", data_dir=tmp_path)
    # then
    assert store.read_now(installation.read)
    store.close()


def test_a_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    """A data folder below a file is refused by its name."""
    # given
    (tmp_path / "file").touch()
    # when
    error = refused("", tmp_path / "file" / "data")
    # then
    assert error.code == "no-folder"
    assert str(tmp_path / "file") in str(error)


@pytest.mark.parametrize(
    "address", ["mysql://root@host/news", "no address", "sqlite://", "sqlite:///:memory:"]
)
def test_an_address_of_another_kind_is_refused(address: str, tmp_path: Path) -> None:
    """The setting is named, and what it may hold."""
    # when
    error = refused(address, tmp_path)
    # then
    assert error.code == "bad-url"
    assert "WATCHFLOOR_DATABASE_URL" in str(error)
    assert "postgresql://" in str(error)


def test_a_server_that_is_away_is_named_without_its_password(tmp_path: Path) -> None:
    """The line for a PostgreSQL that does not answer tells where it was sought, and no secret."""
    # when
    error = refused("postgresql://news:hunter2@127.0.0.1:9/news", tmp_path)
    # then
    assert error.code == "unreachable"
    assert "127.0.0.1" in str(error)
    assert "hunter2" not in str(error)
    assert "\n" not in str(error)


def test_a_read_only_file_is_refused(migrated: Path, tmp_path: Path) -> None:
    """A database that this user cannot write is refused at once, with the right that is missing."""
    # given
    folder = Path("/tmp") / f"watchfloor-read-only-{os.getpid()}"
    folder.mkdir()
    shutil.copyfile(migrated, folder / "watchfloor.db")
    (folder / "watchfloor.db").chmod(0o444)
    folder.chmod(0o555)
    # Root may write everything, so it first loads all that opening needs, then becomes nobody.
    script = (
        "import os, sys; from pathlib import Path; from watchers.store import Store, StoreError\n"
        "Store.open('', data_dir=Path(sys.argv[2])).close()\n"
        "if os.geteuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        "try: Store.open('', data_dir=Path(sys.argv[1]))\n"
        "except StoreError as error: print(error.code, error)"
    )
    # when
    ended = subprocess.run(
        [sys.executable, "-c", script, str(folder), str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    folder.chmod(0o755)
    shutil.rmtree(folder)
    # then
    assert ended.stdout.startswith("read-only "), ended.stderr
    assert "right to write" in ended.stdout


def test_a_full_disk_stops_writing_and_nothing_else(migrated: Path, tmp_path: Path) -> None:
    """Without room a write fails whole, reading goes on, and writing resumes by itself."""
    # given
    shutil.copyfile(migrated, tmp_path / "watchfloor.db")
    store = Store.open("", data_dir=tmp_path)
    world = World(store)
    set_limit: Callable[[int], None] = lambda pages: store.write_now(  # noqa: E731
        lambda tx: tx.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    ).close()
    pages = store.write_now(lambda tx: tx.exec_driver_sql("PRAGMA page_count").scalar_one())
    set_limit(pages + 4)
    # when
    with pytest.raises(StoreError) as error:
        world.remember(world.news("Too long", text="word " * 100_000))
    seen = world.read(lambda tx: articles.count(tx, START))
    set_limit(10**9)
    world.remember(world.news("Room again"))
    # then
    assert error.value.code == "full"
    assert "free some space" in str(error.value)
    assert seen == 0
    assert world.read(lambda tx: articles.count(tx, START)) == 1
    store.close()


def test_a_locked_database_is_named_after_a_while(
    migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program that keeps the file locked is waited for, then told of."""
    # given
    file = tmp_path / "watchfloor.db"
    shutil.copyfile(migrated, file)
    store = Store.open("", data_dir=tmp_path)
    store.write_now(lambda tx: tx.exec_driver_sql("PRAGMA busy_timeout=50").close())
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        # when
        with pytest.raises(StoreError) as error:
            store.write_now(lambda tx: installation.log_identify(tx, START))
    # then
    assert error.value.code == "busy"
    store.write_now(lambda tx: installation.log_identify(tx, START))
    store.close()


def test_the_same_token_runs_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two services with one token would fight over its gateway session."""
    # given
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    stores = [Store.open("", data_dir=tmp_path / name) for name in ("one", "two")]
    token = "a.token.of-a-bot"
    stores[0].hold_token(token)
    # when
    with pytest.raises(StoreError) as error:
        stores[1].hold_token(token)
    stores[1].hold_token(f"{token}-another")
    stores[0].close()
    stores[1].hold_token(token)
    # then
    assert error.value.code == "token-in-use"
    assert token not in str(error.value)
    stores[1].close()


def test_a_cut_connection_is_made_anew(database: str, tmp_path: Path) -> None:
    """After the server ended every session the store goes on, still alone on its database."""
    # given
    store = Store.open(database, data_dir=tmp_path)
    if database.startswith("postgresql"):
        run_sql(
            database,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
    # when
    store.write_now(lambda tx: installation.log_identify(tx, START))
    # then
    assert store.read_now(lambda tx: installation.count_identifies(tx, START)) == 1
    assert refused(database, tmp_path).code == "in-use"
    store.close()


async def test_async_callers_share_the_one_writer(world: World) -> None:
    """Closures given at once run one after another, each whole, without holding the loop."""
    # given
    import asyncio

    store = world.store
    # when
    await asyncio.gather(
        *(store.write(lambda tx: installation.log_identify(tx, START)) for _ in range(20))
    )
    # then
    assert await store.read(lambda tx: installation.count_identifies(tx, START)) == 20
