"""Opens the database and runs closures in transactions: one writer, several readers."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from watchers.store.ids import IdSource
from watchers.store.tx import Tx

T = TypeVar("T")


class Store:
    """The open database. A closure is one transaction; raised errors undo all of it."""

    ids: IdSource
    """Gives the ids of articles, stories and deliveries; rises above every stored one."""

    @classmethod
    def open(cls, url: str, *, data_dir: Path) -> "Store":
        """The database of the running service, migrated, its single writer held by this process.

        An empty `url` is the SQLite file `watchfloor.db` in `data_dir`. An older schema is backed
        up into `data_dir/backups` before it is migrated. Raises StoreError where it cannot serve.
        """
        raise NotImplementedError

    @classmethod
    def open_reader(cls, url: str, *, data_dir: Path) -> "Store":
        """The same database for reading beside a running service; it never migrates or writes."""
        raise NotImplementedError

    def hold_token(self, token: str) -> None:
        """Refuse a second process with this Discord token where it can be seen from here."""
        raise NotImplementedError

    async def write(self, work: Callable[[Tx], T]) -> T:
        """What `work` returns, once its transaction is on disk; raises StoreError when it cannot."""
        raise NotImplementedError

    async def read(self, work: Callable[[Tx], T]) -> T:
        """What `work` returns from one consistent picture of the database."""
        raise NotImplementedError

    def write_now(self, work: Callable[[Tx], T]) -> T:
        """As `write`, waiting in the calling thread."""
        raise NotImplementedError

    def read_now(self, work: Callable[[Tx], T]) -> T:
        """As `read`, waiting in the calling thread."""
        raise NotImplementedError

    def close(self) -> None:
        """Finish what is under way, fold the log into the file, and let go of the locks."""
        raise NotImplementedError
