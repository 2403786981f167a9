"""The settings of polling, in the words of the room that polls."""

from config.settings import Settings
from watchers.polling import Pace


def poll_pace(settings: Settings) -> Pace:
    """The bounds of the adaptive interval."""
    fetch = settings.fetch
    return Pace(interval_min_s=fetch.interval_min_s, interval_max_s=fetch.interval_max_s)
