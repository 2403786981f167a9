"""What belongs to this database as a whole: its prefix, its restores, its logins, its memos."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from watchers.model import Param
from watchers.store.schema import identifies, memos
from watchers.store.schema import installation as table
from watchers.store.tx import Tx, put

_IDENTIFIES_KEPT = timedelta(days=2)  # Discord counts them over 24 hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """`prefix` (6 base62 symbols) begins the nonces; a restore renews it, at `restored_at`."""

    prefix: str
    created_at: datetime
    restored_at: datetime | None = None


def read(tx: Tx) -> Installation:
    """This database's own data; always there after migration."""
    columns = (table.c.prefix, table.c.created_at, table.c.restored_at)
    return Installation(**tx.execute(select(*columns)).mappings().one())


def log_identify(tx: Tx, at: datetime) -> None:
    """Remember one gateway IDENTIFY, and forget those older than two days."""
    tx.execute(delete(identifies).where(identifies.c.at < at - _IDENTIFIES_KEPT))
    tx.execute(identifies.insert(), {"at": at})


def count_identifies(tx: Tx, since: datetime) -> int:
    """How many IDENTIFYs were sent since then, restarts included."""
    query = select(func.count()).where(identifies.c.at >= since)
    return tx.scalar(query) or 0


def keep_memo(tx: Tx, key: str, value: Mapping[str, Param], at: datetime) -> None:
    """Set a small value under a key, replacing what it held."""
    put(tx, memos, [{"key": key, "value": dict(value), "updated_at": at}], ["key"])


def memo(tx: Tx, key: str) -> Mapping[str, Param] | None:
    """The value under a key, or None."""
    found: Mapping[str, Param] | None = tx.scalar(select(memos.c.value).where(memos.c.key == key))
    return found


def sqlite_version() -> tuple[int, int, int]:
    """The version of the SQLite library; below 3.51.3 it has the WAL-reset bug (`doctor` warns)."""
    major, minor, patch = sqlite3.sqlite_version_info[:3]
    return major, minor, patch
