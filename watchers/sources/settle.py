"""The source as a poll leaves it: validators, pace, failures, what was learnt (pure)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from watchers.model import Reason, Source, SourceHistory
from watchers.sources import failures
from watchers.sources.cadence import Terms, interval_s, next_check_at, rate_after
from watchers.sources.headers import read_links
from watchers.sources.identity import Parted
from watchers.sources.model import (
    FetchAnswer,
    Fetched,
    FetchFailed,
    FetchRequest,
    NotAFeed,
    NotModified,
    ReadFeed,
)

MOVES_BELIEVED = 10
"""Permanent redirects in a row, to one place, after which the address is changed."""

_MOVE_LASTS = timedelta(days=3)
_FROZEN_GAPS = 5
_FROZEN_LEAST = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One poll's outcome: the answer, what was read of it, and what of that was new.

    `read` is None where nothing was read: no new document, or one whose hash did not change.
    """

    answer: FetchAnswer
    read: ReadFeed | NotAFeed | None = None
    parted: Parted | None = None


def plan_request(source: Source, now: datetime) -> FetchRequest:
    """The conditional request for a source; without conditions where its validators look frozen."""
    is_doubtful = source.history.is_validator_distrusted or is_frozen(source, now)
    if is_doubtful or source.is_baseline_due:
        return FetchRequest(url=source.url)
    return FetchRequest(url=source.url, etag=source.etag, last_modified=source.last_modified)


def needs_reading(source: Source, fetched: Fetched) -> bool:
    """Whether a document must be read: not where it is, byte for byte, the one read before."""
    return source.is_baseline_due or fetched.body_hash != source.body_hash


def is_frozen(source: Source, now: datetime) -> bool:
    """Whether a source says "unchanged" for so long against its rhythm that it must be checked."""
    since, rate = source.history.unchanged_since, source.history.daily_rate
    if since is None or rate <= 0 or not (source.etag or source.last_modified):
        return False
    return now - since > max(_FROZEN_LEAST, _FROZEN_GAPS * timedelta(days=1) / rate)


def settle(source: Source, poll: Poll, terms: Terms) -> Source:
    """The source after a poll, with its next check; once a feed was read its baseline is done."""
    terms = replace(terms, tier=source.tier)
    match poll.answer:
        case FetchFailed() as failed:
            return _after_failure(source, failed.reason, failed, terms)
        case NotModified() as unchanged:
            return _after_success(_with_validators(source, unchanged), poll, terms)
        case Fetched() as fetched:
            if isinstance(poll.read, NotAFeed):
                return _after_failure(source, poll.read.reason, None, terms)
            known = replace(_with_validators(source, fetched), body_hash=fetched.body_hash)
            return _after_success(known, poll, terms)
        case _:
            assert_never(poll.answer)


def settle_push(source: Source, parted: Parted, now: datetime) -> Source:
    """The source after a hub has pushed a document: validators and pace stay those of polling."""
    if not parted.fresh:
        return source
    history = replace(
        source.history,
        last_new_at=now,
        unchanged_since=None,
        is_silence_told=False,
        largest_batch=max(source.history.largest_batch, len(parted.fresh)),
    )
    return replace(source, last_success_at=now, history=history)


def resume(source: Source, now: datetime) -> Source:
    """A stopped or failing source, due at once."""
    return replace(source, is_stopped=False, failures=0, next_check_at=now)


def _with_validators(source: Source, answer: Fetched | NotModified) -> Source:
    """Both validators replaced by what was sent; a 304 may leave out what stays as it was."""
    if isinstance(answer, NotModified):
        return replace(
            source,
            etag=answer.etag or source.etag,
            last_modified=answer.last_modified or source.last_modified,
        )
    return replace(source, etag=answer.etag, last_modified=answer.last_modified)


def _after_success(source: Source, poll: Poll, terms: Terms) -> Source:
    history = _learn(source, poll, terms)
    moved = _is_move_believed(history)
    return replace(
        source,
        url=history.moved_to if moved else source.url,
        last_checked_at=terms.now,
        last_success_at=terms.now,
        next_check_at=next_check_at(history, 0, None, terms),
        is_baseline_due=source.is_baseline_due and not isinstance(poll.read, ReadFeed),
        failures=0,
        failing_since=None,
        failure=None,
        history=replace(history, moved_to="", moved_count=0) if moved else history,
    )


