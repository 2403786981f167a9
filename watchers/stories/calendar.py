"""From dates and phases in articles to a calendar: which watch they are about, who agrees."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from watchers.model import Article, Match, Role, WatchKind
from watchers.stories.agreement import AgreedDate, Telling, agree
from watchers.stories.dates import EventDate, EventKind, read_event_dates
from watchers.stories.phases import Phase, PhaseSaid, find_phases

SAME_EVENT_WITHIN = timedelta(days=25)
"""What is told this near to an event's days may be of the same event."""
AHEAD = frozenset(
    {EventKind.EXERCISE, EventKind.SUMMIT, EventKind.PLENUM, EventKind.PARADE, EventKind.LAUNCH}
)
"""What is announced before it happens; a visit is mostly told when it is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEvent:
    """One article's word on when something of a watch takes place, or on its phase that day.

    `phase` None: `first` to `last` (None where only the first day is told) are the event's days;
    else both are the day on which the article says that the exercise is in this phase.
    """

    article_id: int
    watch_id: int
    kind: EventKind
    first: date
    last: date | None
    sentence: str
    phase: Phase | None = None


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
    """An event of a watch as most publishers date it; `proof` is the article that dates it so.

    `phase` is the latest testimony on where an exercise stands, None where nobody says.
    """

    watch_id: int
    agreed: AgreedDate
    proof: Testimony
    phase: Testimony | None = None


def link_dates(
    article: Article, matches: Sequence[Match], kinds: Mapping[int, WatchKind]
) -> tuple[DatedEvent, ...]:
    """What the article dates, for each watch that it is about; what is about none is left out.

    A sentence is about the watches that it names; one on an exercise that names none is about the
    article's only one.
    """
    if not matches:
        return ()
    dated = (
        _event(article, watch_id, each)
        for each in read_event_dates(article)
        for watch_id in _about(each.sentence, each.kind, matches, kinds)
    )
    phases = (
        _phase(article, watch_id, each)
        for each in find_phases(article)
        for watch_id in _about(each.sentence, EventKind.EXERCISE, matches, kinds)
    )
    return (*dated, *phases)


def make_calendar(testimonies: Iterable[Testimony]) -> tuple[CalendarEntry, ...]:
    """One entry per event of each watch, by its first day."""
    told: dict[int, list[Testimony]] = defaultdict(list)
    for each in testimonies:
        told[each.event.watch_id].append(each)
    entries = [entry for watch_id, group in told.items() for entry in _entries(watch_id, group)]
    return tuple(sorted(entries, key=lambda each: (each.agreed.first, each.watch_id)))


def _about(
    sentence: str, kind: EventKind, matches: Sequence[Match], kinds: Mapping[int, WatchKind]
) -> tuple[int, ...]:
    named = [m.watch_id for m in matches if m.role is not Role.SOURCE and _is_in(m, sentence)]
    if kind is not EventKind.EXERCISE:
        return tuple(named)
    exercises = [m.watch_id for m in matches if kinds.get(m.watch_id) is WatchKind.EXERCISE]
    own = [watch_id for watch_id in named if watch_id in exercises]
    return tuple(own) if own or len(exercises) != 1 else tuple(exercises)


def _is_in(match: Match, sentence: str) -> bool:
    return any(each.text in sentence for each in match.evidence)


def _event(article: Article, watch_id: int, dated: EventDate) -> DatedEvent:
    return DatedEvent(
        article_id=article.id,
        watch_id=watch_id,
        kind=dated.kind,
        first=dated.first,
        last=dated.last,
        sentence=dated.sentence,
    )


def _phase(article: Article, watch_id: int, said: PhaseSaid) -> DatedEvent:
    day = (article.published_at or article.first_seen_at).date()
    return DatedEvent(
        article_id=article.id,
        watch_id=watch_id,
        kind=EventKind.EXERCISE,
        first=day,
        last=day,
        sentence=said.sentence,
        phase=said.phase,
    )


def _entries(watch_id: int, group: Sequence[Testimony]) -> Iterator[CalendarEntry]:
    dated = [each for each in group if each.event.phase is None]
    phases = [each for each in group if each.event.phase is not None]
    for agreed in agree(map(_telling, dated)):
        yield CalendarEntry(
            watch_id=watch_id,
            agreed=agreed,
            proof=next(each for each in dated if each.event.article_id == agreed.article_id),
            phase=_latest_phase(agreed, phases),
        )


def _telling(testimony: Testimony) -> Telling:
    event = testimony.event
    return Telling(
        publisher=testimony.publisher or testimony.outlet,
        article_id=event.article_id,
        event=EventDate(
            kind=event.kind, first=event.first, last=event.last, phrase="", sentence=event.sentence
        ),
    )


def _latest_phase(agreed: AgreedDate, phases: Iterable[Testimony]) -> Testimony | None:
    if agreed.kind is not EventKind.EXERCISE:
        return None
    last = (agreed.last or agreed.first) + SAME_EVENT_WITHIN
    near = (p for p in phases if agreed.first - SAME_EVENT_WITHIN <= p.event.first <= last)
    return max(near, key=lambda each: (each.event.first, each.event.article_id), default=None)
