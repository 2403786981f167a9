"""How like a story an article is: nine traits, weighed as learnt on the development sets."""

import math

from watchers.stories.cluster import Cluster
from watchers.stories.member import Member

MAX_GAP_DAYS = 60

TRAITS = (
    "middle",
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
WEIGHTS = (2.222, 2.089, 2.668, 0.364, -1.843, 1.193, -0.314, -0.344, -0.481, -2.182)
BIAS = -0.675
"""Learnt on the tuning halves by `python -m benchmarks.learn_likeness`."""
JOIN_FROM = -0.75
"""From -1.5 to -0.5 B-cubed moves by less than .02 on every set; the strictest that keeps ECB+ with
text at .90 leaves unlike stories apart (`make eval`)."""


def rate(member: Member, cluster: Cluster) -> float:
    """The evidence that the article belongs to the story, in log odds; it joins from 0 upwards."""
    traits = read_traits(member, cluster)
    return sum(map(float.__mul__, WEIGHTS, traits)) + BIAS - JOIN_FROM


def read_traits(member: Member, cluster: Cluster) -> tuple[float, ...]:
    """The traits of article and story in the order of `TRAITS`."""
    vector = member.vector
    shared, is_other = _numbers(member, cluster)
    return (
        cluster.likeness(vector),
        max((_cosine(member, other) for other in cluster.members), default=0.0),
        _core_share(member, cluster),
        math.log1p(len(set(member.pairs).intersection(cluster.pairs))),
        sum(weight * weight for term, weight in vector.items() if not cluster.has_said(term)),
        shared,
        is_other,
        math.log(cluster.size or 1),
        math.log1p(_gap_days(member, cluster)),
        _undated_share(member, cluster),
    )


def _cosine(one: Member, other: Member) -> float:
    theirs = other.vector
    return sum(weight * theirs.get(term, 0.0) for term, weight in one.vector.items())


def _core_share(member: Member, cluster: Cluster) -> float:
    """How much of the story's core the article names, 0 to 1."""
    core = cluster.core()
    named = sum(weight for term, weight in core.items() if term in member.vector)
    return named / (sum(core.values()) or 1.0)


def _numbers(member: Member, cluster: Cluster) -> tuple[float, float]:
    """The share of numbers in common, and 1.0 where both have some and none in common."""
    if not member.numbers or not cluster.numbers:
        return 0.0, 0.0
    common = len(set(member.numbers).intersection(cluster.numbers))
    return common / min(len(member.numbers), len(cluster.numbers)), float(not common)


def _gap_days(member: Member, cluster: Cluster) -> int:
    """Days between the article and the story's span; 0 where either has no date."""
    if member.day is None or cluster.days is None:
        return 0
    first, last = cluster.days
    gap = max((first - member.day).days, (member.day - last).days, 0)
    return min(gap, MAX_GAP_DAYS)


def _undated_share(member: Member, cluster: Cluster) -> float:
    """How far article and story differ in bringing a date at all, 0 to 1."""
    if member.published_at is not None:
        return 0.0
    undated = cluster.undated / (cluster.size or 1)
    return undated if member.day is not None else 1.0 - undated
