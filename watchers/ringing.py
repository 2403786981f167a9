"""A place's clock has rung: its digest, and notes on what begins tomorrow, are owed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from watchers.alerts import (
    DueDigest,
    PlacePolicy,
    Slot,
    SlotKind,
    compose_digest,
    due_digest,
    owe_digest,
)
from watchers.alerts.eve import begins_on, owe_eve_notes
from watchers.alerts.schedule import zone_of
from watchers.model import Place, Reason, Subscription
from watchers.store import Tx, deliveries, digests, event_dates, places, subscriptions, watches
from watchers.stories.calendar import SAME_EVENT_WITHIN, make_calendar


def ring_digests(tx: Tx, place: Place, now: datetime) -> tuple[int, ...]:
    """Owe a place the digest of each of its clocks that has rung; ids of the new deliveries."""
    followed = [each for each in subscriptions.of_place(tx, place.id) if not each.is_paused]
    if not followed:
        return ()
    wanted = Wanted(place=place, followed=tuple(followed), now=now)
    rung = (_ring_one(tx, wanted, kind) for kind in (SlotKind.DIGEST, SlotKind.RELEASE))
    return tuple(delivery_id for ids in rung for delivery_id in ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A place whose clocks are looked at, with what it follows (never empty)."""

    place: Place
    followed: tuple[Subscription, ...]
    now: datetime


def _owe_eves(tx: Tx, wanted: Wanted, policy: PlacePolicy) -> tuple[int, ...]:
    """Notes on what begins tomorrow by the place's own calendar."""
    reader = places.reader_of(wanted.place)
    watch_ids = {each.watch_id for each in wanted.followed}
    tomorrow = wanted.now.astimezone(zone_of(policy.zone)).date() + timedelta(days=1)
    # What other outlets tell of the same event may lie some days off.
    near = (tomorrow - SAME_EVENT_WITHIN, tomorrow + SAME_EVENT_WITHIN)
    told = event_dates.between(tx, *near, reader, watch_ids)
    names = watches.by_ids(tx, watch_ids, reader)
    eves = begins_on(make_calendar(told), tomorrow)
    owed = owe_eve_notes(eves, wanted.place.id, wanted.now, names)
    return deliveries.owe(tx, owed, wanted.now)


def _ring_one(tx: Tx, wanted: Wanted, kind: SlotKind) -> tuple[int, ...]:
    place_id = wanted.place.id
    policy = places.policies(tx, [place_id]).get(place_id, PlacePolicy())
    last = digests.last_slots(tx, [place_id], kind).get(place_id)
    last_at = last.at if last else min(each.created_at for each in wanted.followed)
    due = due_digest(policy, last_at, wanted.now, kind)
    if due is None:
        return ()
    candidates = digests.candidates(tx, place_id, due.start, due.slot.at)
    plan = compose_digest(candidates, wanted.followed, due)
    owed = owe_digest(plan, place_id, due.slot)
    rung = digests.owe_digest(tx, place_id, due, [owed] if owed else [], wanted.now) or ()
    return (*rung, *_owe_eves(tx, wanted, policy)) if kind is SlotKind.DIGEST else rung


def owe_catch_up(tx: Tx, place: Place, since: datetime, now: datetime) -> tuple[int, ...]:
    """Owe a place one labelled digest of what it would have heard at once but for an outage."""
    followed = [each for each in subscriptions.of_place(tx, place.id) if not each.is_paused]
    policy = places.policies(tx, [place.id]).get(place.id, PlacePolicy())
    local = now.astimezone(zone_of(policy.zone))
    slot = Slot(local_date=local.date(), local_time=f"{local:%H:%M}", at=now, kind=SlotKind.RELEASE)
    candidates = digests.candidates(tx, place.id, since, now)
    plan = compose_digest(candidates, followed, DueDigest(slot=slot, start=since))
    owed = owe_digest(plan, place.id, slot)
    if owed is None:
        return ()
    hours = max(1, round((now - since).total_seconds() / 3600))
    label = Reason(code="digest-after-outage", params={"hours": hours})
    # One per outage, whenever the process dies between.
    labelled = replace(owed, about=f"digest:outage:{since.isoformat()}", reasons=(label,))
    return deliveries.owe(tx, [labelled], now)
