"""How often a watch is in the news, as one reader may see it: for bursts and silences."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from watchers.alerts.bursts import StorySeen
from watchers.model import Reader, Role
from watchers.store.reading import is_visible, is_visible_watch
from watchers.store.schema import articles, deliveries, matches, places, watches
from watchers.store.tx import Tx

COUNTED_FROM = 80.0
"""The score from which a match counts at the strictness `balanced`."""


def stories_seen(
    tx: Tx, watch_ids: Collection[int], since: datetime, reader: Reader
) -> dict[int, tuple[StorySeen, ...]]:
    """By watch, its stories first seen since then, oldest first; attributions are no stories."""
    counts = (matches.c.score >= COUNTED_FROM) & (matches.c.role != Role.SOURCE)
    first = func.min(articles.c.first_seen_at).label("first")
    query = (
        select(matches.c.watch_id, first, func.count(articles.c.publisher.distinct()).label("n"))
        .join(articles, articles.c.id == matches.c.article_id)
        .join(watches, watches.c.id == matches.c.watch_id)
        .where(matches.c.watch_id.in_(list(watch_ids)), counts)
        .where(is_visible(reader), is_visible_watch(reader))
        .where(articles.c.first_seen_at >= since)
        .group_by(matches.c.watch_id, articles.c.story_id)
        .order_by(first)
    )
    found: dict[int, list[StorySeen]] = defaultdict(list)
    for row in tx.execute(query):
        found[row.watch_id].append(StorySeen(at=row.first, outlets=row.n))
    return {watch_id: tuple(seen) for watch_id, seen in found.items()}


def sources_seen(
    tx: Tx, watch_ids: Collection[int], since: datetime, reader: Reader
) -> dict[int, frozenset[int]]:
    """By watch, the sources whose articles since then it matched."""
    query = (
        select(matches.c.watch_id, articles.c.source_id)
        .join(articles, articles.c.id == matches.c.article_id)
        .where(matches.c.watch_id.in_(list(watch_ids)), is_visible(reader))
        .where(articles.c.first_seen_at >= since, matches.c.score >= COUNTED_FROM)
        .distinct()
    )
    found: dict[int, set[int]] = defaultdict(set)
    for row in tx.execute(query):
        found[row.watch_id].add(row.source_id)
    return {watch_id: frozenset(ids) for watch_id, ids in found.items()}


def last_noticed_at(tx: Tx, place_id: int, about: str) -> datetime | None:
    """When the place was last owed a notice whose `about` begins so."""
    latest: datetime | None = tx.scalar(
        select(func.max(deliveries.c.due_at)).where(
            deliveries.c.place_id == place_id, deliveries.c.about.startswith(about, autoescape=True)
        )
    )
    return latest


def notices_of_guild(tx: Tx, guild_id: int, about: str) -> frozenset[str]:
    """The `about` of every notice that begins so and was owed to a place of the guild."""
    query = (
        select(deliveries.c.about)
        .join(places, places.c.id == deliveries.c.place_id)
        .where(places.c.guild_id == guild_id)
        .where(deliveries.c.about.startswith(about, autoescape=True))
    )
    return frozenset(tx.scalars(query))
