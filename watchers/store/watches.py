"""Watches: those of the shipped packs, and those that guilds and people made."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from watchers.model import Reader, Watch
from watchers.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A shipped watchlist; `watches` carry its key as `pack`, their own `key`, and any id."""

    key: str
    name: str
    description: str = ""
    watches: tuple[Watch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What a sync changed, by watch id; the matcher takes `changed` anew and drops `retired`."""

    changed: tuple[Watch, ...] = ()
    retired: tuple[int, ...] = ()


def sync_packs(tx: Tx, packs: Sequence[Pack], at: datetime) -> Synced:
    """Bring the shipped watches in line with the packs, by (pack, key); ids stay.

    A watch no longer shipped is retired, with its subscriptions kept for its return.
    """
    raise NotImplementedError


def packs(tx: Tx) -> tuple[Pack, ...]:
    """The shipped watchlists with their watches, by key."""
    raise NotImplementedError


def create(tx: Tx, watch: Watch, at: datetime) -> Watch:
    """A watch of the guild (`guild_id`) or person (`owner_id`) it names, with its new id."""
    raise NotImplementedError


def update(tx: Tx, watch: Watch, reader: Reader, at: datetime) -> bool:
    """Replace a watch of the reader's own by id. False where it is not theirs."""
    raise NotImplementedError


def remove(tx: Tx, watch_id: int, reader: Reader) -> bool:
    """Delete a watch of the reader's own with its subscriptions. False where it is not theirs."""
    raise NotImplementedError


def all_watches(tx: Tx) -> tuple[Watch, ...]:
    """Every watch in force, by id: what the matcher is built from."""
    raise NotImplementedError


def visible_watches(tx: Tx, reader: Reader) -> tuple[Watch, ...]:
    """The shipped watches and the reader's own, by id."""
    raise NotImplementedError


def by_ids(tx: Tx, watch_ids: Collection[int], reader: Reader | None = None) -> dict[int, Watch]:
    """The watches by id, as far as the reader may see them; without a reader, all."""
    raise NotImplementedError
