"""The settings of fetching, in the words of the room that fetches."""

from config.settings import Settings
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
