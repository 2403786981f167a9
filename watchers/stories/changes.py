"""What an article brings that its story did not have."""

from watchers.model import Mark, Reason
from watchers.stories.cluster import Cluster
from watchers.stories.copies import are_copies
from watchers.stories.member import Member


def find_change(member: Member, cluster: Cluster) -> Reason:
    """The most important change: retraction, correction, else a further outlet, else a copy."""
    params = {"outlet": member.publisher or member.outlet}
    if Mark.RETRACTION in member.marks:
        return Reason(code="retraction", params=params)
    if Mark.CORRECTION in member.marks:
        return Reason(code="correction", params=params)
    is_known = (member.publisher or member.outlet) in cluster.outlets
    if is_known or any(are_copies(member.shingles, other.shingles) for other in cluster.members):
        return Reason(code="copy", params=params)
    return Reason(code="outlet", params=params)
