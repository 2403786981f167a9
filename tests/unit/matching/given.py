"""Small watches and articles for the tests of matching."""

from datetime import UTC, datetime

from watchers.matching import Matcher
from watchers.model import Alias, AliasKind, Article, Match, Watch, WatchKind

AT = datetime(2023, 8, 14, 6, 0, tzinfo=UTC)


def article(title: str = "", text: str = "", summary: str = "", at: datetime = AT) -> Article:
    """An article of that day."""
    return Article(id=1, title=title, text=text, summary=summary, first_seen_at=at)


def watch(name: str, kind: str = "person", *aliases: str | Alias, **more: tuple[str, ...]) -> Watch:
    """A watch with id 1."""
    held = tuple(Alias(text=a) if isinstance(a, str) else a for a in aliases)
    return Watch(id=1, name=name, kind=WatchKind(kind), aliases=held, **more)


def acronym(text: str) -> Alias:
    return Alias(text=text, kind=AliasKind.ACRONYM)


def match(one: Watch, title: str = "", text: str = "", at: datetime = AT) -> Match | None:
    """What that one watch gets from the text; None where it is not named."""
    found = Matcher([one]).match(article(title, text, at=at))
    return found[0] if found else None


def score(one: Watch, title: str = "", text: str = "") -> float:
    """The score, 0 where there is no match."""
    found = match(one, title, text)
    return found.score if found else 0.0
