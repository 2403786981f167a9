"""Database addresses: what the setting says, and where its file lies."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from watchers.store.errors import StoreError

_POSTGRESQL = {"postgresql", "postgres", "postgresql+psycopg"}
_SQLITE = {"sqlite", "sqlite+pysqlite"}


def read_url(setting: str, data_dir: Path) -> URL:
    """The address to connect to; an empty setting is `watchfloor.db` in the data folder."""
    if not setting:
        return URL.create("sqlite", database=str(data_dir / "watchfloor.db"))
    try:
        url = make_url(setting)
    except ArgumentError:
        raise StoreError("bad-url", {"detail": "it is no URL"}) from None
    return _known(url)


def _known(url: URL) -> URL:
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername not in _SQLITE:
        raise StoreError("bad-url", {"detail": f"unknown kind {url.drivername}"})
    if not url.database or url.database == ":memory:":
        raise StoreError("bad-url", {"detail": "SQLite needs a file"})
    return URL.create("sqlite", database=url.database)


def file_of(url: URL) -> Path | None:
    """SQLite's file; None for PostgreSQL."""
    return Path(str(url.database)).absolute() if url.drivername == "sqlite" else None


def shown(url: URL) -> str:
    """The address for people, without its password."""
    file = file_of(url)
    return str(file) if file else url.set(drivername="postgresql").render_as_string()