def _after_failure(
    source: Source, reason: Reason, failed: FetchFailed | None, terms: Terms
) -> Source:
    count = source.failures + 1
    retry_after_s = failed.retry_after_s if failed else None
    history = replace(source.history, polls=source.history.polls + 1)
    return replace(
        source,
        last_checked_at=terms.now,
        next_check_at=next_check_at(history, count, retry_after_s, terms),
        failures=count,
        failing_since=source.failing_since or terms.now,
        failure=reason,
        is_stopped=source.is_stopped or (failed is not None and failed.code == failures.GONE),
        history=history,
    )


def _learn(source: Source, poll: Poll, terms: Terms) -> SourceHistory:
    history = _with_hints(source.history, poll)
    new = _count_new(source, poll)
    since = source.last_success_at
    if since is not None and not source.is_baseline_due:
        elapsed_s = (terms.now - since).total_seconds()
        history = replace(history, daily_rate=rate_after(history, new, elapsed_s))
    elif isinstance(poll.read, ReadFeed):
        history = replace(history, daily_rate=_rate_of(poll.read, terms.now))
    history = _with_silence(source, history, new, poll, terms.now)
    history = _with_gap(history, poll, terms.now)
    return replace(
        history,
        polls=history.polls + 1,
        largest_batch=max(history.largest_batch, new),
        interval_s=round(interval_s(history, terms), 1),
    )


def _count_new(source: Source, poll: Poll) -> int:
    """How many articles appeared since the poll before; a baseline or reset says nothing of it."""
    if poll.parted is None or poll.parted.is_reset or source.is_baseline_due:
        return 0
    return len(poll.parted.fresh)


def _rate_of(feed: ReadFeed, now: datetime) -> float:
    """Articles a day as the dates of a first document tell: those of its latest week."""
    dates = [each.published_at for each in feed.articles if each.published_at]
    recent = [each for each in dates if now - timedelta(days=7) <= each <= now]
    if not recent:
        return 0.1 if dates else 24.0
    span = max(timedelta(hours=1), now - min(recent))
    return len(recent) * 86400.0 / span.total_seconds()


def _with_hints(history: SourceHistory, poll: Poll) -> SourceHistory:
    answer = poll.answer
    if isinstance(answer, FetchFailed):
        return history
    history = replace(
        history,
        fresh_for_s=answer.fresh_for_s or 0.0,
        latency_s=round(answer.took_s, 3),
        has_validators=history.has_validators or bool(answer.etag or answer.last_modified),
        moved_count=_moves(history, answer.moved_to),
        moved_to=answer.moved_to,
    )
    if not isinstance(poll.read, ReadFeed):
        return history
    links = read_links(answer.link_header) if isinstance(answer, Fetched) else {}
    return replace(
        history,
        ttl_s=poll.read.ttl_s,
        skip_hours=poll.read.skip_hours,
        home_url=poll.read.home_url,
        hub_url=links.get("hub") or poll.read.hub_url,
        topic_url=links.get("self") or poll.read.self_url,
        is_guid_distrusted=history.is_guid_distrusted
        or bool(poll.parted and poll.parted.is_guid_distrusted),
    )


def _moves(history: SourceHistory, moved_to: str) -> int:
    if not moved_to:
        return 0
    return history.moved_count + 1 if moved_to == history.moved_to else 1


def _is_move_believed(history: SourceHistory) -> bool:
    return history.moved_count >= MOVES_BELIEVED


def _with_silence(
    source: Source, history: SourceHistory, new: int, poll: Poll, now: datetime
) -> SourceHistory:
    """Since when nothing new came; a validator that hid something new is trusted no more."""
    if new:
        hid = is_frozen(source, now) and source.history.unchanged_since is not None
        return replace(
            history,
            unchanged_since=None,
            last_new_at=now,
            is_silence_told=False,
            is_validator_distrusted=history.is_validator_distrusted or hid,
        )
    checked = is_frozen(source, now) and isinstance(poll.answer, Fetched)
    since = None if checked else history.unchanged_since
    return replace(history, unchanged_since=since or now)


def _with_gap(history: SourceHistory, poll: Poll, now: datetime) -> SourceHistory:
    if poll.parted is None or not poll.parted.has_gap or poll.parted.is_reset:
        return history
    return replace(
        history, gap_at=now, gaps=history.gaps + 1, daily_rate=max(24.0, history.daily_rate * 4)
    )
