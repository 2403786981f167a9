"""Stories as one reader may see them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, true

from watchers.model import Article, Match, Reader, Story, StoryView, Watch
from watchers.store import watches
from watchers.store.reading import (
    article_columns,
    article_of,
    is_visible,
    is_visible_watch,
    match_of,
    story_of,
)
from watchers.store.schema import articles, matches, stories
from watchers.store.schema import watches as watch_table
from watchers.store.tx import Tx, portions
from watchers.text.urls import canonical_url

_STORIES_MAX = 500


def by_ids(tx: Tx, story_ids: Collection[int]) -> dict[int, Story]:
    """The stories by id, as grouping knows them; not for replies."""
    rows = (
        row
        for portion in portions(story_ids)
        for row in tx.execute(select(stories).where(stories.c.id.in_(portion)))
    )
    return {story.id: story for story in map(story_of, rows)}


def story_views(tx: Tx, story_ids: Collection[int], reader: Reader) -> dict[int, StoryView]:
    """Each story with the articles and watches the reader may see; absent where it has none."""
    return {
        view.story.id: view
        for portion in portions(story_ids, 500)
        for view in _views(tx, portion, reader, true())
    }


def stories_of_watches(
    tx: Tx, watch_ids: Collection[int], since: datetime, until: datetime, reader: Reader
) -> tuple[StoryView, ...]:
    """Stories with an article visible to the reader that matches one of the watches and was first
    seen in [since, until), newest first, at most 500; matches of those watches only."""
    query = (
        select(articles.c.story_id, func.max(articles.c.first_seen_at).label("at"))
        .join(matches, matches.c.article_id == articles.c.id)
        .join(watch_table, watch_table.c.id == matches.c.watch_id)
        .where(matches.c.watch_id.in_(watch_ids), is_visible_watch(reader), is_visible(reader))
        .where(articles.c.first_seen_at >= since, articles.c.first_seen_at < until)
        .group_by(articles.c.story_id)
    )
    newest = query.order_by(func.max(articles.c.first_seen_at).desc()).limit(_STORIES_MAX)
    found = [row.story_id for row in tx.execute(newest)]
    views = _views(tx, found, reader, matches.c.watch_id.in_(watch_ids))
    return tuple(sorted(views, key=lambda view: found.index(view.story.id)))


def recent_stories(
    tx: Tx, since: datetime, reader: Reader, *, limit: int = 25
) -> tuple[Story, ...]:
    """Stories touched since then that the reader may see, newest first: for autocomplete."""
    query = (
        select(articles.c.story_id)
        .where(articles.c.first_seen_at >= since, is_visible(reader))
        .group_by(articles.c.story_id)
        .order_by(func.max(articles.c.first_seen_at).desc())
        .limit(limit)
    )
    found = list(tx.scalars(query))
    views = {view.story.id: view.story for view in _views(tx, found, reader, None)}
    return tuple(views[each] for each in found if each in views)


def of_article(tx: Tx, article_id: int, reader: Reader) -> int | None:
    """The story of an article that the reader may see."""
    query = select(articles.c.story_id).where(articles.c.id == article_id, is_visible(reader))
    return tx.scalar(query)


def of_address(tx: Tx, url: str, reader: Reader) -> int | None:
    """The newest story with an article at this address that the reader may see."""
    is_there = or_(articles.c.url == url, articles.c.canonical_url == canonical_url(url))
    query = select(articles.c.story_id).where(is_there, is_visible(reader))
    return tx.scalar(query.order_by(articles.c.id.desc()).limit(1))


def counts_per_day(
    tx: Tx, watch_id: int, since: datetime, until: datetime, reader: Reader
) -> dict[str, int]:
    """Stories matching the watch, by UTC day of their first article; empty days are absent."""
    query = (
        select(func.min(articles.c.first_seen_at).label("at"))
        .join(matches, matches.c.article_id == articles.c.id)
        .join(watch_table, watch_table.c.id == matches.c.watch_id)
        .where(matches.c.watch_id == watch_id, is_visible_watch(reader), is_visible(reader))
        .where(articles.c.first_seen_at >= since, articles.c.first_seen_at < until)
        .group_by(articles.c.story_id)
    )
    days: dict[str, int] = defaultdict(int)
    for row in tx.execute(query):
        days[row.at.date().isoformat()] += 1
    return dict(days)


def count(tx: Tx, since: datetime) -> int:
    """Stories opened since then."""
    return tx.scalar(select(func.count()).where(stories.c.first_seen_at >= since)) or 0


def _views(
    tx: Tx,
    story_ids: Sequence[int],
    reader: Reader,
    chosen: ColumnElement[bool] | None,
) -> list[StoryView]:
    """Views with the `chosen` ones of their matches; None leaves matches and watches out."""
    seen = _articles(tx, story_ids, reader)
    found = [] if chosen is None else _matches(tx, story_ids, reader, chosen)
    named = watches.by_ids(tx, {match.watch_id for match, _ in found}, reader) if found else {}
    theirs: dict[int, list[Match]] = defaultdict(list)
    for match, story_id in found:
        theirs[story_id].append(match)
    return [
        _view(story, seen[story.id], theirs[story.id], named)
        for story in by_ids(tx, seen.keys()).values()
    ]


def _view(
    story: Story, seen: Sequence[Article], found: Sequence[Match], named: dict[int, Watch]
) -> StoryView:
    followed = {match.watch_id for match in found}
    return StoryView(
        story=as_seen(story, seen),
        articles=tuple(seen),
        matches=tuple(found),
        watches={each: named[each] for each in sorted(followed)},
    )


def as_seen(story: Story, seen: Sequence[Article]) -> Story:
    """The story under a title that the reader may see: it may stem from another's private feed."""
    titles = [article.title for article in seen]
    return story if story.title in titles else replace(story, title=titles[0])


def _articles(tx: Tx, story_ids: Sequence[int], reader: Reader) -> dict[int, list[Article]]:
    query = (
        select(*article_columns(), articles.c.story_id)
        .where(articles.c.story_id.in_(story_ids), is_visible(reader))
        .order_by(articles.c.first_seen_at, articles.c.id)
    )
    seen: dict[int, list[Article]] = defaultdict(list)
    for row in tx.execute(query):
        seen[row.story_id].append(article_of(row))
    return seen


def _matches(
    tx: Tx, story_ids: Iterable[int], reader: Reader, chosen: ColumnElement[bool]
) -> list[tuple[Match, int]]:
    query = (
        select(matches, articles.c.story_id)
        .join(articles, articles.c.id == matches.c.article_id)
        .join(watch_table, watch_table.c.id == matches.c.watch_id)
        .where(articles.c.story_id.in_(story_ids), is_visible(reader))
        .where(is_visible_watch(reader), chosen)
        .order_by(matches.c.article_id, matches.c.watch_id)
    )
    return [(match_of(row), row.story_id) for row in tx.execute(query)]
