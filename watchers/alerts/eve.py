"""The day before: a note on what begins tomorrow, once per event and place."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from watchers.model import DeliveryKind, Owed, Reason, Tier, Watch
from watchers.stories.calendar import AHEAD, CalendarEntry


def owe_eve_notes(
    entries: Iterable[CalendarEntry], place_id: int, now: datetime, names: Mapping[int, Watch]
) -> tuple[Owed, ...]:
    """A note per entry, due now; visits are left out, for they are mostly told afterwards."""
    return tuple(
        Owed(
            place_id=place_id,
            kind=DeliveryKind.NOTICE,
            about=f"eve:{each.watch_id}:{each.kind}:{each.first.isoformat()}",
            tier=Tier.NORMAL,
            due_at=now,
            watch_ids=(each.watch_id,),
            reasons=(_reason(each, names[each.watch_id].name),),
        )
        for each in entries
        if each.kind in AHEAD and each.watch_id in names
    )


def begins_on(entries: Iterable[CalendarEntry], day: date) -> tuple[CalendarEntry, ...]:
    """The entries whose first day it is."""
    return tuple(each for each in entries if each.first == day)


def _reason(entry: CalendarEntry, name: str) -> Reason:
    return Reason(
        code="eve",
        params={
            "watch": name,
            "kind": entry.kind.value,
            "first": entry.first.isoformat(),
            "last": entry.last.isoformat(),
            "publishers": entry.publishers,
            "sentence": entry.proof.event.sentence,
        },
    )
