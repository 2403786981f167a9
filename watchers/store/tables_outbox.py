"""Tables of the outbox: what is owed once, its messages, digest slots, verdicts."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from watchers.store.columns import CleanText, Json, RowId
from watchers.store.tables import flag, metadata, moment, number

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
    moment("created_at"),
    moment("due_at"),
    Column("marker", String(25), index=True),
    Column("payload", Json),
    moment("first_attempt_at", is_known=False),
    number("attempts"),
    moment("leased_until", is_known=False),
    moment("retry_at", is_known=False),
    Column("last_fault", Json),
    flag("must_search"),
    moment("sent_at", is_known=False),
    Column("refusal", Json),
    Column("thread_id", BigInteger),
    number("wanted_revision"),
    number("applied_revision"),
    moment("edit_retry_at", is_known=False),
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
    number("revision"),
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
    moment("sent_at"),
)

digest_slots = Table(
    "digest_slots",
    metadata,
    Column("place_id", RowId, ForeignKey("places.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("local_date", String(10), primary_key=True),
    Column("local_time", String(5), primary_key=True),
    moment("at"),
    moment("window_from", is_known=False),
    moment("done_at"),
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
    moment("at"),
    UniqueConstraint("delivery_id", "user_id"),
)
