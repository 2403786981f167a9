"""Articles and their keys: what was seen, once each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from watchers.model import Article, LineClass, Match, News, Owed, Reader, Source, Story
from watchers.store.tx import Tx

LineSpan = tuple[int, int, LineClass]
"""Start, end (code points of the text) and class of one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """Everything that one step 8 writes, together or not at all.

    `keys` by id of a new article, strongest first; `lines` likewise; `aliases` are new keys of
    articles already known, with their id; `stories` those opened or changed; `revised` known
    articles whose content changed; `card_stories` those whose sent cards want an edit;
    `polled` the sources as their poll left them.
    """

    at: datetime
    news: tuple[News, ...] = ()
    keys: Mapping[int, Sequence[str]] = field(default_factory=dict)
    lines: Mapping[int, Sequence[LineSpan]] = field(default_factory=dict)
    aliases: Mapping[str, int] = field(default_factory=dict)
    revised: tuple[Article, ...] = ()
    stories: tuple[Story, ...] = ()
    owed: tuple[Owed, ...] = ()
    card_stories: tuple[int, ...] = ()
    polled: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """A stored article with what grouping made of it: rebuilds the story index at start."""

    article: Article
    story: Story
    watch_ids: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What an archive really covers: its articles, their sources, its first and last sight."""

    articles: int
    sources: int
    first_seen_at: datetime | None = None
    last_seen_at: datetime | None = None


def known_keys(tx: Tx, keys: Collection[str], *, source_id: int = 0) -> dict[str, int]:
    """The known ones among these keys, each with its article's id.

    A source that someone added knows its own articles and those of shipped sources; a shipped
    source only those of shipped ones, so that no stranger's feed can make an article known to all.
    """
    raise NotImplementedError


def remember(tx: Tx, remembered: Remembered) -> tuple[int, ...]:
    """Write it all; the ids of deliveries newly owed, in the order given.

    A delivery already owed stays as it is. Raises AlreadyRemembered, with nothing written, where
    a key of the news has come to belong to another article since it was looked up.
    """
    raise NotImplementedError


def by_ids(tx: Tx, article_ids: Collection[int], reader: Reader) -> dict[int, Article]:
    """The articles by id that the reader may see."""
    raise NotImplementedError


def matches_of(
    tx: Tx, article_ids: Collection[int], watch_ids: Collection[int] | None = None
) -> tuple[Match, ...]:
    """The stored matches, by article and watch; of these watches only, where given."""
    raise NotImplementedError


def lines_of(tx: Tx, article_id: int) -> tuple[LineSpan, ...]:
    """The classes of the article's lines, as decided when it was seen."""
    raise NotImplementedError


def recent_articles(tx: Tx, since: datetime) -> tuple[Recent, ...]:
    """Articles first seen since then, in order of first sight."""
    raise NotImplementedError


def archive(
    tx: Tx, since: datetime, reader: Reader, *, after_id: int = 0, limit: int = 1000
) -> tuple[Article, ...]:
    """A page of what the reader may see since then, by id; go on after the last id."""
    raise NotImplementedError


def archive_span(tx: Tx, since: datetime, reader: Reader) -> Span:
    """How far the archive reaches for this reader."""
    raise NotImplementedError


def articles_since(
    tx: Tx, since: datetime, *, after_id: int = 0, limit: int = 1000
) -> tuple[Article, ...]:
    """A page of the whole archive, by id, for matching a new watch against; not for replies."""
    raise NotImplementedError


def add_matches(tx: Tx, matches: Iterable[Match]) -> None:
    """Store matches found later, replacing those of the same article and watch."""
    raise NotImplementedError


def baseline_ids(tx: Tx, article_ids: Collection[int]) -> frozenset[int]:
    """Of these articles, those that a source's first poll found."""
    raise NotImplementedError


def count(tx: Tx, since: datetime, reader: Reader | None = None) -> int:
    """Articles first seen since then, that the reader may see."""
    raise NotImplementedError
