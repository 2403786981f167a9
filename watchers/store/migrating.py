"""The schema's version: which a database has, which this program wants, and the way there."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def upgrade(connection: Connection) -> None:
    """Run the migrations that this database has not seen, within the open transaction."""
    if revision(connection) == head():
        return
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def head() -> str:
    """The schema of this version."""
    return _versions()[0]


def is_known(revision: str) -> bool:
    """Whether this version knows the way from that schema to its own."""
    return revision in _versions()


@cache
def _versions() -> tuple[str, ...]:
    """Every schema this program knows, newest first; reading the files is slow, so once."""
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    return tuple(script.revision for script in scripts)


def revision(connection: Connection) -> str | None:
    """The schema that the database has; None where no migration ever ran."""
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
