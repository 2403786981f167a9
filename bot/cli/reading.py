"""The database for reading, beside a service that may be running."""

from collections.abc import Iterator
from contextlib import contextmanager

from config.settings import Settings
from watchers.store import Store


@contextmanager
def open_reader(settings: Settings) -> Iterator[Store]:
    """The open database, closed at the end. Raises StoreError where it cannot be read."""
    store = Store.open_reader(settings.database, data_dir=settings.data_dir)
    try:
        yield store
    finally:
        store.close()
