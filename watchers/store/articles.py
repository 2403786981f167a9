"""Articles and their keys: what was seen, once each."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from watchers.model import Article, LineClass, Match, Reader, Story
from watchers.store.reading import (
    article_columns,
    article_of,
    is_visible,
    is_visible_watch,
    match_of,
)
from watchers.store.remembering import (
    KeyAlias,
    LineSpan,
    Remembered,
    add_matches,
    remember,
    revisable,
)
from watchers.store.schema import article_keys, articles, matches, watches
from watchers.store.sources import scopes
from watchers.store.stories import by_ids as stories_by_ids
from watchers.store.tx import Tx, portions

__all__ = ["KeyAlias", "LineSpan", "Remembered", "add_matches", "remember", "revisable"]


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
    own = scopes(tx, [source_id]).get(source_id, 0)
    found: dict[str, int] = {}
    for portion in portions(keys):
        query = select(article_keys.c.key, article_keys.c.article_id).where(
            article_keys.c.key.in_(portion), article_keys.c.scope.in_({0, own})
        )
        found.update((row.key, row.article_id) for row in tx.execute(query))
    return found


def by_ids(tx: Tx, article_ids: Collection[int], reader: Reader) -> dict[int, Article]:
    """The articles by id that the reader may see."""
    found: dict[int, Article] = {}
    for portion in portions(article_ids):
        is_chosen = articles.c.id.in_(portion) & is_visible(reader)
        rows = tx.execute(select(*article_columns()).where(is_chosen))
        found.update((row.id, article_of(row)) for row in rows)
    return found


def known_articles(tx: Tx, article_ids: Collection[int]) -> dict[int, Article]:
    """The articles by id, whoever may see them, to tell what a poll changed; not for replies."""
    query = select(*article_columns())
    return {
        row.id: article_of(row)
        for portion in portions(article_ids)
        for row in tx.execute(query.where(articles.c.id.in_(portion)))
    }


def matches_of(
    tx: Tx, article_ids: Collection[int], watch_ids: Collection[int] | None = None
) -> tuple[Match, ...]:
    """The stored matches, by article and watch; of these watches only, where given."""
    query = select(matches).order_by(matches.c.article_id, matches.c.watch_id)
    if watch_ids is not None:
        query = query.where(matches.c.watch_id.in_(watch_ids))
    return tuple(
        match_of(row)
        for portion in portions(article_ids)
        for row in tx.execute(query.where(matches.c.article_id.in_(portion)))
    )


def lines_of(tx: Tx, article_id: int) -> tuple[LineSpan, ...]:
    """The classes of the article's lines, as decided when it was seen."""
    stored = tx.scalar(select(articles.c.lines).where(articles.c.id == article_id))
    return tuple((start, end, LineClass(kind)) for start, end, kind in stored or ())


def recent_articles(tx: Tx, since: datetime) -> tuple[Recent, ...]:
    """Articles first seen since then, in order of first sight."""
    is_recent = articles.c.first_seen_at >= since
    query = select(*article_columns(), articles.c.story_id).where(is_recent)
    return _with_stories(tx, query.order_by(articles.c.first_seen_at, articles.c.id))


def archive(
    tx: Tx, since: datetime, reader: Reader, *, after_id: int = 0, limit: int = 1000
) -> tuple[Recent, ...]:
    """A page of what the reader may see since then, by id; go on after the last id.

    A story's title may stem from what the reader may not see, so each bears its article's.
    """
    is_in = (articles.c.id > after_id) & (articles.c.first_seen_at >= since) & is_visible(reader)
    query = select(*article_columns(), articles.c.story_id).where(is_in)
    found = _with_stories(tx, query.order_by(articles.c.id).limit(limit))
    own = set(tx.scalars(select(watches.c.id).where(is_visible_watch(reader))))
    return tuple(
        replace(
            each,
            story=replace(each.story, title=each.article.title),
            watch_ids=each.watch_ids & own,
        )
        for each in found
    )


def _with_stories(tx: Tx, query: Select[Any]) -> tuple[Recent, ...]:
    """The rows of a query of articles, each with its story and the watches it matches."""
    rows = tx.execute(query).all()
    theirs = stories_by_ids(tx, {row.story_id for row in rows})
    watched: dict[int, set[int]] = {row.id: set() for row in rows}
    pairs = select(matches.c.article_id, matches.c.watch_id)
    for portion in portions(watched):
        for article_id, watch_id in tx.execute(pairs.where(matches.c.article_id.in_(portion))):
            watched[article_id].add(watch_id)
    return tuple(
        Recent(
            article=article_of(row),
            story=theirs[row.story_id],
            watch_ids=frozenset(watched[row.id]),
        )
        for row in rows
    )


def archive_span(tx: Tx, since: datetime, reader: Reader) -> Span:
    """How far the archive reaches for this reader."""
    seen = articles.c.first_seen_at
    query = select(
        func.count(), func.count(articles.c.source_id.distinct()), func.min(seen), func.max(seen)
    ).where(seen >= since, is_visible(reader))
    count_, sources_, first, last = tx.execute(query).one()
    return Span(articles=count_, sources=sources_, first_seen_at=first, last_seen_at=last)


def articles_since(
    tx: Tx, since: datetime, *, after_id: int = 0, limit: int = 1000
) -> tuple[Article, ...]:
    """A page of the whole archive, by id, for matching a new watch against; not for replies."""
    is_in = (articles.c.id > after_id) & (articles.c.first_seen_at >= since)
    query = select(*article_columns()).where(is_in).order_by(articles.c.id).limit(limit)
    return tuple(map(article_of, tx.execute(query)))


def baseline_ids(tx: Tx, article_ids: Collection[int]) -> frozenset[int]:
    """Of these articles, those that a source's first poll found."""
    query = select(articles.c.id).where(articles.c.is_baseline)
    return frozenset(
        found
        for portion in portions(article_ids)
        for found in tx.scalars(query.where(articles.c.id.in_(portion)))
    )


def count(tx: Tx, since: datetime, reader: Reader | None = None) -> int:
    """Articles first seen since then, that the reader may see."""
    query = select(func.count()).where(articles.c.first_seen_at >= since)
    return tx.scalar(query if reader is None else query.where(is_visible(reader))) or 0
