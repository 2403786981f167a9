"""Finding the story that an article resembles, by an inverted index of its rarest terms."""

from collections import Counter, OrderedDict
from collections.abc import Mapping
from datetime import timedelta
from itertools import islice

from watchers.stories.cluster import Cluster
from watchers.stories.member import Member

JOIN_FROM = 0.2
"""Cosine from which an article joins a story: one value for every set of `make eval`."""
JOIN_MORE_PER_DAY = 0.03
WINDOW = timedelta(hours=72)
KEY_TERMS = 16
MAX_CANDIDATES = 24
MAX_POSTINGS = 400


class Likeness:
    """Terms → stories that hold them among their most telling, newest kept."""

    def __init__(self) -> None:
        self._postings: dict[str, OrderedDict[int, None]] = {}

    def add(self, member: Member, story_id: int) -> None:
        for term in islice(member.vector, KEY_TERMS):
            stories = self._postings.setdefault(term, OrderedDict())
            stories[story_id] = None
            stories.move_to_end(story_id)
            if len(stories) > MAX_POSTINGS:
                stories.popitem(last=False)

    def find(self, member: Member, clusters: Mapping[int, Cluster]) -> int | None:
        """The story most like the article, or None where none is like enough."""
        best, best_story = 0.0, None
        for story_id in self._candidates(member):
            likeness = _rate(member, clusters[story_id])
            if likeness > best:
                best, best_story = likeness, story_id
        return best_story

    def drop(self, cluster: Cluster) -> None:
        """Forget a story's terms, as far as its kept members tell; the rest runs off by age."""
        for member in cluster.members:
            for term in islice(member.vector, KEY_TERMS):
                stories = self._postings.get(term)
                if stories is not None:
                    stories.pop(cluster.story.id, None)
                    if not stories:
                        del self._postings[term]

    def _candidates(self, member: Member) -> list[int]:
        shared: Counter[int] = Counter()
        for term, weight in islice(member.vector.items(), KEY_TERMS):
            for story_id in self._postings.get(term, ()):
                shared[story_id] += weight  # type: ignore[assignment]
        return [story_id for story_id, _ in shared.most_common(MAX_CANDIDATES)]


def _rate(member: Member, cluster: Cluster) -> float:
    """The likeness above what is asked for, or 0."""
    gap = abs(member.date - cluster.latest)
    if gap > WINDOW or _is_same_outlet_only(member, cluster):
        return 0.0
    asked = JOIN_FROM + JOIN_MORE_PER_DAY * (gap / timedelta(days=1))
    return max(0.0, cluster.likeness(member.vector) - asked)


def _is_same_outlet_only(member: Member, cluster: Cluster) -> bool:
    """Whether only the article's own outlet tells the story: likeness alone merges no such two."""
    return all(other.outlet == member.outlet for other in cluster.members)
