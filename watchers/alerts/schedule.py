"""A place's clock: digest slots, exactly once per local date and time, and quiet hours."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from watchers.alerts.policy import DueDigest, PlacePolicy, Slot, SlotKind

MAX_DAYS_BACK = 62
"""Slots of an outage longer than this are not made good one by one: the window holds them."""


@lru_cache(maxsize=700)
def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name; UTC for a name that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


@lru_cache(maxsize=2000)
def clock_time(text: str) -> time:
    """The time of "HH:MM"; raises ValueError for anything else."""
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def moment(day: date, local_time: str, zone: str) -> datetime:
    """The UTC moment of a local time: the first of two in autumn, the shifted one in a gap."""
    return datetime.combine(day, clock_time(local_time), zone_of(zone)).astimezone(UTC)


def due_slots(
    policy: PlacePolicy, last_slot: datetime, now: datetime, kind: SlotKind = SlotKind.DIGEST
) -> tuple[Slot, ...]:
    """The slots of that kind after the one of `last_slot` up to and with `now`, oldest first."""
    since = max(last_slot, now - timedelta(days=MAX_DAYS_BACK))
    return tuple(slot for slot in _slots(policy, kind, since, now) if since < slot.at <= now)


def next_slot(policy: PlacePolicy, now: datetime, kind: SlotKind = SlotKind.DIGEST) -> Slot:
    """The first slot of that kind after `now`; raises ValueError where the policy has none."""
    # Two weeks hold every weekday, also where a zone skipped a day.
    for slot in _slots(policy, kind, now, now + timedelta(days=15)):
        if slot.at > now:
            return slot
    raise ValueError(f"the policy has no {kind} slot: it names no time or no day")


def due_digest(
    policy: PlacePolicy, last_slot: datetime, now: datetime, kind: SlotKind = SlotKind.DIGEST
) -> DueDigest | None:
    """The digest to compose now, or None; earlier slots of the same outage are made good by it.

    `last_slot` is the moment of the place's last slot of that kind done, or, before any, of its
    first subscription. The kinds are two clocks: ask for each, the digest first.
    """
    slots = due_slots(policy, last_slot, now, kind)
    if not slots:
        return None
    return DueDigest(slot=slots[-1], start=last_slot, missed=slots[:-1])


def is_quiet(policy: PlacePolicy, at: datetime) -> bool:
    """Whether the moment lies in the place's quiet hours, by its local clock."""
    if not (policy.quiet_from and policy.quiet_until):
        return False
    local = at.astimezone(zone_of(policy.zone)).time()
    start, end = clock_time(policy.quiet_from), clock_time(policy.quiet_until)
    return start <= local < end if start < end else local >= start or local < end


def start_of_day(policy: PlacePolicy, at: datetime) -> datetime:
    """The UTC moment at which the place's local day of `at` began."""
    return moment(at.astimezone(zone_of(policy.zone)).date(), "00:00", policy.zone)


def _slots(policy: PlacePolicy, kind: SlotKind, since: datetime, until: datetime) -> list[Slot]:
    days = _local_days(policy, since, until)
    found = [
        Slot(
            local_date=day,
            local_time=local_time,
            at=moment(day, local_time, policy.zone),
            kind=kind,
        )
        for day in days
        for local_time in _times(policy, kind, day)
    ]
    return sorted(found, key=lambda slot: (slot.at, slot.local_date, slot.local_time))


def _local_days(policy: PlacePolicy, since: datetime, until: datetime) -> list[date]:
    zone = zone_of(policy.zone)
    # One day to spare on both sides: a slot in a gap is moved, and zones have skipped whole days.
    first = since.astimezone(zone).date() - timedelta(days=1)
    last = until.astimezone(zone).date() + timedelta(days=1)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _times(policy: PlacePolicy, kind: SlotKind, day: date) -> tuple[str, ...]:
    times = policy.digest_times if day.isoweekday() in policy.digest_days else ()
    if kind is SlotKind.DIGEST:
        return tuple(dict.fromkeys(times))
    is_needed = policy.quiet_from and policy.quiet_until and policy.quiet_until not in times
    return (policy.quiet_until,) if is_needed else ()
