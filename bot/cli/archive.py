"""Watches and articles of an archive: JSON lines become the domain's values."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictFloat,
    StrictInt,
    StrictStr,
)

from bot.cli.lines import Lines
from watchers.model import Alias, AliasKind, Article, Watch, WatchKind
from watchers.text.language import guess_language

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Where an archive's clock stands before its first dated article."""
GUESS_FROM = 400
"""Characters that are enough to tell a language by."""

Id = StrictStr | StrictInt | StrictFloat


def _none_to_empty(value: object) -> object:
    return "" if value is None else value


def _none_to_list(value: object) -> object:
    return [] if value is None else value


def _as_moment(value: object) -> object:
    """An RFC 3339 date; a date without a zone is UTC, an empty one is unknown."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError("a date such as 2023-08-14T06:30:00Z is expected")
    try:
        moment = datetime.fromisoformat(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError("a date such as 2023-08-14T06:30:00Z is expected") from error


def _as_alias(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


Text = Annotated[StrictStr, BeforeValidator(_none_to_empty)]
Moment = Annotated[datetime | None, BeforeValidator(_as_moment)]


class Row(BaseModel):
    """A line of an archive; unknown keys are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class ArticleRow(Row):
    id: Id
    title: StrictStr
    url: Text = ""
    summary: Text = ""
    text: Text = ""
    source: Text = ""
    language: Text = ""
    published_at: Moment = None


class AliasRow(Row):
    text: StrictStr
    language: Text = ""
    kind: AliasKind = AliasKind.NAME


AliasRows = Annotated[
    tuple[Annotated[AliasRow, BeforeValidator(_as_alias)], ...], BeforeValidator(_none_to_list)
]
Texts = Annotated[tuple[StrictStr, ...], BeforeValidator(_none_to_list)]


class WatchRow(Row):
    id: Id
    name: Annotated[StrictStr, Field(min_length=1)]
    aliases: AliasRows = ()
    confusables: Texts = ()
    context: Texts = ()
    kind: WatchKind = WatchKind.TOPIC


@dataclass(slots=True)
class Watches:
    """The watches of a file under numbers of ours, with the ids that the file gave them."""

    watches: list[Watch] = field(default_factory=list)
    names: dict[int, Id] = field(default_factory=dict)
    bad: int = 0

    def number_of(self, name: str) -> int | None:
        """Our number for an id as typed on the command line."""
        return next((number for number, each in self.names.items() if str(each) == name), None)


def read_watches(path: Path) -> Watches:
    """All watches of the file; a second line with an id that was taken is a bad line."""
    found = Watches()
    lines = Lines(path, WatchRow)
    for number, row in lines:
        if row.id in found.names.values():
            lines.tell(number, f"the id {row.id!r} is taken by an earlier line")
            continue
        watch = _as_watch(len(found.watches) + 1, row)
        found.watches.append(watch)
        found.names[watch.id] = row.id
    found.bad = lines.bad
    return found


def _as_watch(number: int, row: WatchRow) -> Watch:
    aliases = (
        Alias(text=alias.text, language=alias.language, kind=alias.kind)
        for alias in row.aliases
        if alias.text.strip()
    )
    return Watch(
        id=number,
        name=row.name,
        kind=row.kind,
        aliases=tuple(aliases),
        confusables=tuple(text for text in row.confusables if text.strip()),
        context=tuple(text for text in row.context if text.strip()),
    )


class Articles:
    """The articles of a file in their order, on the archive's own clock.

    An article is first seen when it was published, and never before the one in the line above it.
    """

    def __init__(self, path: Path) -> None:
        self._lines = Lines(path, ArticleRow)
        self._outlets: dict[str, int] = {}
        self._now = LONG_AGO

    @property
    def bad(self) -> int:
        """How many lines were skipped so far."""
        return self._lines.bad

    def __iter__(self) -> Iterator[tuple[Id, Article]]:
        """Each article with the id that the file gave it; its own id is its place from 1."""
        for place, (_, row) in enumerate(self._lines, start=1):
            self._now = max(self._now, row.published_at or self._now)
            yield row.id, self._as_article(place, row)

    def _as_article(self, place: int, row: ArticleRow) -> Article:
        # A missing source is an outlet of its own.
        outlet = row.source or f"?{place}"
        return Article(
            id=place,
            title=row.title,
            first_seen_at=self._now,
            url=row.url,
            canonical_url=row.url,
            summary=row.summary,
            text=row.text,
            language=row.language or _guess(row),
            source_id=self._outlets.setdefault(outlet, len(self._outlets) + 1),
            outlet=row.source,
            publisher=outlet,
            published_at=row.published_at,
        )


def _guess(row: ArticleRow) -> str:
    return guess_language(f"{row.title}\n{row.summary or row.text}"[:GUESS_FROM])
