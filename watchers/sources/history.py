"""A source's history to JSON and back, so that the store keeps it as one value."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from watchers.model import SourceHistory

Json = str | int | float | bool | list[int] | None

# Looked up once: this runs twice for every poll.
_BLANK = {each.name: getattr(SourceHistory(), each.name) for each in fields(SourceHistory)}
_TIMES = frozenset({"unchanged_since", "last_new_at", "gap_at", "lease_until", "hub_asked_at"})


def as_json(history: SourceHistory) -> dict[str, Json]:
    """What differs from a blank history, as plain JSON values; times in RFC 3339."""
    held = [(name, getattr(history, name), blank) for name, blank in _BLANK.items()]
    return {name: _plain(value) for name, value, blank in held if value != blank}


def of_json(stored: Mapping[str, Any]) -> SourceHistory:
    """The history that `as_json` wrote; names that this version does not know are left out."""
    return SourceHistory(**{name: _rich(name, stored[name]) for name in stored if name in _BLANK})


def _plain(value: Any) -> Json:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case tuple():
            return list(value)
    return value  # type: ignore[no-any-return]


def _rich(name: str, value: Any) -> Any:
    if name in _TIMES and value is not None:
        return datetime.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
