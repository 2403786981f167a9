"""What publishers agree on: an event's days, with who says so and who says otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from watchers.stories.dates import EventDate, EventKind

NEAR_DAYS = 15
"""Dates of one kind that lie nearer than this are tellings of one event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One publisher's date of an event; `article_id` proves it."""

    publisher: str
    article_id: int
    event: EventDate


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedDate:
    """An event as most publishers date it; `others` date it otherwise, most told first."""

    kind: EventKind
    first: date
    last: date | None
    publishers: tuple[str, ...]
    sentence: str
    article_id: int
    others: tuple[tuple[date, date | None, int], ...] = ()


def agree(tellings: Iterable[Telling]) -> tuple[AgreedDate, ...]:
    """One value per event, in order of its days; a publisher counts once for each pair of days."""
    events: list[list[Telling]] = []
    for telling in sorted(tellings, key=lambda one: (one.event.kind, one.event.first)):
        near = events[-1][-1].event if events else None
        if near is not None and _is_same(near, telling.event):
            events[-1].append(telling)
        else:
            events.append([telling])
    return tuple(sorted((_agreed(event) for event in events), key=lambda one: one.first))


def _is_same(one: EventDate, other: EventDate) -> bool:
    return one.kind == other.kind and (other.first - one.first).days < NEAR_DAYS


def _agreed(event: list[Telling]) -> AgreedDate:
    by_days: dict[tuple[date, date | None], list[Telling]] = {}
    for telling in event:
        by_days.setdefault((telling.event.first, telling.event.last), []).append(telling)
    # A full span says more than a first day alone; then the number of publishers decides.
    ranked = sorted(
        by_days.items(), key=lambda pair: (-_count(pair[1]), pair[0][1] is None, pair[0][0])
    )
    (first, last), most = ranked[0]
    return AgreedDate(
        kind=most[0].event.kind,
        first=first,
        last=last,
        publishers=tuple(dict.fromkeys(telling.publisher for telling in most)),
        sentence=most[0].event.sentence,
        article_id=most[0].article_id,
        others=tuple((*days, _count(rest)) for days, rest in ranked[1:]),
    )


def _count(tellings: list[Telling]) -> int:
    return len({telling.publisher for telling in tellings})
