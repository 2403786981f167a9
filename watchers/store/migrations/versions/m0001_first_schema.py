"""The first schema: the tables as they were on the day this was written, and the search index."""

import sqlalchemy as sa
from alembic import op

from watchers.store import columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SEARCH = {
    # Contentless: the terms are made from the articles, which are stored already.
    "sqlite": (
        "CREATE VIRTUAL TABLE article_search USING fts5(terms, content='', tokenize='ascii')",
    ),
    "postgresql": (
        "CREATE TABLE article_search (article_id BIGINT PRIMARY KEY "
        "REFERENCES articles ON DELETE CASCADE, terms TSVECTOR NOT NULL)",
        "CREATE INDEX ix_article_search_terms ON article_search USING gin (terms)",
    ),
}


def upgrade() -> None:
    """Make every table."""
    connection = op.get_bind()
    _tables.create_all(connection, checkfirst=False)
    for statement in _SEARCH[connection.dialect.name]:
        op.execute(statement)


_tables = sa.MetaData()

sa.Table(
    "article_keys",
    _tables,
    sa.Column(
        "scope",
        sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
        autoincrement=False,
        nullable=False,
    ),
    sa.Column("key", sa.String(length=100), nullable=False),
    sa.Column("article_id", sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint("scope", "key", name="pk_article_keys"),
    sa.Index("ix_article_keys_article_id", "article_id"),
    sqlite_with_rowid=False,
)

sa.Table(
    "events",
    _tables,
    sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column("first_seen_at", columns.UtcTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_events"),
)

sa.Table(
    "guilds",
    _tables,
    sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column("name", columns.CleanText(), server_default="", nullable=False),
    sa.Column("settings", sa.JSON(none_as_null=True), nullable=False),
    sa.Column("joined_at", columns.UtcTime(timezone=True), nullable=False),
    sa.Column("left_at", columns.UtcTime(timezone=True), nullable=True),
    sa.Column("last_channel_id", sa.BigInteger(), nullable=True),
    sa.Column("system_channel_id", sa.BigInteger(), nullable=True),
    sa.Column("owner_id", sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint("id", name="pk_guilds"),
)

sa.Table(
    "identifies",
    _tables,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("at", columns.UtcTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_identifies"),
    sa.Index("ix_identifies_at", "at"),
)

sa.Table(
    "installation",
    _tables,
    sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("prefix", sa.String(length=6), nullable=False),
    sa.Column("created_at", columns.UtcTime(timezone=True), nullable=False),
    sa.Column("restored_at", columns.UtcTime(timezone=True), nullable=True),
    sa.Column("search_version", sa.Integer(), server_default="0", nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_installation"),
)

sa.Table(
    "memos",
    _tables,
    sa.Column("key", sa.String(length=200), nullable=False),
    sa.Column("value", sa.JSON(none_as_null=True), nullable=False),
    sa.Column("updated_at", columns.UtcTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint("key", name="pk_memos"),
)

sa.Table(
    "people",
    _tables,
    sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column("settings", sa.JSON(none_as_null=True), nullable=False),
    sa.Column("created_at", columns.UtcTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_people"),
)

sa.Table(
    "publishers",
    _tables,
    sa.Column("key", sa.String(length=100), nullable=False),
    sa.Column("name", columns.CleanText(), server_default="", nullable=False),
    sa.Column("country", columns.CleanText(), server_default="", nullable=False),
    sa.Column("is_state_media", sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.PrimaryKeyConstraint("key", name="pk_publishers"),
)

sa.Table(
    "sources",
    _tables,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("url", columns.CleanText(), nullable=False),
    sa.Column("key", sa.String(length=100), nullable=True),
    sa.Column("shipped_url", columns.CleanText(), nullable=True),
    sa.Column("name", columns.CleanText(), server_default="", nullable=False),
    sa.Column("kind", sa.String(length=16), nullable=False),
    sa.Column("language", columns.CleanText(), server_default="", nullable=False),
    sa.Column("publisher", columns.CleanText(), server_default="", nullable=False),
    sa.Column("origin", columns.CleanText(), server_default="", nullable=False),
    sa.Column("tier", sa.Integer(), server_default="2", nullable=False),
    sa.Column("is_state_media", sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column("has_full_text", sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column("is_public", sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
    sa.Column("created_at", columns.UtcTime(timezone=True), nullable=False),
    sa.Column("etag", columns.CleanText(), server_default="", nullable=False),
    sa.Column("last_modified", columns.CleanText(), server_default="", nullable=False),
    sa.Column("body_hash", columns.CleanText(), server_default="", nullable=False),
    sa.Column("next_check_at", columns.UtcTime(timezone=True), nullable=True),
    sa.Column("leased_until", columns.UtcTime(timezone=True), nullable=True),
    sa.Column("last_checked_at", columns.UtcTime(timezone=True), nullable=True),
    sa.Column("last_success_at", columns.UtcTime(timezone=True), nullable=True),
    sa.Column("is_baseline_due", sa.Boolean(), server_default=sa.true(), nullable=False),
    sa.Column("is_stopped", sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
    sa.Column("failing_since", columns.UtcTime(timezone=True), nullable=True),
    sa.Column("failure", sa.JSON(none_as_null=True), nullable=True),
    sa.Column("history", sa.JSON(none_as_null=True), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_sources"),
    sa.UniqueConstraint("key", name="uq_sources_key"),
    sa.UniqueConstraint("url", name="uq_sources_url"),
    sa.Index("ix_sources_due", "next_check_at"),
    sqlite_autoincrement=True,
)

sa.Table(
    "stories",
    _tables,
    sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column("title", columns.CleanText(), server_default="", nullable=False),
    sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
    sa.Column("first_seen_at", columns.UtcTime(timezone=True), nullable=False),
    sa.Column("updated_at", columns.UtcTime(timezone=True), nullable=False),
    sa.Column("event_id", sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint("id", name="pk_stories"),
    sa.Index("ix_stories_event_id", "event_id"),
    sa.Index("ix_stories_updated_at", "updated_at"),
)

sa.Table(
    "watchlists",
    _tables,
    sa.Column("key", sa.String(length=100), nullable=False),
    sa.Column("name", columns.CleanText(), server_default="", nullable=False),
    sa.Column("description", columns.CleanText(), server_default="", nullable=False),
    sa.Column("is_retired", sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.PrimaryKeyConstraint("key", name="pk_watchlists"),
)

sa.Table(
    "articles",
    _tables,
    sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column("source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
    sa.Column("story_id", sa.BigInteger(), nullable=False),
    sa.Column("title", columns.CleanText(), server_default="", nullable=False),
    sa.Column("url", columns.CleanText(), server_default="", nullable=False),
    sa.Column("canonical_url", columns.CleanText(), server_default="", nullable=False),
    sa.Column("guid", columns.CleanText(), server_default="", nullable=False),
    sa.Column("summary", columns.CleanText(), server_default="", nullable=False),
    sa.Column("text", columns.CleanText(), server_default="", nullable=False),
    sa.Column("language", columns.CleanText(), server_default="", nullable=False),
    sa.Column("outlet", columns.CleanText(), server_default="", nullable=False),
    sa.Column("publisher", columns.CleanText(), server_default="", nullable=False),
    sa.Column("origin", columns.CleanText(), server_default="", nullable=False),
    sa.Column("is_state_media", sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column("authors", sa.JSON(none_as_null=True), nullable=True),
    sa.Column("image_url", columns.CleanText(), server_default="", nullable=False),
    sa.Column("published_at", columns.UtcTime(timezone=True), nullable=True),
    sa.Column("updated_at", columns.UtcTime(timezone=True), nullable=True),
    sa.Column("first_seen_at", columns.UtcTime(timezone=True), nullable=False),
    sa.Column("kind", sa.String(length=16), nullable=False),
    sa.Column("marks", sa.JSON(none_as_null=True), nullable=True),
    sa.Column("lines", sa.JSON(none_as_null=True), nullable=True),
    sa.Column("change", sa.JSON(none_as_null=True), nullable=True),
    sa.Column("is_baseline", sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column("content_hash", sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_articles_source_id"),
    sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_articles_story_id"),
    sa.PrimaryKeyConstraint("id", name="pk_articles"),
    sa.Index("ix_articles_first_seen_at", "first_seen_at"),
    sa.Index("ix_articles_source_id", "source_id"),
    sa.Index("ix_articles_story_id", "story_id"),
)

sa.Table(
    "places",
    _tables,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("kind", sa.String(length=16), nullable=False),
    sa.Column("discord_id", sa.BigInteger(), nullable=False),
    sa.Column("guild_id", sa.BigInteger(), nullable=True),
    sa.Column("created_at", columns.UtcTime(timezone=True), nullable=False),
    sa.Column("suspended_code", sa.Integer(), nullable=True),
    sa.Column("suspended_at", columns.UtcTime(timezone=True), nullable=True),
    sa.Column("told_at", columns.UtcTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(
        ["guild_id"], ["guilds.id"], name="fk_places_guild_id", ondelete="CASCADE"
    ),
    sa.PrimaryKeyConstraint("id", name="pk_places"),
    sa.UniqueConstraint("kind", "discord_id", name="uq_places_kind_discord_id"),
    sa.Index("ix_places_guild_id", "guild_id"),
    sqlite_autoincrement=True,
)

sa.Table(
    "source_links",
    _tables,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("guild_id", sa.BigInteger(), nullable=True),
    sa.Column("person_id", sa.BigInteger(), nullable=True),
    sa.Column("added_by", sa.BigInteger(), nullable=False),
    sa.Column("created_at", columns.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(
        ["guild_id"], ["guilds.id"], name="fk_source_links_guild_id", ondelete="CASCADE"
    ),
    sa.ForeignKeyConstraint(
        ["person_id"], ["people.id"], name="fk_source_links_person_id", ondelete="CASCADE"
    ),
    sa.ForeignKeyConstraint(
        ["source_id"], ["sources.id"], name="fk_source_links_source_id", ondelete="CASCADE"
    ),
    sa.PrimaryKeyConstraint("id", name="pk_source_links"),
    sa.UniqueConstraint("source_id", "guild_id", name="uq_source_links_source_id_guild_id"),
    sa.UniqueConstraint("source_id", "person_id", name="uq_source_links_source_id_person_id"),
    sa.Index("ix_source_links_guild_id", "guild_id"),
    sa.Index("ix_source_links_person_id", "person_id"),
)

sa.Table(
    "watches",
    _tables,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("pack", sa.String(length=100), nullable=True),
    sa.Column("key", sa.String(length=100), nullable=True),
    sa.Column("name", columns.CleanText(), server_default="", nullable=False),
    sa.Column("kind", sa.String(length=16), nullable=False),
    sa.Column("confusables", sa.JSON(none_as_null=True), nullable=False),
    sa.Column("context", sa.JSON(none_as_null=True), nullable=False),
    sa.Column("excluded", sa.JSON(none_as_null=True), nullable=False),
    sa.Column("guild_id", sa.BigInteger(), nullable=True),
    sa.Column("owner_id", sa.BigInteger(), nullable=True),
    sa.Column("is_retired", sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column("created_at", columns.UtcTime(timezone=True), nullable=False),
    sa.Column("updated_at", columns.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(
        ["guild_id"], ["guilds.id"], name="fk_watches_guild_id", ondelete="CASCADE"
    ),
    sa.ForeignKeyConstraint(
        ["owner_id"], ["people.id"], name="fk_watches_owner_id", ondelete="CASCADE"
    ),
    sa.ForeignKeyConstraint(["pack"], ["watchlists.key"], name="fk_watches_pack"),
    sa.PrimaryKeyConstraint("id", name="pk_watches"),
    sa.UniqueConstraint("pack", "key", name="uq_watches_pack_key"),
    sa.Index("ix_watches_guild_id", "guild_id"),
    sa.Index("ix_watches_owner_id", "owner_id"),
    sqlite_autoincrement=True,
)

sa.Table(
    "aliases",
    _tables,
    sa.Column("watch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("position", sa.Integer(), nullable=False),
    sa.Column("text", columns.CleanText(), server_default="", nullable=False),
    sa.Column("language", columns.CleanText(), server_default="", nullable=False),
    sa.Column("kind", sa.String(length=16), nullable=False),
    sa.Column("valid_from", columns.UtcTime(timezone=True), nullable=True),
    sa.Column("valid_until", columns.UtcTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(
        ["watch_id"], ["watches.id"], name="fk_aliases_watch_id", ondelete="CASCADE"
    ),
    sa.PrimaryKeyConstraint("watch_id", "position", name="pk_aliases"),
)

sa.Table(
    "deliveries",
    _tables,
    sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("kind", sa.String(length=16), nullable=False),
    sa.Column("about", columns.CleanText(), nullable=False),
    sa.Column("tier", sa.String(length=16), nullable=False),
    sa.Column("lane", sa.Integer(), nullable=False),
    sa.Column("state", sa.String(length=16), nullable=False),
    sa.Column("reasons", sa.JSON(none_as_null=True), nullable=True),
    sa.Column("watch_ids", sa.JSON(none_as_null=True), nullable=True),
    sa.Column("created_at", columns.UtcTime(timezone=True), nullable=False),
    sa.Column("due_at", columns.UtcTime(timezone=True), nullable=False),
    sa.Column("marker", sa.String(length=25), nullable=True),
    sa.Column("payload", sa.JSON(none_as_null=True), nullable=True),
    sa.Column("first_attempt_at", columns.UtcTime(timezone=True), nullable=True),
    sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
    sa.Column("leased_until", columns.UtcTime(timezone=True), nullable=True),
    sa.Column("retry_at", columns.UtcTime(timezone=True), nullable=True),
    sa.Column("last_fault", sa.JSON(none_as_null=True), nullable=True),
    sa.Column("must_search", sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column("sent_at", columns.UtcTime(timezone=True), nullable=True),
    sa.Column("refusal", sa.JSON(none_as_null=True), nullable=True),
    sa.Column("thread_id", sa.BigInteger(), nullable=True),
    sa.Column("wanted_revision", sa.Integer(), server_default="0", nullable=False),
    sa.Column("applied_revision", sa.Integer(), server_default="0", nullable=False),
    sa.Column("edit_retry_at", columns.UtcTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(
        ["place_id"], ["places.id"], name="fk_deliveries_place_id", ondelete="CASCADE"
    ),
    sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
    sa.UniqueConstraint("place_id", "about", name="uq_deliveries_place_id_about"),
    sa.Index(
        "ix_deliveries_behind",
        "id",
        sqlite_where=sa.text("wanted_revision > applied_revision"),
        postgresql_where=sa.text("wanted_revision > applied_revision"),
    ),
    sa.Index("ix_deliveries_created_at", "created_at"),
    sa.Index("ix_deliveries_marker", "marker"),
    sa.Index(
        "ix_deliveries_open",
        "place_id",
        "lane",
        "id",
        sqlite_where=sa.text("state in ('pending', 'sending')"),
        postgresql_where=sa.text("state in ('pending', 'sending')"),
    ),
)

sa.Table(
    "digest_slots",
    _tables,
    sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("kind", sa.String(length=16), nullable=False),
    sa.Column("local_date", sa.String(length=10), nullable=False),
    sa.Column("local_time", sa.String(length=5), nullable=False),
    sa.Column("at", columns.UtcTime(timezone=True), nullable=False),
    sa.Column("window_from", columns.UtcTime(timezone=True), nullable=True),
    sa.Column("done_at", columns.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(
        ["place_id"], ["places.id"], name="fk_digest_slots_place_id", ondelete="CASCADE"
    ),
    sa.PrimaryKeyConstraint("place_id", "kind", "local_date", "local_time", name="pk_digest_slots"),
    sa.Index("ix_digest_slots_place_id_at", "place_id", "at"),
)

sa.Table(
    "event_dates",
    _tables,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("article_id", sa.BigInteger(), nullable=False),
    sa.Column("watch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
    sa.Column("kind", sa.String(length=40), nullable=False),
    sa.Column("phase", sa.String(length=40), server_default="", nullable=False),
    sa.Column("starts_on", sa.String(length=10), nullable=False),
    sa.Column("ends_on", sa.String(length=10), nullable=False),
    sa.Column("zone", columns.CleanText(), server_default="", nullable=False),
    sa.Column("sentence", columns.CleanText(), server_default="", nullable=False),
    sa.ForeignKeyConstraint(
        ["article_id"], ["articles.id"], name="fk_event_dates_article_id", ondelete="CASCADE"
    ),
    sa.ForeignKeyConstraint(
        ["watch_id"], ["watches.id"], name="fk_event_dates_watch_id", ondelete="CASCADE"
    ),
    sa.PrimaryKeyConstraint("id", name="pk_event_dates"),
    sa.UniqueConstraint(
        "article_id",
        "watch_id",
        "kind",
        "starts_on",
        "ends_on",
        name="uq_event_dates_article_id_watch_id_kind_starts_on_ends_on",
    ),
    sa.Index("ix_event_dates_starts_on", "starts_on"),
    sa.Index("ix_event_dates_watch_id", "watch_id"),
)

sa.Table(
    "matches",
    _tables,
    sa.Column("article_id", sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column(
        "watch_id",
        sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
        autoincrement=False,
        nullable=False,
    ),
    sa.Column("score", sa.Float(), nullable=False),
    sa.Column("role", sa.String(length=16), nullable=False),
    sa.Column("evidence", sa.JSON(none_as_null=True), nullable=False),
    sa.Column("reasons", sa.JSON(none_as_null=True), nullable=True),
    sa.Column("refused", sa.JSON(none_as_null=True), nullable=True),
    sa.ForeignKeyConstraint(
        ["article_id"], ["articles.id"], name="fk_matches_article_id", ondelete="CASCADE"
    ),
    sa.ForeignKeyConstraint(
        ["watch_id"], ["watches.id"], name="fk_matches_watch_id", ondelete="CASCADE"
    ),
    sa.PrimaryKeyConstraint("article_id", "watch_id", name="pk_matches"),
    sa.Index("ix_matches_watch_id_article_id", "watch_id", "article_id"),
)

sa.Table(
    "snoozes",
    _tables,
    sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("story_id", sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column("watch_id", sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column("until", columns.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(
        ["place_id"], ["places.id"], name="fk_snoozes_place_id", ondelete="CASCADE"
    ),
    sa.PrimaryKeyConstraint("place_id", "story_id", "watch_id", name="pk_snoozes"),
)

sa.Table(
    "subscriptions",
    _tables,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("watch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("mode", sa.String(length=16), nullable=False),
    sa.Column("strictness", sa.String(length=16), nullable=False),
    sa.Column("languages", sa.JSON(none_as_null=True), nullable=False),
    sa.Column("is_paused", sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column("created_at", columns.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(
        ["place_id"], ["places.id"], name="fk_subscriptions_place_id", ondelete="CASCADE"
    ),
    sa.ForeignKeyConstraint(
        ["watch_id"], ["watches.id"], name="fk_subscriptions_watch_id", ondelete="CASCADE"
    ),
    sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
    sa.UniqueConstraint("place_id", "watch_id", name="uq_subscriptions_place_id_watch_id"),
    sa.Index("ix_subscriptions_watch_id", "watch_id"),
    sqlite_autoincrement=True,
)

sa.Table(
    "delivery_messages",
    _tables,
    sa.Column("delivery_id", sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("message_id", sa.BigInteger(), nullable=False),
    sa.Column("channel_id", sa.BigInteger(), nullable=False),
    sa.Column("sent_at", columns.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(
        ["delivery_id"],
        ["deliveries.id"],
        name="fk_delivery_messages_delivery_id",
        ondelete="CASCADE",
    ),
    sa.PrimaryKeyConstraint("delivery_id", "number", name="pk_delivery_messages"),
    sa.Index("ix_delivery_messages_message_id", "message_id"),
)

sa.Table(
    "delivery_stories",
    _tables,
    sa.Column("delivery_id", sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column("story_id", sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column("position", sa.Integer(), nullable=False),
    sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
    sa.ForeignKeyConstraint(
        ["delivery_id"],
        ["deliveries.id"],
        name="fk_delivery_stories_delivery_id",
        ondelete="CASCADE",
    ),
    sa.PrimaryKeyConstraint("delivery_id", "story_id", name="pk_delivery_stories"),
    sa.Index("ix_delivery_stories_story_id", "story_id"),
)

sa.Table(
    "feedback",
    _tables,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column("delivery_id", sa.BigInteger(), nullable=False),
    sa.Column("user_id", sa.BigInteger(), nullable=False),
    sa.Column("guild_id", sa.BigInteger(), nullable=True),
    sa.Column("story_id", sa.BigInteger(), nullable=True),
    sa.Column("watch_id", sa.BigInteger(), nullable=True),
    sa.Column("verdict", sa.String(length=40), nullable=False),
    sa.Column("at", columns.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(
        ["delivery_id"], ["deliveries.id"], name="fk_feedback_delivery_id", ondelete="CASCADE"
    ),
    sa.PrimaryKeyConstraint("id", name="pk_feedback"),
    sa.UniqueConstraint("delivery_id", "user_id", name="uq_feedback_delivery_id_user_id"),
    sa.Index("ix_feedback_guild_id", "guild_id"),
    sa.Index("ix_feedback_user_id", "user_id"),
)
