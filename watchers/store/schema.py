"""The schema: all tables. Their unique keys hold the promises: seen, matched, owed once."""

from watchers.store.tables import metadata
from watchers.store.tables_news import (
    article_keys,
    articles,
    event_dates,
    events,
    matches,
    publishers,
    source_links,
    sources,
    stories,
)
from watchers.store.tables_outbox import (
    deliveries,
    delivery_messages,
    delivery_stories,
    digest_slots,
    feedback,
)
from watchers.store.tables_people import (
    aliases,
    guilds,
    identifies,
    installation,
    memos,
    people,
    places,
    snoozes,
    subscriptions,
    watches,
    watchlists,
)

__all__ = [
    "aliases",
    "article_keys",
    "articles",
    "deliveries",
    "delivery_messages",
    "delivery_stories",
    "digest_slots",
    "event_dates",
    "events",
    "feedback",
    "guilds",
    "identifies",
    "installation",
    "matches",
    "memos",
    "metadata",
    "people",
    "places",
    "publishers",
    "snoozes",
    "source_links",
    "sources",
    "stories",
    "subscriptions",
    "watches",
    "watchlists",
]
