"""Finding stories that an article may resemble, by an inverted index of its rarest terms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from heapq import nlargest
from itertools import islice

from watchers.stories.cluster import Cluster
from watchers.stories.dispatches import is_revision
from watchers.stories.likeness import Rivals, are_unlike_in_kind, rate, shares_names_alone
from watchers.stories.member import Member

WINDOW = timedelta(hours=36)
"""A silence so long ends a story; dispatches are still known by address and text."""
KEY_TERMS = 16
MAX_CANDIDATES = 20
MAX_RATED = 8
MIN_LIKENESS = 0.04
MAX_POSTINGS = 200
MAX_LOOKED_AT = 400
"""Bounds of the work per article, whatever the size of the archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """A story that an article resembles, by log odds, and what speaks against it besides."""

    story_id: int
    rating: float
    is_told_elsewhere: bool
    is_unlike: bool

    @property
    def may_join(self) -> bool:
        """Whether the article may be one more telling of the story."""
        return self.rating >= 0 and self.is_told_elsewhere and not self.is_unlike


class Candidates:
    """Terms → stories that hold them among their most telling, newest kept."""

    def __init__(self) -> None:
        self._postings: dict[str, dict[int, None]] = {}
        self._terms: dict[int, set[str]] = {}

    def add(self, member: Member, story_id: int) -> None:
        """Note the article's story under its most telling terms."""
        for term in islice(member.vector, KEY_TERMS):
            stories = self._postings.setdefault(term, {})
            stories.pop(story_id, None)
            stories[story_id] = None
            self._terms.setdefault(story_id, set()).add(term)
            if len(stories) > MAX_POSTINGS:
                crowded_out = next(iter(stories))
                del stories[crowded_out]
                self._terms[crowded_out].discard(term)

    def find(self, member: Member, clusters: Mapping[int, Cluster]) -> tuple[Kin, ...]:
        """The stories near in time that the article resembles, the likest first."""
        near = [clusters[story_id] for story_id in self._near(member)]
        alike = [(cluster.likeness(member.vector), cluster) for cluster in near]
        alike = [pair for pair in alike if pair[0] >= MIN_LIKENESS and _is_near(member, pair[1])]
        alike.sort(key=lambda pair: (-pair[0], pair[1].story.id))
        kin = [self._kin(member, cluster) for _, cluster in alike[:MAX_RATED]]
        return tuple(sorted(kin, key=lambda one: (-one.rating, one.story_id)))

    @property
    def rivals(self) -> Rivals:
        """The live stories as the rating needs them."""
        return Rivals(live=len(self._terms), spread=self._spread)

    def _spread(self, term: str) -> int:
        return len(self._postings.get(term, ()))

    def _kin(self, member: Member, cluster: Cluster) -> Kin:
        return Kin(
            story_id=cluster.story.id,
            rating=rate(member, cluster, self.rivals),
            is_told_elsewhere=is_told_elsewhere(member, cluster),
            is_unlike=shares_names_alone(member, cluster, self.rivals)
            or are_unlike_in_kind(member, cluster),
        )

    def drop(self, story_id: int) -> None:
        """Forget a story's terms."""
        for term in self._terms.pop(story_id, ()):
            stories = self._postings[term]
            stories.pop(story_id, None)
            if not stories:
                del self._postings[term]

    def _near(self, member: Member) -> list[int]:
        """Stories that share telling terms, those of few stories first, up to a bounded look."""
        known = [
            (self._postings[term], weight)
            for term, weight in islice(member.vector.items(), KEY_TERMS)
            if term in self._postings
        ]
        known.sort(key=lambda pair: len(pair[0]))
        shared: dict[int, float] = {}
        looked_at = 0
        for stories, weight in known:
            looked_at += len(stories)
            if looked_at > MAX_LOOKED_AT and shared:
                break
            for story_id in stories:
                shared[story_id] = shared.get(story_id, 0.0) + weight
        return nlargest(MAX_CANDIDATES, shared, key=lambda story_id: shared[story_id])


def is_told_elsewhere(member: Member, cluster: Cluster) -> bool:
    """Whether likeness may decide: another outlet tells the story, or this one revises it.

    Two articles of one outlet are never merged by likeness alone.
    """
    return any(
        other.outlet != member.outlet or is_revision(member, other) for other in cluster.members
    )


def _is_near(member: Member, cluster: Cluster) -> bool:
    gap = cluster.gap(member.published_at) if member.published_at else None
    return (abs(member.seen_at - cluster.story.updated_at) if gap is None else gap) <= WINDOW
