"""Consistent copies of the database, and their return."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from watchers.store.database import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back; `damaged` articles whose text no longer fits its check sum."""

    articles: int
    deliveries: int
    damaged: tuple[int, ...] = ()


def backup(store: Store, file: Path) -> int:
    """Write one consistent SQLite file, whatever the database, while the service runs; its bytes.

    Raises StoreError, code `file-exists`, rather than overwrite.
    """
    raise NotImplementedError


def restore(file: Path, url: str, *, data_dir: Path, now: datetime) -> Restored:
    """Put a backup in the place of the database, which is kept beside it; the service must not run.

    Nothing is sent twice: a new prefix, every source's next poll a baseline, digest slots before
    `now` done, open deliveries looked for in their channel's history before they are sent.
    """
    raise NotImplementedError
