"""Tables of those who are served: guilds, people, their places, watches and wishes."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from watchers.store.columns import Json, RowId, UtcTime
from watchers.store.tables import flag, metadata, moment, number, text_column

installation = Table(
    "installation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("prefix", String(6), nullable=False),
    moment("created_at"),
    moment("restored_at", is_known=False),
    number("search_version"),
)

memos = Table(
    "memos",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("value", Json, nullable=False),
    moment("updated_at"),
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
    text_column("name"),
    Column("settings", Json, nullable=False),
    moment("joined_at"),
    moment("left_at", is_known=False),
    Column("last_channel_id", BigInteger),
    Column("system_channel_id", BigInteger),
    Column("owner_id", BigInteger),
)

people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # Discord's own
    Column("settings", Json, nullable=False),
    moment("created_at"),
)

places = Table(
    "places",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("discord_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger, ForeignKey("guilds.id", ondelete="CASCADE"), index=True),
    moment("created_at"),
    Column("suspended_code", Integer),
    moment("suspended_at", is_known=False),
    moment("told_at", is_known=False),
    UniqueConstraint("kind", "discord_id"),
    sqlite_autoincrement=True,
)

watchlists = Table(
    "watchlists",
    metadata,
    Column("key", String(100), primary_key=True),
    text_column("name"),
    text_column("description"),
    flag("is_retired"),
)

watches = Table(
    "watches",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("pack", String(100), ForeignKey("watchlists.key")),
    Column("key", String(100)),
    text_column("name"),
    Column("kind", String(16), nullable=False),
    Column("confusables", Json, nullable=False),
    Column("context", Json, nullable=False),
    Column("excluded", Json, nullable=False),
    Column("guild_id", BigInteger, ForeignKey("guilds.id", ondelete="CASCADE"), index=True),
    Column("owner_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), index=True),
    flag("is_retired"),
    moment("created_at"),
    moment("updated_at"),
    UniqueConstraint("pack", "key"),
    sqlite_autoincrement=True,
)

aliases = Table(
    "aliases",
    metadata,
    Column("watch_id", RowId, ForeignKey("watches.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    text_column("text"),
    text_column("language"),
    Column("kind", String(16), nullable=False),
    moment("valid_from", is_known=False),
    moment("valid_until", is_known=False),
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
    flag("is_paused"),
    moment("created_at"),
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
    moment("until"),
)
