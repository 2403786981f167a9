"""Sources: one row per address, whoever asked for it, and what polling them has taught."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from watchers.model import Reader, Source
from watchers.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who stands behind sources."""

    key: str
    name: str
    country: str = ""
    is_state_media: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCounts:
    """Sources polled, failing now, stopped for good, and the oldest overdue check."""

    active: int
    failing: int
    stopped: int
    oldest_due_at: datetime | None = None


def sync_catalogue(
    tx: Tx, publishers: Sequence[Publisher], sources: Sequence[Source], at: datetime
) -> tuple[int, ...]:
    """Bring the shipped sources in line by key (else address); what polling taught stays.

    A source no longer shipped is polled no more unless someone added it; its archive stays
    visible. Gives the ids of the shipped sources in the order given.
    """
    raise NotImplementedError


def add_source(tx: Tx, source: Source, reader: Reader, at: datetime, *, added_by: int) -> Source:
    """The one source with this address, linked to the reader's guild, else person; due at once."""
    raise NotImplementedError


def remove_link(tx: Tx, source_id: int, reader: Reader) -> bool:
    """End the reader's link; a source that nobody holds is polled no more. False without a link."""
    raise NotImplementedError


def visible_sources(tx: Tx, reader: Reader) -> tuple[Source, ...]:
    """The shipped sources and those linked to the reader, by name."""
    raise NotImplementedError


def linked_sources(tx: Tx, reader: Reader) -> tuple[Source, ...]:
    """Only those the reader added, by name."""
    raise NotImplementedError


def by_ids(tx: Tx, source_ids: Collection[int]) -> dict[int, Source]:
    """The sources by id, whoever may see them; not for replies."""
    raise NotImplementedError


def by_url(tx: Tx, url: str) -> Source | None:
    """The source with this address; not for replies."""
    raise NotImplementedError


def all_sources(tx: Tx) -> tuple[Source, ...]:
    """Every source that is polled, for the operator."""
    raise NotImplementedError


def private_to(tx: Tx, source_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Of these, the sources that are not shipped, each with the places that may see it."""
    raise NotImplementedError


def claim_due(tx: Tx, now: datetime, *, limit: int, lease_s: float) -> tuple[Source, ...]:
    """Sources due now, longest overdue first, taken so that no other claim gives them again
    until they are recorded or the lease is over."""
    raise NotImplementedError


def next_due_at(tx: Tx) -> datetime | None:
    """When the next source is due; None where there is none."""
    raise NotImplementedError


def release_claims(tx: Tx) -> None:
    """Void every lease: at start, when those who held them are gone."""
    raise NotImplementedError


def record_polls(tx: Tx, polled: Sequence[Source]) -> None:
    """Write back, in one batch, what a poll changes: validators, body hash, next check, failures,
    baseline, stop, moved address, history. Ends the lease."""
    raise NotImplementedError


def poll_now(tx: Tx, source_ids: Collection[int], now: datetime) -> None:
    """Make sources due at once and let stopped ones go on."""
    raise NotImplementedError


def counts(tx: Tx, now: datetime) -> SourceCounts:
    """What `status` says of the sources."""
    raise NotImplementedError
