"""Places: channels, people's direct messages, this terminal."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, select, update

from watchers.alerts.policy import PlacePolicy, Snooze
from watchers.model import DeliveryState, GuildSettings, Place, PlaceKind, Reader
from watchers.store import guilds, values
from watchers.store.reading import place_of, reader_of
from watchers.store.schema import deliveries, people, places, subscriptions
from watchers.store.schema import guilds as guild_table
from watchers.store.schema import snoozes as wishes
from watchers.store.tx import Tx, put

__all__ = ["reader_of"]


def ensure(
    tx: Tx, kind: PlaceKind, discord_id: int, at: datetime, *, guild_id: int | None = None
) -> Place:
    """The place with this Discord id, made on first use with its guild's or person's row."""
    found = find(tx, kind, discord_id)
    if found is not None:
        return found
    person_id = discord_id if kind is PlaceKind.PERSON else None
    guilds.ensure_reader(tx, Reader(guild_id=guild_id, user_id=person_id), at)
    row = {"kind": kind, "discord_id": discord_id, "guild_id": guild_id, "created_at": at}
    place_id = tx.scalar(places.insert().values(**row).returning(places.c.id))
    return by_ids(tx, [place_id or 0])[place_id or 0]


def by_ids(tx: Tx, place_ids: Collection[int]) -> dict[int, Place]:
    """The places by id; unknown ids are absent."""
    rows = tx.execute(select(places).where(places.c.id.in_(place_ids)))
    return {place.id: place for place in map(place_of, rows)}


def of_guild(tx: Tx, guild_id: int) -> tuple[Place, ...]:
    """The guild's channels that were ever used, by id."""
    query = select(places).where(places.c.guild_id == guild_id).order_by(places.c.id)
    return tuple(map(place_of, tx.execute(query)))


def find(tx: Tx, kind: PlaceKind, discord_id: int) -> Place | None:
    """The place with this Discord id, or None."""
    query = select(places).where(places.c.kind == kind, places.c.discord_id == discord_id)
    row = tx.execute(query).one_or_none()
    return None if row is None else place_of(row)


def following_places(tx: Tx) -> tuple[Place, ...]:
    """Places that follow something, are not suspended and whose guild has not left, by id."""
    follows = select(subscriptions.c.place_id).where(~subscriptions.c.is_paused)
    query = (
        select(places)
        .join(guild_table, guild_table.c.id == places.c.guild_id, isouter=True)
        .where(places.c.suspended_code.is_(None), guild_table.c.left_at.is_(None))
        .where(places.c.id.in_(follows))
        .order_by(places.c.id)
    )
    return tuple(map(place_of, tx.execute(query)))


def suspend(tx: Tx, place_id: int, code: int, at: datetime) -> bool:
    """Discord refuses the place: what is owed to it is parked. True where it was not suspended."""
    works = (places.c.id == place_id) & places.c.suspended_code.is_(None)
    stop = update(places).where(works).values(suspended_code=code, suspended_at=at, told_at=None)
    is_new = tx.execute(stop).rowcount > 0
    is_open = deliveries.c.state.in_([DeliveryState.PENDING, DeliveryState.SENDING])
    park = update(deliveries).where(deliveries.c.place_id == place_id, is_open)
    tx.execute(park.values(state=DeliveryState.PARKED, leased_until=None, retry_at=None))
    return is_new


def resume(tx: Tx, place_id: int, at: datetime, *, keep_since: datetime | None = None) -> bool:
    """The place works again and what was parked is owed again. True where it was suspended.

    What was owed before `keep_since` and never attempted is refused as `expired` instead, which
    leaves its stories untold, for a digest to catch up on.
    """
    is_suspended = (places.c.id == place_id) & places.c.suspended_code.is_not(None)
    go_on = update(places).where(is_suspended)
    values_ = {"suspended_code": None, "suspended_at": None, "told_at": None}
    was_suspended = tx.execute(go_on.values(**values_)).rowcount > 0
    if keep_since is not None:
        _expire(tx, place_id, keep_since)
    _unpark(tx, place_id)
    return was_suspended


