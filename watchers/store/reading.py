"""Rows as values, and what a reader may see of them."""

from typing import Any

from sqlalchemy import ColumnElement, Row, exists, false, literal, or_

from watchers.model import (
    Article,
    ArticleKind,
    Mark,
    Match,
    Place,
    PlaceKind,
    Reader,
    Role,
    Story,
)
from watchers.store import values
from watchers.store.schema import articles, matches, places, source_links, sources, stories, watches

_ARTICLE = tuple(articles.c[name] for name in Article.__dataclass_fields__ if name in articles.c)
_SHORT_ARTICLE = tuple(
    literal("").label("text") if column.name == "text" else column for column in _ARTICLE
)


def article_columns(*, with_text: bool = True) -> tuple[ColumnElement[Any], ...]:
    """What `article_of` reads; without the body's text where nobody needs it."""
    return _ARTICLE if with_text else _SHORT_ARTICLE


def article_of(row: Any) -> Article:
    """The article in a row of `article_columns`."""
    found = {column.name: getattr(row, column.name) for column in _ARTICLE}
    found["source_id"] = found["source_id"] or 0
    found["authors"] = tuple(found["authors"] or ())
    found["kind"] = ArticleKind(found["kind"])
    found["marks"] = tuple(Mark(mark) for mark in found["marks"] or ())
    return Article(**found)


def story_of(row: Row[Any]) -> Story:
    """The story in a row of its table."""
    found = row._mapping
    return Story(**{column.name: found[column] for column in stories.c})


def match_of(row: Row[Any]) -> Match:
    """The match in a row of its table."""
    found = row._mapping
    return Match(
        article_id=found[matches.c.article_id],
        watch_id=found[matches.c.watch_id],
        score=found[matches.c.score],
        role=Role(found[matches.c.role]),
        evidence=values.evidence_of(found[matches.c.evidence]),
        reasons=values.reasons_of(found[matches.c.reasons]),
        refused=values.refusals_of(found[matches.c.refused]),
    )


def place_of(row: Row[Any]) -> Place:
    """The place in a row of its table."""
    found = row._mapping
    return Place(
        id=found[places.c.id],
        kind=PlaceKind(found[places.c.kind]),
        discord_id=found[places.c.discord_id],
        guild_id=found[places.c.guild_id],
        is_suspended=found[places.c.suspended_code] is not None,
        suspended_code=found[places.c.suspended_code],
    )


def reader_of(place: Place) -> Reader:
    """Who reads in a place: the channel's guild, or the person; a terminal sees what is shipped."""
    if place.kind is PlaceKind.PERSON:
        return Reader(user_id=place.discord_id)
    return Reader(guild_id=place.guild_id)


def is_visible(reader: Reader) -> ColumnElement[bool]:
    """Articles of shipped sources, and of those linked to the reader's guild or person."""
    # By the source's key, row by row: a set of all visible sources would be made for every query.
    links = exists().where(source_links.c.source_id == sources.c.id, is_linked(reader))
    may = or_(sources.c.is_public, links)
    return exists().where(sources.c.id == articles.c.source_id, may)


def is_linked(reader: Reader) -> ColumnElement[bool]:
    """Source links of the reader's guild or person."""
    return _is_theirs(source_links.c.guild_id, source_links.c.person_id, reader)


def is_own_watch(reader: Reader) -> ColumnElement[bool]:
    """Watches that the reader's guild or person made."""
    return _is_theirs(watches.c.guild_id, watches.c.owner_id, reader)


def is_visible_watch(reader: Reader) -> ColumnElement[bool]:
    """Watches that are shipped, and the reader's own."""
    return or_(watches.c.pack.is_not(None), is_own_watch(reader))


def is_own_place(reader: Reader) -> ColumnElement[bool]:
    """Channels of the reader's guild, and the person's direct messages."""
    person = (places.c.kind == PlaceKind.PERSON) & (places.c.discord_id == reader.user_id)
    guild = places.c.guild_id == reader.guild_id
    return _either(guild, person, reader)


def _is_theirs(guild: Any, person: Any, reader: Reader) -> ColumnElement[bool]:
    return _either(guild == reader.guild_id, person == reader.user_id, reader)


def _either(
    guild: ColumnElement[bool], person: ColumnElement[bool], reader: Reader
) -> ColumnElement[bool]:
    # An id that is not set must never turn into IS NULL, which would open what belongs to nobody.
    parts = [guild] if reader.guild_id is not None else []
    parts += [person] if reader.user_id is not None else []
    return or_(false(), *parts)
