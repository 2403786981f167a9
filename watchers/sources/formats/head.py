"""What a feed says of itself: its name, its home, and how often it wants to be asked."""

from collections.abc import Sequence

from watchers.sources.formats.elements import Element, children, language_of, markup, name_of, plain
from watchers.sources.formats.links import absolute
from watchers.sources.model import RawArticle, ReadFeed

_PERIODS_S = {
    "hourly": 3600.0,
    "daily": 86400.0,
    "weekly": 604800.0,
    "monthly": 2592000.0,
    "yearly": 31536000.0,
}
_ENTRIES = frozenset({"item", "entry"})
_TITLES = ("title", "dc:title")
_TITLE = 1000


def read_head(root: Element, url: str, articles: Sequence[RawArticle]) -> ReadFeed:
    """The feed of a tree's head and of articles that were read before."""
    fields: dict[str, list[Element]] = {}
    for name, element in _feed_children(root):
        fields.setdefault(name, []).append(element)
    return ReadFeed(
        form=_form(root),
        title=_title(fields),
        home_url=absolute(_home(fields), url),
        hub_url=absolute(_linked(fields, "hub"), url),
        self_url=absolute(_linked(fields, "self"), url),
        language=_first(fields, "language", "dc:language") or language_of(root),
        ttl_s=_ttl_s(fields),
        skip_hours=_skip_hours(fields),
        articles=tuple(articles),
    )


def _form(root: Element) -> str:
    return {"rdf:rdf": "rdf", "feed": "atom", "entry": "atom"}.get(name_of(root), "rss")


def _feed_children(root: Element) -> list[tuple[str, Element]]:
    """The feed's own fields; those of an RSS channel wherever it stands."""
    found = [pair for pair in children(root) if pair[0] not in _ENTRIES]
    for name, element in tuple(found):
        if name == "channel":
            found += [pair for pair in children(element) if pair[0] not in _ENTRIES]
    return found


def _title(fields: dict[str, list[Element]]) -> str:
    texts = (markup(each, _TITLE) for name in _TITLES for each in fields.get(name, ()))
    return next((text for text in texts if text), "")


def _first(fields: dict[str, list[Element]], *names: str) -> str:
    texts = (plain(element) for name in names for element in fields.get(name, ()))
    return next((text for text in texts if text), "")


def _links(fields: dict[str, list[Element]]) -> list[Element]:
    return [*fields.get("link", ()), *fields.get("other:link", ())]


def _linked(fields: dict[str, list[Element]], rel: str) -> str:
    found = (each for each in _links(fields) if (each.get("rel") or "").lower() == rel)
    return next((str(each.get("href")) for each in found if each.get("href")), "")


def _home(fields: dict[str, list[Element]]) -> str:
    texts = (plain(each) for each in fields.get("link", ()) if not each.get("href"))
    text = next((each for each in texts if each), "")
    return text or _linked(fields, "alternate") or _linked(fields, "")


def _ttl_s(fields: dict[str, list[Element]]) -> float:
    """Seconds between updates, from `ttl` (minutes) or `sy:updatePeriod`; 0 where not told."""
    minutes = _first(fields, "ttl")
    if minutes.isdigit() and len(minutes) < 7:
        return float(minutes) * 60
    period = _PERIODS_S.get(_first(fields, "sy:updateperiod").lower(), 0.0)
    frequency = _first(fields, "sy:updatefrequency")
    return period / max(1, int(frequency)) if frequency.isdigit() else period


def _skip_hours(fields: dict[str, list[Element]]) -> tuple[int, ...]:
    hours = {
        int(plain(hour)) % 24
        for each in fields.get("skiphours", ())
        for hour in each
        if plain(hour).isdigit() and len(plain(hour)) < 3
    }
    return tuple(sorted(hours)) if len(hours) < 24 else ()
