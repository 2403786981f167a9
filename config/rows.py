"""The tables of sources.toml and the watchlists, row by row, as an operator may write them."""

import re
from datetime import UTC, date, datetime, time
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from watchers.model import Alias, AliasKind, Source, SourceKind, Watch, WatchKind


def _check_url(value: object) -> object:
    parts = urlsplit(value) if isinstance(value, str) else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(
            "an address with http or https is expected, such as https://example.org/rss"
        )
    return value


def _check_key(value: object) -> object:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9][a-z0-9-]*", value):
        raise ValueError("a key of small letters, digits and dashes is expected")
    return value


def _as_day(value: object) -> object:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    return datetime.combine(value, time.min, UTC) if isinstance(value, date) else value


def _as_table(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


Text = Annotated[str, Field(min_length=1)]
Url = Annotated[str, BeforeValidator(_check_url)]
Key = Annotated[str, BeforeValidator(_check_key)]
Day = Annotated[datetime | None, BeforeValidator(_as_day)]


class Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class PublisherRow(Row):
    """Who stands behind sources; copies of one publisher's text count once."""

    key: Key
    name: Text
    country: str = ""
    is_state_media: bool = False


class SourceRow(Row):
    """What is polled."""

    key: Key
    name: Text
    url: Url
    kind: SourceKind = SourceKind.FEED
    language: str = ""
    publisher: str = ""
    origin: str = ""
    tier: Annotated[int, Field(ge=1, le=3)] = 2
    is_state_media: bool = False
    has_full_text: bool = False

    def as_source(self, publisher: PublisherRow | None) -> Source:
        """The source as the catalogue ships it: not yet stored, so its id is 0."""
        by_state = publisher is not None and publisher.is_state_media
        values = self.model_dump()
        return Source(id=0, **{**values, "is_state_media": self.is_state_media or by_state})


class AliasRow(Row):
    text: Text
    language: str = ""
    kind: AliasKind = AliasKind.NAME
    valid_from: Day = Field(default=None, alias="from")
    valid_until: Day = Field(default=None, alias="until")

    def as_alias(self) -> Alias:
        """The alias in the domain's words."""
        return Alias(**self.model_dump())


class WatchRow(Row):
    """One thing watched for."""

    key: Key
    name: Text
    kind: WatchKind = WatchKind.TOPIC
    aliases: tuple[Annotated[AliasRow, BeforeValidator(_as_table)], ...] = ()
    confusables: tuple[Text, ...] = ()
    context: tuple[Text, ...] = ()
    excluded: tuple[Text, ...] = ()

    def as_watch(self, pack: str) -> Watch:
        """The watch as its pack ships it: not yet stored, so its id is 0."""
        aliases = tuple(row.as_alias() for row in self.aliases)
        values: dict[str, Any] = self.model_dump(exclude={"aliases"})
        return Watch(id=0, aliases=aliases, pack=pack, **values)

    @model_validator(mode="after")
    def _check_confusables(self) -> "WatchRow":
        own = {self.name.casefold(), *(alias.text.casefold() for alias in self.aliases)}
        if both := [text for text in self.confusables if text.casefold() in own]:
            raise ValueError(f"“{both[0]}” is an alias and a confusable at once")
        return self


class PackRow(Row):
    """The head of a watchlist's file."""

    name: Text
    description: str = ""
