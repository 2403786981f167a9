"""What a command finds around it: settings, catalogue, database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from config import catalogue
from config.catalogue import Catalogue
from config.faults import ConfigError
from config.layers import load
from config.settings import Settings
from watchers.store import Store


def load_settings() -> Settings:
    """The settings of this process, `.env` of the working directory among them."""
    return load(os.environ)


def load_catalogue(settings: Settings) -> Catalogue:
    """The sources and packs on offer. Raises ConfigError with every fault in them."""
    found = catalogue.load(settings.config_dir, settings.data_dir)
    if found.faults:
        raise ConfigError(found.faults)
    return found


@contextmanager
def open_reader(settings: Settings) -> Iterator[Store]:
    """The database for reading, beside a service that may be running."""
    store = Store.open_reader(settings.database, data_dir=settings.data_dir)
    try:
        yield store
    finally:
        store.close()
