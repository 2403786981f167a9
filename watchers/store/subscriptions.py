"""Subscriptions: place × watch × mode."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, Select, delete, or_, select, update

from watchers.model import Mode, PlaceKind, Reader, Strictness, Subscription
from watchers.store.reading import is_own_place, is_visible_watch, place_of, reader_of
from watchers.store.schema import guilds, places, subscriptions, watches
from watchers.store.tx import Tx


def add(tx: Tx, subscription: Subscription) -> Subscription:
    """Follow a watch in a place; following it again changes the wishes and keeps id and start.

    Raises LookupError where the place is unknown or its reader may not see the watch.
    """
    _see_that_it_may(tx, subscription)
    known = _one(tx, _of(subscription.place_id).where(_is_about(subscription.watch_id)))
    if known is not None:
        change(tx, replace(subscription, id=known.id))
        return replace(subscription, id=known.id, created_at=known.created_at)
    row = {**_wishes(subscription), "created_at": subscription.created_at}
    row |= {"place_id": subscription.place_id, "watch_id": subscription.watch_id}
    new_id = tx.scalar(subscriptions.insert().values(**row).returning(subscriptions.c.id))
    return replace(subscription, id=new_id or 0)


def change(tx: Tx, subscription: Subscription) -> bool:
    """Replace mode, strictness, languages and pause by id. False where it is gone."""
    changed = update(subscriptions).where(subscriptions.c.id == subscription.id)
    return tx.execute(changed.values(**_wishes(subscription))).rowcount > 0


def move(tx: Tx, subscription_id: int, place_id: int, reader: Reader) -> Subscription | None:
    """Follow the same in another place of the reader's, and no more in this; None where gone."""
    found = remove(tx, subscription_id, reader)
    return None if found is None else add(tx, replace(found, place_id=place_id))


def remove(tx: Tx, subscription_id: int, reader: Reader) -> Subscription | None:
    """End the subscription if its place is the reader's; what it was, or None."""
    found = by_id(tx, subscription_id, reader)
    if found is not None:
        tx.execute(delete(subscriptions).where(subscriptions.c.id == subscription_id))
    return found


def by_id(tx: Tx, subscription_id: int, reader: Reader) -> Subscription | None:
    """The subscription if its place is the reader's."""
    is_it = subscriptions.c.id == subscription_id
    return _one(tx, _query().where(is_it, is_own_place(reader)))


def of_place(tx: Tx, place_id: int) -> tuple[Subscription, ...]:
    """What is followed in a place, paused ones too, by id."""
    return _all(tx, _of(place_id))


def of_reader(tx: Tx, reader: Reader) -> tuple[Subscription, ...]:
    """What is followed in the reader's places, by place and id."""
    return _all(tx, _query().where(is_own_place(reader)))


def by_watch_ids(tx: Tx, watch_ids: Collection[int]) -> tuple[Subscription, ...]:
    """Subscriptions in force to these watches: not paused, place not suspended, watch not retired.

    A watch of one guild or person answers only to their own places.
    """
    return _all(tx, _in_force().where(subscriptions.c.watch_id.in_(watch_ids)))


def in_force_of_place(tx: Tx, place_id: int) -> tuple[Subscription, ...]:
    """What is followed in a place now, by id: not paused, watch not retired."""
    return _all(tx, _in_force().where(subscriptions.c.place_id == place_id))


def _query() -> Select[Any]:
    joined = subscriptions.join(places, places.c.id == subscriptions.c.place_id)
    columns = (*subscriptions.c, places.c.guild_id)
    order = (subscriptions.c.place_id, subscriptions.c.id)
    return select(*columns).select_from(joined).order_by(*order)


def _in_force() -> Select[Any]:
    is_for_all = watches.c.guild_id.is_(None) & watches.c.owner_id.is_(None)
    is_of_person = (places.c.kind == PlaceKind.PERSON) & (watches.c.owner_id == places.c.discord_id)
    return (
        _query()
        .join(watches, watches.c.id == subscriptions.c.watch_id)
        .join(guilds, guilds.c.id == places.c.guild_id, isouter=True)
        .where(or_(is_for_all, watches.c.guild_id == places.c.guild_id, is_of_person))
        .where(~subscriptions.c.is_paused, ~watches.c.is_retired)
        .where(places.c.suspended_code.is_(None), guilds.c.left_at.is_(None))
    )


def _of(place_id: int) -> Select[Any]:
    return _query().where(subscriptions.c.place_id == place_id)


def _is_about(watch_id: int) -> Any:
    return subscriptions.c.watch_id == watch_id


def _all(tx: Tx, query: Select[Any]) -> tuple[Subscription, ...]:
    return tuple(map(_subscription_of, tx.execute(query)))


def _one(tx: Tx, query: Select[Any]) -> Subscription | None:
    row = tx.execute(query).one_or_none()
    return None if row is None else _subscription_of(row)


def _subscription_of(row: Row[Any]) -> Subscription:
    return Subscription(
        id=row.id,
        place_id=row.place_id,
        watch_id=row.watch_id,
        created_at=row.created_at,
        mode=Mode(row.mode),
        strictness=Strictness(row.strictness),
        languages=tuple(row.languages),
        is_paused=row.is_paused,
        guild_id=row.guild_id,
    )


def _wishes(subscription: Subscription) -> dict[str, Any]:
    return {
        "mode": subscription.mode,
        "strictness": subscription.strictness,
        "languages": list(subscription.languages),
        "is_paused": subscription.is_paused,
    }


def _see_that_it_may(tx: Tx, subscription: Subscription) -> None:
    place = tx.execute(select(places).where(places.c.id == subscription.place_id)).one_or_none()
    if place is None:
        raise LookupError(f"no place {subscription.place_id}")
    is_it = watches.c.id == subscription.watch_id
    may_see = is_visible_watch(reader_of(place_of(place)))
    if tx.scalar(select(watches.c.id).where(is_it, may_see)) is None:
        raise LookupError(f"place {subscription.place_id} cannot see watch {subscription.watch_id}")
