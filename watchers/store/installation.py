"""What belongs to this database as a whole: its prefix, its restores, its logins, its memos."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from watchers.model import Param
from watchers.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """`prefix` (6 base62 characters) begins the nonces; a restore renews it and sets `restored_at`."""

    prefix: str
    created_at: datetime
    restored_at: datetime | None = None


def read(tx: Tx) -> Installation:
    """This database's own data; always there after migration."""
    raise NotImplementedError


def log_identify(tx: Tx, at: datetime) -> None:
    """Remember one gateway IDENTIFY, and forget those older than two days."""
    raise NotImplementedError


def count_identifies(tx: Tx, since: datetime) -> int:
    """How many IDENTIFYs were sent since then, restarts included."""
    raise NotImplementedError


def keep_memo(tx: Tx, key: str, value: Mapping[str, Param], at: datetime) -> None:
    """Set a small value under a key, replacing what it held."""
    raise NotImplementedError


def memo(tx: Tx, key: str) -> Mapping[str, Param] | None:
    """The value under a key, or None."""
    raise NotImplementedError


def sqlite_version() -> tuple[int, int, int]:
    """The version of the SQLite library; below 3.51.3 it has the WAL-reset bug (`doctor` warns)."""
    raise NotImplementedError
