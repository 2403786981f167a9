"""Opens the database and runs closures in transactions: one writer, several readers."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Engine, func, select
from sqlalchemy.exc import DBAPIError

from watchers.store import engines, opening
from watchers.store.addresses import file_of, read_url, shown
from watchers.store.errors import StoreError
from watchers.store.faults import translate
from watchers.store.ids import IdSource
from watchers.store.locks import FileLock, lock_database, lock_token
from watchers.store.schema import articles, deliveries, stories
from watchers.store.tx import Tx

T = TypeVar("T")


class Store:
    """The open database. A closure is one transaction; raised errors undo all of it."""

    ids: IdSource
    """Gives the ids of articles, stories and deliveries; rises above every stored one."""

    def __init__(self, url: URL, ids: IdSource, writer: Engine | None, locks: list[FileLock]):
        self.url = url
        self.ids = ids
        self._writer = writer
        self._readers = engines.readers(url, ids)
        self._locks = locks
        self._is_closed = False
        self._write_thread = ThreadPoolExecutor(1, "store-writer")
        self._read_threads = ThreadPoolExecutor(engines.READERS, "store-reader")

    @classmethod
    def open(cls, url: str, *, data_dir: Path) -> "Store":
        """The database of the running service, migrated, its single writer held by this process.

        An empty `url` is the SQLite file `watchfloor.db` in `data_dir`. An older schema is backed
        up into `data_dir/backups` before it is migrated. Raises StoreError where it cannot serve.
        """
        address = read_url(url, data_dir)
        locks = _lock_file(address)
        ids = IdSource()
        writer = engines.writer(address, ids)
        try:
            with _translated(address):
                opening.prepare(writer, address, data_dir)
            store = cls(address, ids, writer, locks)
            ids.raise_to(store.write_now(_largest_id))
        except BaseException:
            writer.dispose()
            _release(locks)
            raise
        return store

    @classmethod
    def open_reader(cls, url: str, *, data_dir: Path) -> "Store":
        """The same database for reading beside a running service; it never migrates or writes."""
        address = read_url(url, data_dir)
        store = cls(address, IdSource(), None, [])
        try:
            opening.see_that_it_exists(address)
            store.read_now(lambda tx: opening.see_that_it_is_current(tx, address))
        except BaseException:
            store.close()
            raise
        return store

    def hold_token(self, token: str) -> None:
        """Refuse a second process with this Discord token where it can be seen from here."""
        lock = lock_token(token)
        if lock is not None:
            self._locks.append(lock)

    @property
    def name(self) -> str:
        """The database for people: its file, or its address without the password."""
        return shown(self.url)

    async def write(self, work: Callable[[Tx], T]) -> T:
        """What `work` returns, once it is on disk; raises StoreError when that cannot be."""
        return await asyncio.wrap_future(self._write_thread.submit(self._write, work))

    async def read(self, work: Callable[[Tx], T]) -> T:
        """What `work` returns from one consistent picture of the database."""
        return await asyncio.wrap_future(self._read_threads.submit(self._read, work))

    def write_now(self, work: Callable[[Tx], T]) -> T:
        """As `write`, waiting in the calling thread."""
        return self._write_thread.submit(self._write, work).result()

    def read_now(self, work: Callable[[Tx], T]) -> T:
        """As `read`, waiting in the calling thread."""
        return self._read_threads.submit(self._read, work).result()

    def guarded(self, work: Callable[[], T]) -> T:
        """What `work` returns; faults of the surroundings as StoreError."""
        with _translated(self.url):
            return work()

    def close(self) -> None:
        """Finish what is under way, fold the log into the file, and let go of the locks.

        Closing again does nothing.
        """
        if self._is_closed:
            return
        self._is_closed = True
        self._read_threads.shutdown(wait=True)
        self._readers.dispose()
        self._write_thread.submit(self._close_writer).result()
        self._write_thread.shutdown(wait=True)
        _release(self._locks)

    def _write(self, work: Callable[[Tx], T]) -> T:
        if self._writer is None:
            raise StoreError("read-only", {"database": self.name, "detail": "opened to be read"})
        with _translated(self.url), self._writer.begin() as tx:
            return work(tx)

    def _read(self, work: Callable[[Tx], T]) -> T:
        with _translated(self.url), self._readers.connect() as tx:
            return work(tx)

    def _close_writer(self) -> None:
        # Last of all connections, so that the final checkpoint is the writer's own as well.
        if self._writer is not None:
            self._writer.dispose()


@contextmanager
def _translated(url: URL) -> Iterator[None]:
    """Faults of the surroundings as StoreError; bugs as they are."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        ours = translate(error, shown(url))
        if ours is None:
            raise
        raise ours from error


def _lock_file(url: URL) -> list[FileLock]:
    """The lock beside SQLite's file, its folder made where missing; none on PostgreSQL."""
    file = file_of(url)
    if file is None:
        return []
    opening.make_folder(file.parent)
    return [lock_database(file)]


def _release(locks: list[FileLock]) -> None:
    while locks:
        locks.pop().release()


def _largest_id(tx: Tx) -> int:
    tables = (articles, stories, deliveries)
    return max(tx.scalar(select(func.max(table.c.id))) or 0 for table in tables)
