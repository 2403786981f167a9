"""Subscriptions: place × watch × mode."""

from collections.abc import Collection

from watchers.model import Reader, Subscription
from watchers.store.tx import Tx


def add(tx: Tx, subscription: Subscription) -> Subscription:
    """Follow a watch in a place; following it again changes the wishes and keeps id and start."""
    raise NotImplementedError


def change(tx: Tx, subscription: Subscription) -> bool:
    """Replace mode, strictness, languages and pause by id. False where it is gone."""
    raise NotImplementedError


def remove(tx: Tx, subscription_id: int, reader: Reader) -> Subscription | None:
    """End the subscription if its place is the reader's; what it was, or None."""
    raise NotImplementedError


def by_id(tx: Tx, subscription_id: int, reader: Reader) -> Subscription | None:
    """The subscription if its place is the reader's."""
    raise NotImplementedError


def of_place(tx: Tx, place_id: int) -> tuple[Subscription, ...]:
    """What is followed in a place, paused ones too, by id."""
    raise NotImplementedError


def of_reader(tx: Tx, reader: Reader) -> tuple[Subscription, ...]:
    """What is followed in the reader's places, by place and id."""
    raise NotImplementedError


def by_watch_ids(tx: Tx, watch_ids: Collection[int]) -> tuple[Subscription, ...]:
    """Subscriptions in force to these watches: not paused, place not suspended, watch not retired.

    A watch of one guild or person answers only to their own places.
    """
    raise NotImplementedError
