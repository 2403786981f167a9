"""Time zones as people name them: "Europe/Berlin", "Seoul", "서울"."""

from functools import cache
from zoneinfo import available_timezones

from babel.dates import get_timezone_location

from bot.commands.nearest import fold, rank
from watchers.model import Reason

SPOKEN = ("en", "ko")


def read_zone(typed: str) -> str | Reason:
    """The zone of that IANA name or city; a refusal with the three nearest where there is none."""
    asked = fold(typed)
    for zone, names in zone_names():
        if asked in map(fold, names):
            return zone
    nearest = rank(typed, zone_names(), 3)
    if not nearest:
        return Reason(code="unknown-zone", params={"typed": typed})
    params = {"typed": typed, "nearest": " · ".join(nearest)}
    return Reason(code="unknown-zone-nearest", params=params)


@cache
def zone_names() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every zone with its names: IANA's, its city's, and its place's in each language of ours."""
    zones = sorted(zone for zone in available_timezones() if "/" in zone and zone[0].isupper())
    cities = [zone for zone in zones if not zone.startswith(("Etc/", "SystemV/"))]
    return (("UTC", ("UTC", "GMT")), *((zone, _names_of(zone)) for zone in cities))


def _names_of(zone: str) -> tuple[str, ...]:
    city = zone.rpartition("/")[2].replace("_", " ")
    spoken = (get_timezone_location(zone, locale=locale, return_city=True) for locale in SPOKEN)
    return tuple(dict.fromkeys((zone, city, *spoken)))


GUESSES = {
    "bg": "Europe/Sofia",
    "cs": "Europe/Prague",
    "de": "Europe/Berlin",
    "el": "Europe/Athens",
    "en-GB": "Europe/London",
    "es-ES": "Europe/Madrid",
    "fi": "Europe/Helsinki",
    "fr": "Europe/Paris",
    "hi": "Asia/Kolkata",
    "hu": "Europe/Budapest",
    "id": "Asia/Jakarta",
    "it": "Europe/Rome",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "nl": "Europe/Amsterdam",
    "pl": "Europe/Warsaw",
    "ro": "Europe/Bucharest",
    "sv-SE": "Europe/Stockholm",
    "th": "Asia/Bangkok",
    "tr": "Europe/Istanbul",
    "uk": "Europe/Kyiv",
    "vi": "Asia/Ho_Chi_Minh",
    "zh-CN": "Asia/Shanghai",
    "zh-TW": "Asia/Taipei",
}
"""Where most who set Discord to this language live; English and Spanish span too many."""


def guess_zone(locale: str) -> str:
    """The zone to propose for a server's locale, to be confirmed; UTC where there is none."""
    return GUESSES.get(locale, "UTC")
