"""More news than usual, none where some was, sources lost: each place hears of it once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from watchers.alerts.bursts import MAX_SAMPLED, WatchHistory, find_burst, find_silence
from watchers.model import (
    DeliveryKind,
    Mode,
    Owed,
    Param,
    Place,
    Reader,
    Reason,
    Subscription,
    Tier,
)
from watchers.sources.wellness import is_down, is_half_lost
from watchers.store import (
    Tx,
    articles,
    deliveries,
    places,
    rhythms,
    sources,
    subscriptions,
    watches,
)

LEAST_SOURCES = 3
TELL_LOSS_AGAIN = timedelta(days=7)
Find = Callable[[WatchHistory, datetime], Reason | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """One place looked at: what it follows, and how its watches were in the news."""

    place: Place
    followed: tuple[Subscription, ...]
    histories: dict[int, WatchHistory]
    now: datetime


def notice_rhythms(tx: Tx, place: Place, now: datetime) -> tuple[int, ...]:
    """Owe the place its notices on what it follows; the new deliveries' ids."""
    followed = tuple(each for each in subscriptions.of_place(tx, place.id) if not each.is_paused)
    if not followed:
        return ()
    reader = places.reader_of(place)
    look = _Look(
        place=place, followed=followed, histories=_histories(tx, followed, reader, now), now=now
    )
    owed = (*_find_owed(tx, look, reader), *_find_losses(tx, look, reader))
    return deliveries.owe(tx, owed, now)


def _histories(
    tx: Tx, followed: tuple[Subscription, ...], reader: Reader, now: datetime
) -> dict[int, WatchHistory]:
    since = now - MAX_SAMPLED
    began_at = articles.archive_span(tx, since, reader).first_seen_at
    if began_at is None:
        return {}
    watch_ids = {each.watch_id for each in followed}
    seen = rhythms.stories_seen(tx, watch_ids, since, reader)
    visible = [each for each in sources.visible_sources(tx, reader) if not each.is_stopped]
    blank = WatchHistory(
        stories=(),
        sampled_since=began_at,
        sources=len(visible),
        broken=sum(each.failure is not None for each in visible),
    )
    return {each: replace(blank, stories=seen.get(each, ())) for each in watch_ids}


def _find_owed(tx: Tx, look: _Look, reader: Reader) -> Iterator[Owed]:
    names = watches.by_ids(tx, look.histories.keys(), reader)
    for each in look.followed:
        if each.watch_id in names:
            for kind, find in _kinds(each):
                about = f"notice:{kind}:{each.watch_id}:"
                noticed_at = rhythms.last_noticed_at(tx, look.place.id, about)
                history = replace(look.histories[each.watch_id], noticed_at=noticed_at)
                reason = find(history, look.now)
                if reason is not None:
                    yield _notice(look, each, about, _named(reason, names[each.watch_id].name))


def _kinds(followed: Subscription) -> tuple[tuple[str, Find], ...]:
    """Who wants to hear once a day is not rung up for a burst: the digest shows it."""
    silence: tuple[str, Find] = ("silence", find_silence)
    return (silence,) if followed.mode is Mode.ONCE_A_DAY else (("burst", find_burst), silence)


def _find_losses(tx: Tx, look: _Look, reader: Reader) -> Iterator[Owed]:
    """A watch most of whose sources are down hears little: its followers are told once a week."""
    visible = {each.id: each for each in sources.visible_sources(tx, reader)}
    seen = rhythms.sources_seen(tx, look.histories.keys(), look.now - MAX_SAMPLED, reader)
    names = watches.by_ids(tx, seen.keys(), reader)
    for each in look.followed:
        own = [visible[one] for one in seen.get(each.watch_id, ()) if one in visible]
        down = sum(is_down(one, look.now) for one in own)
        about = f"notice:coverage:{each.watch_id}:"
        if len(own) < LEAST_SOURCES or not is_half_lost(down, len(own)):
            continue
        noticed_at = rhythms.last_noticed_at(tx, look.place.id, about)
        if noticed_at is None or look.now - noticed_at > TELL_LOSS_AGAIN:
            name = names[each.watch_id].name
            params: dict[str, Param] = {"watch": name, "down": down, "total": len(own)}
            yield _notice(look, each, about, Reason(code="coverage-lost", params=params))


def _named(reason: Reason, name: str) -> Reason:
    return Reason(code=reason.code, params={**reason.params, "watch": name})


def _notice(look: _Look, followed: Subscription, about: str, reason: Reason) -> Owed:
    return Owed(
        place_id=look.place.id,
        kind=DeliveryKind.NOTICE,
        about=f"{about}{look.now:%Y-%m-%dT%H}",
        tier=Tier.NORMAL,
        due_at=look.now,
        watch_ids=(followed.watch_id,),
        reasons=(reason,),
    )
