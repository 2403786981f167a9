"""Column types that mean the same on both databases: times in UTC, clean text, plain JSON."""

import json
import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

# PostgreSQL takes no NUL in text; neither database takes half a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_HALF_PAIR = re.compile("[\ud800-\udfff]")

RowId = BigInteger().with_variant(Integer, "sqlite")
"""An id that SQLite counts up by itself only where it is called INTEGER."""


def storable(text: str) -> str:
    """The text without what no database takes: NUL and halves of surrogate pairs."""
    return _UNSTORABLE.sub("", text)


def dump_json(value: Any) -> str:
    """Compact JSON in its own letters, without halves of surrogate pairs."""
    return _HALF_PAIR.sub("", json.dumps(value, ensure_ascii=False, separators=(",", ":")))


class UtcTime(TypeDecorator[datetime]):
    """An aware moment in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class CleanText(TypeDecorator[str]):
    """Text that both databases can hold; what they cannot is dropped, never an error."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


Json = JSON(none_as_null=True)
"""A value of plain JSON; None is SQL's NULL."""
