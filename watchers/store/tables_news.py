"""Tables of the news: sources, articles, stories, matches, dates. An article is seen once."""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    String,
    Table,
    UniqueConstraint,
)

from watchers.store.columns import CleanText, Json, RowId, UtcTime
from watchers.store.tables import flag, metadata, moment, number, text_column

publishers = Table(
    "publishers",
    metadata,
    Column("key", String(100), primary_key=True),
    text_column("name"),
    text_column("country"),
    flag("is_state_media"),
)

sources = Table(
    "sources",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("url", CleanText, nullable=False, unique=True),
    Column("key", String(100), unique=True),
    Column("shipped_url", CleanText),  # as the catalogue says it; NULL when it does not ship now
    text_column("name"),
    Column("kind", String(16), nullable=False),
    text_column("language"),
    text_column("publisher"),
    text_column("origin"),
    number("tier", 2),
    flag("is_state_media"),
    flag("has_full_text"),
    flag("is_public"),  # shipped now or once: its articles are for all
    flag("is_active", default=True),
    moment("created_at"),
    text_column("etag"),
    text_column("last_modified"),
    text_column("body_hash"),
    moment("next_check_at", is_known=False),
    moment("leased_until", is_known=False),
    moment("last_checked_at", is_known=False),
    moment("last_success_at", is_known=False),
    flag("is_baseline_due", default=True),
    flag("is_stopped"),
    number("failures"),
    moment("failing_since", is_known=False),
    Column("failure", Json),
    Column("history", Json, nullable=False),
    Index("ix_sources_due", "next_check_at"),
    sqlite_autoincrement=True,
)

source_links = Table(
    "source_links",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("source_id", RowId, ForeignKey("sources.id", ondelete="CASCADE"), nullable=False),
    Column("guild_id", BigInteger, ForeignKey("guilds.id", ondelete="CASCADE"), index=True),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), index=True),
    Column("added_by", BigInteger, nullable=False),
    moment("created_at"),
    UniqueConstraint("source_id", "guild_id"),
    UniqueConstraint("source_id", "person_id"),
)

events = Table(
    "events",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    moment("first_seen_at"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    text_column("title"),
    number("revision"),
    moment("first_seen_at"),
    Column("updated_at", UtcTime, nullable=False, index=True),
    Column("event_id", BigInteger, index=True),
)

articles = Table(
    "articles",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("source_id", RowId, ForeignKey("sources.id"), index=True),
    Column("story_id", BigInteger, ForeignKey("stories.id"), nullable=False, index=True),
    text_column("title"),
    text_column("url"),
    text_column("canonical_url"),
    text_column("guid"),
    text_column("summary"),
    text_column("text"),
    text_column("language"),
    text_column("outlet"),
    text_column("publisher"),
    text_column("origin"),
    flag("is_state_media"),
    Column("authors", Json),
    text_column("image_url"),
    moment("published_at", is_known=False),
    moment("updated_at", is_known=False),
    Column("first_seen_at", UtcTime, nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("marks", Json),
    Column("lines", Json),  # [start, end, class] of each line of the text
    Column("change", Json),  # what it changed in its story, as code and parameters
    flag("is_baseline"),
    Column("content_hash", String(32), nullable=False),
)

article_keys = Table(
    "article_keys",
    metadata,
    # 0 for what shipped sources know; else the one source, added by someone, that knows it.
    Column("scope", RowId, primary_key=True, autoincrement=False),
    Column("key", String(100), primary_key=True),
    Column("article_id", BigInteger, nullable=False, index=True),
    sqlite_with_rowid=False,
)

matches = Table(
    "matches",
    metadata,
    Column(
        "article_id",
        BigInteger,
        ForeignKey("articles.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column(
        "watch_id",
        RowId,
        ForeignKey("watches.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("score", Float, nullable=False),
    Column("role", String(16), nullable=False),
    Column("evidence", Json, nullable=False),
    Column("reasons", Json),
    Column("refused", Json),
    Index("ix_matches_watch_id_article_id", "watch_id", "article_id"),
)

event_dates = Table(
    "event_dates",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("article_id", BigInteger, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("watch_id", RowId, ForeignKey("watches.id", ondelete="CASCADE"), index=True),
    Column("kind", String(40), nullable=False),
    Column("phase", String(40), nullable=False, server_default=""),
    Column("starts_on", String(10), nullable=False, index=True),
    Column("ends_on", String(10), nullable=False),
    text_column("zone"),
    text_column("sentence"),
    UniqueConstraint("article_id", "watch_id", "kind", "starts_on", "ends_on"),
)
