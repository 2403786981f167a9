"""What the operator offers: sources and packs, sound or refused."""

from config import catalogue
from config.catalogue import Catalogue
from config.faults import ConfigError
from config.settings import Settings


def load_catalogue(settings: Settings) -> Catalogue:
    """The sources and packs on offer. Raises ConfigError with every fault in them."""
    found = catalogue.load(settings.config_dir, settings.data_dir)
    if found.faults:
        raise ConfigError(found.faults)
    return found
