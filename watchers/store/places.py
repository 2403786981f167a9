"""Places: channels, people's direct messages, this terminal."""

from collections.abc import Collection
from datetime import datetime

from watchers.alerts.policy import PlacePolicy, Snooze
from watchers.model import Place, PlaceKind, Reader
from watchers.store.tx import Tx


def ensure(
    tx: Tx, kind: PlaceKind, discord_id: int, at: datetime, *, guild_id: int | None = None
) -> Place:
    """The place with this Discord id, made on first use."""
    raise NotImplementedError


def by_ids(tx: Tx, place_ids: Collection[int]) -> dict[int, Place]:
    """The places by id; unknown ids are absent."""
    raise NotImplementedError


def of_guild(tx: Tx, guild_id: int) -> tuple[Place, ...]:
    """The guild's channels that were ever used, by id."""
    raise NotImplementedError


def find(tx: Tx, kind: PlaceKind, discord_id: int) -> Place | None:
    """The place with this Discord id, or None."""
    raise NotImplementedError


def all_places(tx: Tx, *, with_subscriptions: bool = True) -> tuple[Place, ...]:
    """Every place that is not suspended, by default only those that follow something."""
    raise NotImplementedError


def reader_of(place: Place) -> Reader:
    """Who reads there: the channel's guild, or the person."""
    raise NotImplementedError


def suspend(tx: Tx, place_id: int, code: int, at: datetime) -> bool:
    """Discord refuses the place: its open deliveries are parked. True where it was not suspended."""
    raise NotImplementedError


def resume(tx: Tx, place_id: int, at: datetime) -> bool:
    """The place works again: its parked deliveries are owed again. True where it was suspended."""
    raise NotImplementedError


def claim_telling(tx: Tx, place_id: int, at: datetime) -> bool:
    """True for the first caller since the suspension: it tells the place's people, once."""
    raise NotImplementedError


def policies(tx: Tx, place_ids: Collection[int]) -> dict[int, PlacePolicy]:
    """The wishes of each place, from the settings of its guild or person."""
    raise NotImplementedError


def snooze(tx: Tx, wish: Snooze) -> None:
    """Keep a place quiet on a story or a watch until then; a later wish replaces an earlier one."""
    raise NotImplementedError


def snoozes(tx: Tx, place_ids: Collection[int], now: datetime) -> tuple[Snooze, ...]:
    """The wishes that have not run out."""
    raise NotImplementedError


def remove(tx: Tx, place_id: int) -> None:
    """Delete a place with its subscriptions and deliveries."""
    raise NotImplementedError
