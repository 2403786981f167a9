"""What belongs to one event of a day: the tour, the new vehicle, the neighbours' reaction."""

from datetime import timedelta

from watchers.stories.cluster import Cluster
from watchers.stories.member import Member

SAME_EVENT_FROM = -0.5
"""The rating, 0 being the same story, from which two stories may be of one event."""
EVENT_SPAN = timedelta(hours=24)


def is_same_event(member: Member, cluster: Cluster) -> bool:
    """Whether an article that opens a story names what that story's watches name, the same day."""
    shared = set().union(*(other.watch_ids for other in cluster.members)) & member.watch_ids
    return bool(shared) and abs(member.seen_at - cluster.story.first_seen_at) <= EVENT_SPAN
