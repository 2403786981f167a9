"""Without a token this terminal is the place: it follows every shipped watch, right away."""

from datetime import datetime

from watchers.model import Mode, Place, PlaceKind, Reader, Subscription
from watchers.store import Tx, places, subscriptions, watches

TERMINAL_ID = 0


def follow_everything(tx: Tx, now: datetime) -> Place:
    """The terminal's place, following all shipped watches; what it followed before stays."""
    place = places.ensure(tx, PlaceKind.TERMINAL, TERMINAL_ID, now)
    followed = {each.watch_id for each in subscriptions.of_place(tx, place.id)}
    for watch in watches.visible_watches(tx, Reader()):
        if watch.id not in followed:
            subscriptions.add(tx, _subscribe(place, watch.id, now))
    return place


def forget_terminal(tx: Tx) -> None:
    """With a token nobody reads the terminal: it follows nothing any more."""
    place = places.find(tx, PlaceKind.TERMINAL, TERMINAL_ID)
    if place is not None:
        places.remove(tx, place.id)


def _subscribe(place: Place, watch_id: int, now: datetime) -> Subscription:
    return Subscription(
        id=0, place_id=place.id, watch_id=watch_id, created_at=now, mode=Mode.RIGHT_AWAY
    )
