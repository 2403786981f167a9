"""Finding stories that an article may resemble, by an inverted index of its rarest terms."""

from collections import Counter, OrderedDict
from collections.abc import Mapping
from datetime import timedelta
from itertools import islice

from watchers.stories.cluster import Cluster
from watchers.stories.likeness import rate
from watchers.stories.member import Member

WINDOW = timedelta(hours=96)
KEY_TERMS = 16
MAX_CANDIDATES = 24
MAX_RATED = 8
MIN_LIKENESS = 0.04
MAX_POSTINGS = 300
"""Bounds of the work per article, whatever the size of the archive."""


class Candidates:
    """Terms → stories that hold them among their most telling, newest kept."""

    def __init__(self) -> None:
        self._postings: dict[str, OrderedDict[int, None]] = {}
        self._terms: dict[int, set[str]] = {}

    def add(self, member: Member, story_id: int) -> None:
        """Note the article's story under its most telling terms."""
        for term in islice(member.vector, KEY_TERMS):
            stories = self._postings.setdefault(term, OrderedDict())
            stories[story_id] = None
            stories.move_to_end(story_id)
            self._terms.setdefault(story_id, set()).add(term)
            if len(stories) > MAX_POSTINGS:
                crowded_out, _ = stories.popitem(last=False)
                self._terms[crowded_out].discard(term)

    def find(self, member: Member, clusters: Mapping[int, Cluster]) -> int | None:
        """The story that the article resembles enough to join it, or None."""
        near = [clusters[story_id] for story_id in self._near(member)]
        alike = [(cluster.likeness(member.vector), cluster) for cluster in near]
        alike = [pair for pair in alike if pair[0] >= MIN_LIKENESS and may_join(member, pair[1])]
        alike.sort(key=lambda pair: (-pair[0], pair[1].story.id))
        rated = [(rate(member, cluster), cluster.story.id) for _, cluster in alike[:MAX_RATED]]
        best, story_id = max(rated, default=(-1.0, 0))
        return story_id if best >= 0 else None

    def drop(self, story_id: int) -> None:
        """Forget a story's terms."""
        for term in self._terms.pop(story_id, ()):
            stories = self._postings[term]
            stories.pop(story_id, None)
            if not stories:
                del self._postings[term]

    def _near(self, member: Member) -> list[int]:
        shared: Counter[int] = Counter()
        for term, weight in islice(member.vector.items(), KEY_TERMS):
            for story_id in self._postings.get(term, ()):
                shared[story_id] += weight  # type: ignore[assignment]
        return [story_id for story_id, _ in shared.most_common(MAX_CANDIDATES)]


def may_join(member: Member, cluster: Cluster) -> bool:
    """Whether likeness may decide: near in time, and not told by the article's outlet alone."""
    if member.published_at is not None and cluster.dated_until is not None:
        is_near = abs(member.published_at - cluster.dated_until) <= WINDOW
    else:
        is_near = abs(member.seen_at - cluster.story.updated_at) <= WINDOW
    return is_near and any(other.outlet != member.outlet for other in cluster.members)
