"""What a restored database must forget and doubt, so that it sends nothing twice."""

from datetime import datetime

from sqlalchemy import func, select, update

from watchers.alerts.policy import PlacePolicy, Slot, SlotKind
from watchers.alerts.schedule import zone_of
from watchers.model import DeliveryState
from watchers.store import digests, places
from watchers.store.installation import read as read_installation
from watchers.store.markers import marker
from watchers.store.outbox import OPEN
from watchers.store.schema import deliveries, digest_slots, installation, sources, subscriptions
from watchers.store.tx import Tx


def renew(tx: Tx, prefix: str, now: datetime) -> None:
    """Make a restored database safe to run from `now` on.

    What was open may have been sent since the backup, under the prefix of that time: it keeps that
    marker and is looked for in its channel's history first. New deliveries get the new prefix.
    Every source's next poll is a baseline, for what came since may have been told already.
    """
    _doubt_what_is_open(tx)
    tx.execute(update(sources).values(is_baseline_due=True, leased_until=None, next_check_at=now))
    _count_slots_as_done(tx, now)
    tx.execute(update(installation).values(prefix=prefix, restored_at=now))


def _doubt_what_is_open(tx: Tx) -> None:
    prefix = read_installation(tx).prefix
    is_open = deliveries.c.state.in_([*OPEN, DeliveryState.PARKED])
    unmarked = select(deliveries.c.id).where(is_open, deliveries.c.marker.is_(None))
    for delivery_id in tx.scalars(unmarked).all():
        is_it = update(deliveries).where(deliveries.c.id == delivery_id)
        tx.execute(is_it.values(marker=marker(prefix, delivery_id)))
    since = func.coalesce(deliveries.c.first_attempt_at, deliveries.c.created_at)
    doubt = {"must_search": True, "first_attempt_at": since, "leased_until": None}
    tx.execute(update(deliveries).where(is_open).values(**doubt))


def _count_slots_as_done(tx: Tx, now: datetime) -> None:
    """The next digest of every place begins its window now."""
    following = set(tx.scalars(select(subscriptions.c.place_id)))
    following |= set(tx.scalars(select(digest_slots.c.place_id)))
    for place_id, policy in places.policies(tx, following).items():
        for kind in SlotKind:
            digests.start_clock(tx, place_id, _slot_at(policy, now, kind), now)


def _slot_at(policy: PlacePolicy, now: datetime, kind: SlotKind) -> Slot:
    local = now.astimezone(zone_of(policy.zone))
    return Slot(local_date=local.date(), local_time=local.strftime("%H:%M"), at=now, kind=kind)
