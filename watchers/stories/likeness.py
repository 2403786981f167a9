"""How like a story an article is: eleven traits, weighed as learnt on labelled sets."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from watchers.stories.cluster import Cluster
from watchers.stories.member import Member

MAX_GAP_DAYS = 60
OWN_UP_TO = 5
"""A term that so few live stories have is a story's own."""
SILENT_H = 12.0
MORE_PER_SILENT_H = 0.07
"""After half a day without an article a story is over, more surely by the hour: what is told next
is mostly the next event of its kind. The UCI stories end within the hour and cannot teach it."""
MIN_CONTENT = 0.01
MIN_CONTENT_YOUNG = 0.13
YOUNG_UP_TO = 10
MIN_NAMES = 2
"""The least share of common content beside names, and how much of it is asked while so few stories
live that no name has shown yet how common it is."""
SIZE, SIZE_REVISED_BY = "magnitude", 0.25
TRAITS = (
    "middle",
    "own",
    "nearest",
    "core",
    "pairs",
    "new",
    "numbers",
    "other_numbers",
    "size",
    "gap",
    "undated",
)
WEIGHTS = (-4.030, 7.084, 0.735, 2.223, 0.489, -1.905, 3.257, -0.510, -0.144, -0.668, -3.014)
BIAS = -0.435
"""Learnt on the tuning halves by `python -m benchmarks.learn_likeness`."""
JOIN_FROM = -0.77
JOIN_MORE = 0.15
FEW_STORIES = 50
"""Log odds from which an article joins, and how much more is asked for each e-fold of live stories
beyond few: chance likeness grows with them. `make eval`: one setting for all sets, and the own
month keeps .97 precision among 15,000 unrelated headlines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """The live stories: how many there are, and how many of them have a term among their own."""

    live: int
    spread: Callable[[str], int]


def rate(member: Member, cluster: Cluster, rivals: Rivals) -> float:
    """The evidence that the article belongs to the story, in log odds; it joins from 0 upwards."""
    traits = read_traits(member, cluster, rivals)
    asked = JOIN_FROM + JOIN_MORE * math.log(max(rivals.live, FEW_STORIES) / FEW_STORIES)
    if member.published_at is not None:
        asked += MORE_PER_SILENT_H * max(0.0, _gap_h(member, cluster) - SILENT_H)
    return sum(map(float.__mul__, WEIGHTS, traits)) + BIAS - asked


def read_traits(member: Member, cluster: Cluster, rivals: Rivals) -> tuple[float, ...]:
    """The traits of article and story in the order of `TRAITS`."""
    vector = member.vector
    shared, is_other = _numbers(member, cluster)
    return (
        cluster.likeness(vector),
        cluster.likeness({t: w for t, w in vector.items() if rivals.spread(t) <= OWN_UP_TO}),
        max((_cosine(member, other) for other in cluster.members), default=0.0),
        _core_share(member, cluster),
        math.log1p(len(set(member.pairs).intersection(cluster.pairs))),
        sum(weight * weight for term, weight in vector.items() if not cluster.has_said(term)),
        shared,
        is_other,
        math.log(cluster.size or 1),
        math.log1p(_gap_h(member, cluster) / 6),
        _undated_share(member, cluster),
    )


def shares_names_alone(member: Member, cluster: Cluster, rivals: Rivals) -> bool:
    """Whether an article with names has hardly more than a name in common with the story.

    The leader's condolences are not his factory tour, though every name is the same.
    """
    if not member.names:
        return False
    share = _content_share(member, cluster)
    if rivals.live <= YOUNG_UP_TO:
        return share < MIN_CONTENT_YOUNG
    return share < MIN_CONTENT and _names_in_common(member, cluster) < MIN_NAMES


def _names_in_common(member: Member, cluster: Cluster) -> int:
    return sum(any(map(cluster.has_said, name)) for name in member.names)


def are_unlike_in_kind(member: Member, cluster: Cluster) -> bool:
    """Whether both tell a size that no event changes: quakes of 6.1 and 5.8 are two quakes."""
    ours, theirs = member.quantities.get(SIZE), cluster.quantities.get(SIZE)
    if ours is None or not theirs or member.published_at is None:
        return False
    return all(abs(float(ours) - float(size)) > SIZE_REVISED_BY for size in theirs)


def _content_share(member: Member, cluster: Cluster) -> float:
    """How much of what the article says beside names the story has said, 0 to 1."""
    names = set(chain.from_iterable(member.names))
    content = {term: w * w for term, w in member.vector.items() if term not in names}
    said = sum(weight for term, weight in content.items() if cluster.has_said(term))
    return said / (sum(content.values()) or 1.0)


def _cosine(one: Member, other: Member) -> float:
    theirs = other.vector
    return sum(weight * theirs.get(term, 0.0) for term, weight in one.vector.items())


def _core_share(member: Member, cluster: Cluster) -> float:
    """How much of the story's core the article names, 0 to 1."""
    core = cluster.core()
    named = sum(weight for term, weight in core.items() if term in member.vector)
    return named / (sum(core.values()) or 1.0)


def _numbers(member: Member, cluster: Cluster) -> tuple[float, float]:
    """The share of numbers in common, and 1.0 where both have some but none in common."""
    if not member.numbers or not cluster.numbers:
        return 0.0, 0.0
    common = len(set(member.numbers).intersection(cluster.numbers))
    return common / (1 + min(len(member.numbers), len(cluster.numbers))), float(not common)


def _gap_h(member: Member, cluster: Cluster) -> float:
    """Hours between the article and the story's span; whole days where pages tell only days."""
    gap = cluster.gap(member.published_at) if member.published_at else None
    if gap is not None:
        return min(gap.total_seconds() / 3600, MAX_GAP_DAYS * 24.0)
    if member.day is None or cluster.days is None:
        return 0.0
    first, last = cluster.days
    days = max((first - member.day).days, (member.day - last).days, 0)
    return min(days, MAX_GAP_DAYS) * 24.0


def _undated_share(member: Member, cluster: Cluster) -> float:
    """How far article and story differ in bringing a date at all, 0 to 1."""
    if member.published_at is not None:
        return 0.0
    undated = cluster.undated / (cluster.size or 1)
    return undated if member.day is not None else 1.0 - undated
