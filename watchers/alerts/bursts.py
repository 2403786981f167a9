"""More news of a watch than usual, and none where some was usual; told once each."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from watchers.model import Param, Reason

WINDOW = timedelta(hours=6)
WEEK = timedelta(days=7)
MAX_SAMPLED = timedelta(days=30)
MIN_SAMPLED = timedelta(days=7)
MIN_STORIES = 5
MIN_OUTLETS = 2
SPREADS = 3.5
"""A burst lies so many standard deviations above the usual: `benchmarks/evaluate_stories.py` counts
the false ones on shuffled months."""
ALL_DAYS_WEIGHT = 4.0
"""The average of all days counts as so many weeks of the weekday's own windows."""
MIN_SILENCE = timedelta(days=3)
SILENT_GAPS = 6.0
MIN_GAPS = 8
BROKEN_SHARE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySeen:
    """When a story of the watch was first seen, and by how many publishers it is told."""

    at: datetime
    outlets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchHistory:
    """What the store tells of one watch; `stories` of the last 30 days, oldest first.

    `sampled_since` is when looking began, never earlier than the watch or its oldest source: what
    lies before it was not measured and is not taken for silence. `noticed_at` is when a notice of
    the same kind was last owed. `broken` of `sources` are failing now.
    """

    stories: tuple[StorySeen, ...]
    sampled_since: datetime
    noticed_at: datetime | None = None
    sources: int = 0
    broken: int = 0


def find_burst(history: WatchHistory, now: datetime) -> Reason | None:
    """The reason of a burst notice, or None: too few, too few outlets, usual, or told already."""
    since = max(history.sampled_since, now - MAX_SAMPLED)
    if now - since < MIN_SAMPLED or _is_same_burst(history, now):
        return None
    stories = _within(history.stories, now - WINDOW, now)
    usual = _usual(history.stories, since, now)
    outlets = max((story.outlets for story in stories), default=0)
    if len(stories) < _bar(usual) or outlets < MIN_OUTLETS:
        return None
    return Reason(
        code="burst",
        params={
            "stories": len(stories),
            "usual": round(usual, 1),
            "hours": int(WINDOW / timedelta(hours=1)),
            "sampled_days": (now - since).days,
            "outlets": outlets,
        },
    )


def find_silence(history: WatchHistory, now: datetime) -> Reason | None:
    """The reason of a silence notice, or None: too little known, too short, or told already.

    Broken sources are named as the cause where they are many.
    """
    if len(history.stories) <= MIN_GAPS:
        return None
    last = history.stories[-1].at
    usual = (last - history.stories[0].at) / (len(history.stories) - 1)
    is_told = history.noticed_at is not None and history.noticed_at >= last
    if is_told or now - last < max(MIN_SILENCE, SILENT_GAPS * usual):
        return None
    day = timedelta(days=1)
    params: dict[str, Param] = {
        "days": round((now - last) / day, 1),
        "usual_days": round(usual / day, 1),
    }
    if history.sources and history.broken / history.sources >= BROKEN_SHARE:
        params |= {"broken": history.broken, "sources": history.sources}
        return Reason(code="silence-broken", params=params)
    return Reason(code="silence-quiet", params=params)


def _bar(usual: float) -> int:
    """How many stories in a window are a burst."""
    return max(MIN_STORIES, math.ceil(usual + SPREADS * math.sqrt(max(usual, 1.0))))


def _usual(stories: Sequence[StorySeen], since: datetime, now: datetime) -> float:
    """Stories to expect in a window: of this weekday and hour, drawn towards those of all days."""
    before = now - WINDOW
    total = len(_within(stories, since, before))
    of_all_days = total * (WINDOW / max(before - since, WINDOW))
    weeks = int((before - since) / WEEK)
    of_weekday = sum(
        len(_within(stories, before - week * WEEK, now - week * WEEK))
        for week in range(1, weeks + 1)
    )
    return (of_weekday + ALL_DAYS_WEIGHT * of_all_days) / (weeks + ALL_DAYS_WEIGHT)


def _is_same_burst(history: WatchHistory, now: datetime) -> bool:
    """Whether the burst of the last notice still runs: no window since fell back to half of it."""
    noticed = history.noticed_at
    if noticed is None:
        return False
    at, peak = noticed, len(_within(history.stories, noticed - WINDOW, noticed))
    while at + WINDOW <= now:
        at += WINDOW
        if len(_within(history.stories, at - WINDOW, at)) * 2 < peak:
            return False
    return True


def _within(stories: Sequence[StorySeen], start: datetime, end: datetime) -> tuple[StorySeen, ...]:
    return tuple(story for story in stories if start < story.at <= end)
