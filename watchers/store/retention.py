"""The sweep: forgetting what is old, a little at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, select

from watchers.model import Reader
from watchers.store import guilds, rights, search
from watchers.store.ids import lowest_id_at
from watchers.store.outbox import OPEN
from watchers.store.schema import (
    article_keys,
    articles,
    deliveries,
    delivery_stories,
    digest_slots,
    events,
    snoozes,
    stories,
)
from watchers.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long things are kept. Keys outlive articles so that what comes back stays known."""

    articles_days: int = 90
    keys_days: int = 365
    left_guild_days: int = 30


def sweep(tx: Tx, now: datetime, retention: Retention, *, limit: int = 2000) -> int:
    """Delete up to `limit` rows of each kind that are past their time; how many went. Call again
    while it is not 0. Articles on which a kept delivery rests stay as long as that delivery."""
    oldest = now - timedelta(days=retention.articles_days)
    gone = _purge_left_guilds(tx, now - timedelta(days=retention.left_guild_days))
    gone += _sweep_deliveries(tx, oldest, limit)
    gone += _sweep_articles(tx, oldest, limit)
    gone += _sweep_stories(tx, oldest, limit)
    gone += _sweep_keys(tx, now - timedelta(days=retention.keys_days), limit)
    tx.execute(delete(snoozes).where(snoozes.c.until < now))
    tx.execute(delete(digest_slots).where(digest_slots.c.at < now - timedelta(days=400)))
    return gone


def _purge_left_guilds(tx: Tx, moment: datetime) -> int:
    left = guilds.left_before(tx, moment)
    for guild_id in left:
        rights.purge(tx, Reader(guild_id=guild_id))
    return len(left)


def _sweep_deliveries(tx: Tx, oldest: datetime, limit: int) -> int:
    is_over = (deliveries.c.created_at < oldest) & deliveries.c.state.not_in(OPEN)
    return _delete(tx, deliveries, _first(deliveries.c.id, is_over, limit))


def _sweep_articles(tx: Tx, oldest: datetime, limit: int) -> int:
    told = select(delivery_stories.c.story_id)
    is_over = (articles.c.first_seen_at < oldest) & articles.c.story_id.not_in(told)
    ids = list(tx.scalars(_first(articles.c.id, is_over, limit)))
    search.forget_articles(tx, ids)
    return _delete(tx, articles, ids)


def _sweep_stories(tx: Tx, oldest: datetime, limit: int) -> int:
    filled = select(articles.c.story_id)
    is_over = (stories.c.updated_at < oldest) & stories.c.id.not_in(filled)
    gone = _delete(tx, stories, _first(stories.c.id, is_over, limit))
    named = select(stories.c.event_id).where(stories.c.event_id.is_not(None))
    is_empty = (events.c.first_seen_at < oldest) & events.c.id.not_in(named)
    return gone + _delete(tx, events, _first(events.c.id, is_empty, limit))


def _sweep_keys(tx: Tx, oldest: datetime, limit: int) -> int:
    """By the article's id, which rises with time: keys have no time of their own."""
    is_over = article_keys.c.article_id < lowest_id_at(oldest)
    pairs = select(article_keys.c.scope, article_keys.c.key).where(is_over).limit(limit)
    gone = 0
    for row in tx.execute(pairs).all():
        is_it = (article_keys.c.scope == row.scope) & (article_keys.c.key == row.key)
        gone += tx.execute(delete(article_keys).where(is_it)).rowcount
    return gone


def _first(column: Any, condition: ColumnElement[bool], limit: int) -> Any:
    return select(column).where(condition).order_by(column).limit(limit)


def _delete(tx: Tx, table: Table, ids: Any) -> int:
    return tx.execute(delete(table).where(table.c.id.in_(ids))).rowcount
