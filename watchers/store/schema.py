"""The tables. Their unique keys hold the promises: seen once, matched once, owed once."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
    true,
)

from watchers.store.columns import CleanText, Json, RowId, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, CleanText, nullable=False, server_default="")


def _number(name: str, default: int = 0) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=str(default))


def _is(name: str, *, default: bool = False) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default=true() if default else false())


def _at(name: str, *, is_known: bool = True) -> Column[datetime]:
    return Column(name, UtcTime, nullable=not is_known)


installation = Table(
    "installation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("prefix", String(6), nullable=False),
    _at("created_at"),
    _at("restored_at", is_known=False),
    _number("search_version"),
)

memos = Table(
    "memos",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("value", Json, nullable=False),
    _at("updated_at"),
)

identifies = Table(
    "identifies",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
)

guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # Discord's own
    _text("name"),
    Column("settings", Json, nullable=False),
    _at("joined_at"),
    _at("left_at", is_known=False),
    Column("last_channel_id", BigInteger),
    Column("system_channel_id", BigInteger),
    Column("owner_id", BigInteger),
)

people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # Discord's own
    Column("settings", Json, nullable=False),
    _at("created_at"),
)

places = Table(
    "places",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("discord_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger, ForeignKey("guilds.id", ondelete="CASCADE"), index=True),
    _at("created_at"),
    Column("suspended_code", Integer),
    _at("suspended_at", is_known=False),
    _at("told_at", is_known=False),
    UniqueConstraint("kind", "discord_id"),
    sqlite_autoincrement=True,
)

watchlists = Table(
    "watchlists",
    metadata,
    Column("key", String(100), primary_key=True),
    _text("name"),
    _text("description"),
    _is("is_retired"),
)

watches = Table(
    "watches",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("pack", String(100), ForeignKey("watchlists.key")),
    Column("key", String(100)),
    _text("name"),
    Column("kind", String(16), nullable=False),
    Column("confusables", Json, nullable=False),
    Column("context", Json, nullable=False),
    Column("excluded", Json, nullable=False),
    Column("guild_id", BigInteger, ForeignKey("guilds.id", ondelete="CASCADE"), index=True),
    Column("owner_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), index=True),
    _is("is_retired"),
    _at("created_at"),
    _at("updated_at"),
    UniqueConstraint("pack", "key"),
    sqlite_autoincrement=True,
)

aliases = Table(
    "aliases",
    metadata,
    Column("watch_id", RowId, ForeignKey("watches.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    _text("text"),
    _text("language"),
    Column("kind", String(16), nullable=False),
    _at("valid_from", is_known=False),
    _at("valid_until", is_known=False),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("place_id", RowId, ForeignKey("places.id", ondelete="CASCADE"), nullable=False),
    Column(
        "watch_id", RowId, ForeignKey("watches.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("mode", String(16), nullable=False),
    Column("strictness", String(16), nullable=False),
    Column("languages", Json, nullable=False),
    _is("is_paused"),
    _at("created_at"),
    UniqueConstraint("place_id", "watch_id"),
    sqlite_autoincrement=True,
)

snoozes = Table(
    "snoozes",
    metadata,
    Column("place_id", RowId, ForeignKey("places.id", ondelete="CASCADE"), primary_key=True),
    # 0 stands for "none": a primary key takes no NULL.
    Column("story_id", BigInteger, primary_key=True, autoincrement=False),
    Column("watch_id", BigInteger, primary_key=True, autoincrement=False),
    _at("until"),
)

publishers = Table(
    "publishers",
    metadata,
    Column("key", String(100), primary_key=True),
    _text("name"),
    _text("country"),
    _is("is_state_media"),
)

sources = Table(
    "sources",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("url", CleanText, nullable=False, unique=True),
    Column("key", String(100), unique=True),
    Column("shipped_url", CleanText),  # as the catalogue says it; NULL when it does not ship now
    _text("name"),
    Column("kind", String(16), nullable=False),
    _text("language"),
    _text("publisher"),
    _text("origin"),
    _number("tier", 2),
    _is("is_state_media"),
    _is("has_full_text"),
    _is("is_public"),  # shipped now or once: its articles are for all
    _is("is_active", default=True),
    _at("created_at"),
    _text("etag"),
    _text("last_modified"),
    _text("body_hash"),
    _at("next_check_at", is_known=False),
    _at("leased_until", is_known=False),
    _at("last_checked_at", is_known=False),
    _at("last_success_at", is_known=False),
    _is("is_baseline_due", default=True),
    _is("is_stopped"),
    _number("failures"),
    _at("failing_since", is_known=False),
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
    _at("created_at"),
    UniqueConstraint("source_id", "guild_id"),
    UniqueConstraint("source_id", "person_id"),
)

events = Table(
    "events",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _at("first_seen_at"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _text("title"),
    _number("revision"),
    _at("first_seen_at"),
    Column("updated_at", UtcTime, nullable=False, index=True),
    Column("event_id", BigInteger, index=True),
)

articles = Table(
    "articles",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("source_id", RowId, ForeignKey("sources.id"), index=True),
    Column("story_id", BigInteger, ForeignKey("stories.id"), nullable=False, index=True),
    _text("title"),
    _text("url"),
    _text("canonical_url"),
    _text("guid"),
    _text("summary"),
    _text("text"),
    _text("language"),
    _text("outlet"),
    _text("publisher"),
    _text("origin"),
    _is("is_state_media"),
    Column("authors", Json),
    _text("image_url"),
    _at("published_at", is_known=False),
    _at("updated_at", is_known=False),
    Column("first_seen_at", UtcTime, nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("marks", Json),
    Column("lines", Json),  # [start, end, class] of each line of the text
    Column("change", Json),  # what it changed in its story, as code and parameters
    _is("is_baseline"),
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

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("place_id", RowId, ForeignKey("places.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("about", CleanText, nullable=False),
    Column("tier", String(16), nullable=False),
    Column("lane", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("reasons", Json),
    Column("watch_ids", Json),
    _at("created_at"),
    _at("due_at"),
    Column("marker", String(25), index=True),
    Column("payload", Json),
    _at("first_attempt_at", is_known=False),
    _number("attempts"),
    _at("leased_until", is_known=False),
    _at("retry_at", is_known=False),
    Column("last_fault", Json),
    _is("must_search"),
    _at("sent_at", is_known=False),
    Column("refusal", Json),
    Column("thread_id", BigInteger),
    _number("wanted_revision"),
    _number("applied_revision"),
    _at("edit_retry_at", is_known=False),
    UniqueConstraint("place_id", "about"),
    Index("ix_deliveries_created_at", "created_at"),
    Index(
        "ix_deliveries_open",
        "place_id",
        "lane",
        "id",
        sqlite_where=text("state in ('pending', 'sending')"),
        postgresql_where=text("state in ('pending', 'sending')"),
    ),
    Index(
        "ix_deliveries_behind",
        "id",
        sqlite_where=text("wanted_revision > applied_revision"),
        postgresql_where=text("wanted_revision > applied_revision"),
    ),
)

delivery_stories = Table(
    "delivery_stories",
    metadata,
    Column(
        "delivery_id",
        BigInteger,
        ForeignKey("deliveries.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("story_id", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("position", Integer, nullable=False),
    _number("revision"),
)

delivery_messages = Table(
    "delivery_messages",
    metadata,
    Column(
        "delivery_id",
        BigInteger,
        ForeignKey("deliveries.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, nullable=False, index=True),
    Column("channel_id", BigInteger, nullable=False),
    _at("sent_at"),
)

digest_slots = Table(
    "digest_slots",
    metadata,
    Column("place_id", RowId, ForeignKey("places.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("local_date", String(10), primary_key=True),
    Column("local_time", String(5), primary_key=True),
    _at("at"),
    _at("window_from", is_known=False),
    _at("done_at"),
    Index("ix_digest_slots_place_id_at", "place_id", "at"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", RowId, primary_key=True),
    Column(
        "delivery_id",
        BigInteger,
        ForeignKey("deliveries.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("user_id", BigInteger, nullable=False, index=True),
    Column("guild_id", BigInteger, index=True),
    Column("story_id", BigInteger),
    Column("watch_id", BigInteger),
    Column("verdict", String(40), nullable=False),
    _at("at"),
    UniqueConstraint("delivery_id", "user_id"),
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
    _text("zone"),
    _text("sentence"),
    UniqueConstraint("article_id", "watch_id", "kind", "starts_on", "ends_on"),
)
