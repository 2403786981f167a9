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
            about=f"eve:{each.watch_id}:{each.agreed.kind}:{each.agreed.first.isoformat()}",
            tier=Tier.NORMAL,
            due_at=now,
            watch_ids=(each.watch_id,),
            reasons=(_reason(each, names[each.watch_id].name),),
        )
        for each in entries
        if each.agreed.kind in AHEAD and each.watch_id in names
    )


def begins_on(entries: Iterable[CalendarEntry], day: date) -> tuple[CalendarEntry, ...]:
    """The entries whose first day it is."""
    return tuple(each for each in entries if each.agreed.first == day)


def _reason(entry: CalendarEntry, name: str) -> Reason:
    agreed = entry.agreed
    return Reason(
        code="eve",
        params={
            "watch": name,
            "kind": agreed.kind.value,
            "first": agreed.first.isoformat(),
            "last": (agreed.last or agreed.first).isoformat(),
            "publishers": len(agreed.publishers),
            "sentence": agreed.sentence,
        },
    )
