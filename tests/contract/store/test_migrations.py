"""Migrations: the tables they make are those of the schema, and an older one is backed up first."""

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from watchers.store import Store, StoreError, migrating, opening
from watchers.store.schema import metadata
from watchers.store.search import TABLE


def test_migrations_make_the_schema(store: Store) -> None:
    """What the migrations made and what the code believes do not differ."""

    # given
    def differences(tx: Any) -> list[Any]:
        found = compare_metadata(
            MigrationContext.configure(
                tx,
                opts={
                    "compare_type": True,
                    "include_object": lambda _o, name, kind, *_r: (
                        not (kind == "table" and (name or "").startswith(TABLE))
                    ),
                },
            ),
            metadata,
        )
        return list(found)

    # when
    found = store.read_now(differences)
    # then
    assert found == []


def test_an_older_schema_is_backed_up_before_it_is_migrated(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before an upgrade touches a database, a whole copy lies in data/backups."""
    # given
    Store.open(database, data_dir=tmp_path).close()
    steps: list[str] = []
    monkeypatch.setattr(migrating, "head", lambda: "0002")

    def upgrade(connection: Any) -> None:
        steps.append(f"upgraded with {len(list((tmp_path / 'backups').iterdir()))} backup")
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    monkeypatch.setattr(migrating, "upgrade", upgrade)
    # when
    Store.open(database, data_dir=tmp_path).close()
    # then
    assert steps == ["upgraded with 1 backup"]
    (backup,) = (tmp_path / "backups").iterdir()
    assert backup.name.startswith("before-upgrade-from-0001-")
    assert backup.stat().st_size > 10_000


def test_a_reader_asks_for_the_upgrade(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Commands that only read do not migrate; they say which command does."""
    # given
    monkeypatch.setattr(migrating, "head", lambda: "0002")
    # when
    with pytest.raises(StoreError) as error:
        Store.open_reader(database, data_dir=tmp_path)
    # then
    assert error.value.code == "old-schema"
    assert "watchfloor db upgrade" in str(error.value)


def test_the_prefix_is_of_its_own() -> None:
    """Two databases do not share nonces."""
    # when
    prefixes = {opening.new_prefix() for _ in range(50)}
    # then
    assert len(prefixes) == 50
    assert {len(each) for each in prefixes} == {6}
