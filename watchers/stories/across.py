"""The same story in another language: by the beat's words, the watches and the hour; sure first."""

from collections.abc import Iterable
from datetime import timedelta

from watchers.stories.cluster import Cluster
from watchers.stories.lexicon import GENERIC_TERMS
from watchers.stories.member import Member

WITHIN = timedelta(hours=8)
MIN_SHARED = 2
MIN_SHARE = 0.6
MAX_LOOKED_AT = 400


def find_across(member: Member, recent: Iterable[Cluster]) -> int | None:
    """The story that other languages tell of the same, or None; `recent` the latest first."""
    best: tuple[float, int] | None = None
    for looked_at, cluster in enumerate(recent):
        is_late = abs(member.seen_at - cluster.story.updated_at) > WITHIN
        if looked_at >= MAX_LOOKED_AT or is_late:
            break
        likeness = _likeness(member, cluster)
        if likeness is not None and (best is None or likeness > best[0]):
            best = likeness, cluster.story.id
    return best[1] if best else None


def _likeness(member: Member, cluster: Cluster) -> float | None:
    """The share of the beat's words in common, 0 to 1; None where that does not suffice."""
    if not member.language or member.language in cluster.languages:
        return None
    if not member.words or not _agree_on_watches(member, cluster):
        return None
    shared = member.words & cluster.words
    telling = shared - GENERIC_TERMS
    share = len(shared) / len(member.words)
    is_enough = len(telling) >= MIN_SHARED and len(shared) > MIN_SHARED and share >= MIN_SHARE
    return share if is_enough else None


def _agree_on_watches(member: Member, cluster: Cluster) -> bool:
    """A watch in common, where both name any."""
    theirs = set().union(*(other.watch_ids for other in cluster.members))
    return not (theirs and member.watch_ids) or bool(theirs & member.watch_ids)
