"""Reading the file that Export gave: pure data, bounded, and never trusted."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from bot.commands.clock_times import read_time
from bot.commands.zones import read_zone
from bot.render.safe import one_line
from watchers.model import (
    Alias,
    AliasKind,
    GuildSettings,
    Mode,
    Place,
    PostStyle,
    Strictness,
    Subscription,
    Watch,
    WatchKind,
)
from watchers.store.rights import FORMAT

FILE_MAX_BYTES = 1_000_000
WATCHES_MAX = 200
FOLLOWS_MAX = 500
WORDS_MAX = 60
WORD_MAX = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Why the file is no export of ours."""

    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """One subscription of the file: a watch by its name, a channel, None for direct messages."""

    watch: str
    channel_id: int | None
    mode: Mode
    strictness: Strictness
    languages: tuple[str, ...]
    is_paused: bool

    def as_subscription(self, place: Place, watch_id: int, at: datetime) -> Subscription:
        """The subscription in a stored place, to a stored watch."""
        return Subscription(
            id=0,
            place_id=place.id,
            watch_id=watch_id,
            created_at=at,
            mode=self.mode,
            strictness=self.strictness,
            languages=self.languages,
            is_paused=self.is_paused,
            guild_id=place.guild_id,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What a file holds."""

    watches: tuple[Watch, ...]
    follows: tuple[Follow, ...]
    settings: GuildSettings | None


def read_import(content: bytes) -> Import | Unreadable:
    """The file's watches, subscriptions and settings; values that do not fit are left out."""
    if len(content) > FILE_MAX_BYTES:
        return Unreadable(detail="more than 1 MB")
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return Unreadable(detail="not JSON")
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        return Unreadable(detail=f"not {FORMAT}")
    made = [_watch(row) for row in _rows(data, "watches")[:WATCHES_MAX]]
    follows = [_follow(row) for row in _rows(data, "subscriptions")[:FOLLOWS_MAX]]
    return Import(
        watches=tuple(watch for watch in made if watch is not None),
        follows=tuple(follow for follow in follows if follow is not None),
        settings=_settings(data.get("settings")),
    )


def _rows(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = data.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _text(value: object) -> str:
    return one_line(value)[:WORD_MAX] if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    texts = map(_text, value[:WORDS_MAX]) if isinstance(value, list) else ()
    return tuple(dict.fromkeys(filter(None, texts)))


def _watch(row: Mapping[str, Any]) -> Watch | None:
    name = _text(row.get("name"))
    if not name:
        return None
    return Watch(
        id=0,
        name=name,
        kind=_one_of(WatchKind, row.get("kind"), WatchKind.TOPIC),
        aliases=_aliases(row.get("aliases")) or (Alias(text=name),),
        confusables=_texts(row.get("confusables")),
        context=_texts(row.get("context")),
        excluded=_texts(row.get("excluded")),
    )


def _aliases(value: object) -> tuple[Alias, ...]:
    rows = value[:WORDS_MAX] if isinstance(value, list) else []
    found = []
    for row in rows:
        text = _text(row.get("text") if isinstance(row, dict) else row)
        if text:
            kind = row.get("kind") if isinstance(row, dict) else None
            language = _text(row.get("language")) if isinstance(row, dict) else ""
            chosen = _one_of(AliasKind, kind, AliasKind.NAME)
            found.append(Alias(text=text, language=language, kind=chosen))
    return tuple(found)


def _one_of(kind: Any, value: object, otherwise: Any) -> Any:
    """The member of that value; another where there is none such."""
    return kind(value) if isinstance(value, str) and value in set(kind) else otherwise


def _follow(row: Mapping[str, Any]) -> Follow | None:
    named, place = row.get("watch"), row.get("place")
    name = _text(named.get("name")) if isinstance(named, dict) else ""
    if not name or not isinstance(place, dict):
        return None
    is_channel = place.get("kind") == "channel" and str(place.get("discord_id", "")).isdecimal()
    return Follow(
        watch=name,
        channel_id=int(place["discord_id"]) if is_channel else None,
        mode=_one_of(Mode, row.get("mode"), Mode.BOTH),
        strictness=_one_of(Strictness, row.get("strictness"), Strictness.BALANCED),
        languages=_texts(row.get("languages")),
        is_paused=row.get("is_paused") is True,
    )


def _settings(value: object) -> GuildSettings | None:
    """Those settings of the file that can be; the rest keep their defaults."""
    if not isinstance(value, dict):
        return None
    kept = {name: read for name, read in map(_setting, value.items()) if read is not None}
    known = {each.name for each in fields(GuildSettings)}
    return GuildSettings(**{name: read for name, read in kept.items() if name in known})


def _setting(item: tuple[str, object]) -> tuple[str, Any]:
    name, value = item
    return name, _SETTINGS[name](value) if name in _SETTINGS else None


def _time(value: object) -> str | None:
    read = read_time(value) if isinstance(value, str) and value else None
    return read if isinstance(read, str) else None


def _zone(value: object) -> str | None:
    read = read_zone(value) if isinstance(value, str) else None
    return read if isinstance(read, str) else None


def _times(value: object) -> tuple[str, ...]:
    read = map(_time, value[:6]) if isinstance(value, list) else ()
    return tuple(time for time in read if time is not None)


def _days(value: object) -> tuple[int, ...] | None:
    days = [day for day in value if day in range(1, 8)] if isinstance(value, list) else []
    return tuple(sorted(set(days))) or None


def _yes(value: object) -> bool:
    return value is True


def _budget(value: object) -> int | None:
    return value if isinstance(value, int) and 0 < value <= 200 else None


_SETTINGS: Mapping[str, Any] = {
    "zone": _zone,
    "digest_times": _times,
    "digest_days": _days,
    "quiet_from": _time,
    "quiet_until": _time,
    "may_urgent_break_quiet": _yes,
    "budget_per_day": _budget,
    "language": lambda value: value if value in ("en", "ko", "") else None,
    "post_style": lambda value: _one_of(PostStyle, value, PostStyle.CARD),
    "shows_images": _yes,
    "crossposts": _yes,
}
"""A role to ping is another server's; it is chosen anew."""
