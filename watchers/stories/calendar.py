"""From dates in articles to a calendar: which watch a date is about, and how many agree on it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from watchers.model import Article, Match, Role, WatchKind
from watchers.stories.dates import EventDate, EventKind, read_event_dates

SAME_EVENT_WITHIN = timedelta(days=20)
"""Dates of one watch and kind so near to each other are of one event, and only one is right."""
AHEAD = frozenset(
    {EventKind.EXERCISE, EventKind.SUMMIT, EventKind.PLENUM, EventKind.PARADE, EventKind.LAUNCH}
)
"""What is announced before it happens; a visit is mostly told when it is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEvent:
    """One article's word on when something of a watch takes place; the sentence proves it."""

    article_id: int
    watch_id: int
    kind: EventKind
    first: date
    last: date
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """A stored `DatedEvent` with who published it."""

    event: DatedEvent
    publisher: str
    outlet: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """An event with the days that most publishers tell; `others` are days that fewer tell.

    `proof` is the earliest testimony of those days; `publishers` how many families agree on them.
    """

    watch_id: int
    kind: EventKind
    first: date
    last: date
    publishers: int
    proof: Testimony
    others: tuple[tuple[date, date, int], ...] = ()


def link_dates(
    article: Article, matches: Sequence[Match], kinds: Mapping[int, WatchKind]
) -> tuple[DatedEvent, ...]:
    """The article's dates, each with the watches that it is about; a date about none is left out.

    A date is about the watches that its own sentence names; an exercise's date, where its sentence
    names no exercise, about the article's only one.
    """
    return tuple(
        DatedEvent(
            article_id=article.id,
            watch_id=watch_id,
            kind=dated.kind,
            first=dated.first,
            last=dated.last or dated.first,
            sentence=dated.sentence,
        )
        for dated in (read_event_dates(article) if matches else ())
        for watch_id in _about(dated, matches, kinds)
    )


def make_calendar(testimonies: Iterable[Testimony]) -> tuple[CalendarEntry, ...]:
    """One entry per event of each watch, by first day; the days that most publishers tell win."""
    told: dict[tuple[int, EventKind], list[Testimony]] = defaultdict(list)
    for each in testimonies:
        told[each.event.watch_id, each.event.kind].append(each)
    entries = [entry for group in told.values() for entry in _entries(group)]
    return tuple(sorted(entries, key=lambda each: (each.first, each.watch_id, each.kind)))


def _about(
    dated: EventDate, matches: Sequence[Match], kinds: Mapping[int, WatchKind]
) -> tuple[int, ...]:
    named = [m.watch_id for m in matches if m.role is not Role.SOURCE and _is_in(m, dated)]
    if dated.kind is not EventKind.EXERCISE:
        return tuple(named)
    exercises = [m.watch_id for m in matches if kinds.get(m.watch_id) is WatchKind.EXERCISE]
    own = [watch_id for watch_id in named if watch_id in exercises]
    return tuple(own) if own or len(exercises) != 1 else tuple(exercises)


def _is_in(match: Match, dated: EventDate) -> bool:
    return any(each.text in dated.sentence for each in match.evidence)


def _entries(group: list[Testimony]) -> Iterable[CalendarEntry]:
    """The group's events: what begins near the days of a better told one is of the same event."""
    days: dict[tuple[date, date], list[Testimony]] = defaultdict(list)
    for each in group:
        days[each.event.first, each.event.last].append(each)
    ranked = sorted(days.items(), key=lambda pair: (-_count(pair[1]), pair[0]))
    while ranked:
        (first, last), told = ranked[0]
        same = [pair for pair in ranked[1:] if abs(pair[0][0] - first) <= SAME_EVENT_WITHIN]
        ranked = [pair for pair in ranked[1:] if pair not in same]
        yield CalendarEntry(
            watch_id=told[0].event.watch_id,
            kind=told[0].event.kind,
            first=first,
            last=last,
            publishers=_count(told),
            proof=min(told, key=lambda each: each.event.article_id),
            others=tuple((*span, _count(others)) for span, others in same),
        )


def _count(told: Iterable[Testimony]) -> int:
    """Wire copies of one family count once."""
    return len({each.publisher or each.outlet for each in told})
