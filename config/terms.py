"""Settings in the words of the rooms that they are for."""

from config.settings import Settings
from watchers.polling import Pace
from watchers.sources.model import FetchSettings


def fetch_settings(settings: Settings, version: str) -> FetchSettings:
    """How far a fetch may go."""
    fetch = settings.fetch
    return FetchSettings(
        allowed_networks=tuple(str(network) for network in fetch.allowed_networks),
        proxy=fetch.proxy.get_secret_value() if fetch.proxy else "",
        contact=fetch.contact,
        version=version,
        deadline_s=fetch.deadline_s,
        wire_limit_bytes=fetch.body_max_bytes,
        body_limit_bytes=fetch.body_max_bytes,
    )


def poll_pace(settings: Settings) -> Pace:
    """The bounds of the adaptive interval."""
    fetch = settings.fetch
    return Pace(interval_min_s=fetch.interval_min_s, interval_max_s=fetch.interval_max_s)