def claim_telling(tx: Tx, place_id: int, at: datetime) -> bool:
    """True for the first caller since the suspension: it tells the place's people, once."""
    untold = (
        (places.c.id == place_id)
        & places.c.suspended_code.is_not(None)
        & places.c.told_at.is_(None)
    )
    return tx.execute(update(places).where(untold).values(told_at=at)).rowcount > 0


def policies(tx: Tx, place_ids: Collection[int]) -> dict[int, PlacePolicy]:
    """The wishes of each place, from the settings of its guild or person."""
    is_person = (places.c.kind == PlaceKind.PERSON) & (people.c.id == places.c.discord_id)
    query = (
        select(places.c.id, guild_table.c.settings, people.c.settings.label("own"))
        .select_from(places)
        .join(guild_table, guild_table.c.id == places.c.guild_id, isouter=True)
        .join(people, is_person, isouter=True)
        .where(places.c.id.in_(place_ids))
    )
    return {row.id: _policy(row.settings or row.own) for row in tx.execute(query)}


def snooze(tx: Tx, wish: Snooze) -> None:
    """Keep a place quiet on a story or a watch until then; a later wish replaces an earlier one."""
    key = {"story_id": wish.story_id or 0, "watch_id": wish.watch_id or 0}
    row = {"place_id": wish.place_id, **key, "until": wish.until}
    put(tx, wishes, [row], ["place_id", "story_id", "watch_id"])


def snoozes(tx: Tx, place_ids: Collection[int], now: datetime) -> tuple[Snooze, ...]:
    """The wishes that have not run out."""
    query = select(wishes).where(wishes.c.place_id.in_(place_ids), wishes.c.until > now)
    return tuple(
        Snooze(
            place_id=row.place_id,
            until=row.until,
            story_id=row.story_id or None,
            watch_id=row.watch_id or None,
        )
        for row in tx.execute(query)
    )


def channels(tx: Tx) -> tuple[Place, ...]:
    """Every channel that follows something, suspended ones among them, by id: for the operator."""
    follows = select(subscriptions.c.place_id)
    query = (
        select(places)
        .where(places.c.kind == PlaceKind.CHANNEL, places.c.id.in_(follows))
        .order_by(places.c.id)
    )
    return tuple(map(place_of, tx.execute(query)))


def remove(tx: Tx, place_id: int) -> None:
    """Delete a place with its subscriptions and deliveries."""
    tx.execute(delete(places).where(places.c.id == place_id))


def _expire(tx: Tx, place_id: int, keep_since: datetime) -> None:
    is_old = (
        (deliveries.c.place_id == place_id)
        & (deliveries.c.state == DeliveryState.PARKED)
        & (deliveries.c.created_at < keep_since)
        & deliveries.c.first_attempt_at.is_(None)
    )
    refused = {"state": DeliveryState.REFUSED, "refusal": ["expired", {}]}
    tx.execute(update(deliveries).where(is_old).values(**refused))


def _unpark(tx: Tx, place_id: int) -> None:
    """What was attempted goes on as an attempt, so that it is looked for before it is resent."""
    parked = update(deliveries).where(
        deliveries.c.place_id == place_id, deliveries.c.state == DeliveryState.PARKED
    )
    was_tried = deliveries.c.first_attempt_at.is_not(None)
    tx.execute(parked.where(was_tried).values(state=DeliveryState.SENDING))
    tx.execute(parked.where(~was_tried).values(state=DeliveryState.PENDING))


def _policy(stored: Mapping[str, object] | None) -> PlacePolicy:
    settings: GuildSettings = values.settings_of(stored)
    return PlacePolicy(
        zone=settings.zone,
        digest_times=settings.digest_times,
        digest_days=frozenset(settings.digest_days),
        quiet_from=settings.quiet_from,
        quiet_until=settings.quiet_until,
        may_urgent_break_quiet=settings.may_urgent_break_quiet,
        budget_per_day=settings.budget_per_day,
    )
