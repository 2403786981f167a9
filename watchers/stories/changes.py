"""What an article brings that its story did not have."""

from watchers.model import Mark, Reason
from watchers.stories.cluster import Cluster
from watchers.stories.copies import are_copies
from watchers.stories.member import Member


def find_change(member: Member, cluster: Cluster) -> Reason:
    """The weightiest change: retraction, correction, a new count, a further outlet, else a copy."""
    outlet = {"outlet": member.name}
    if Mark.RETRACTION in member.marks:
        return Reason(code="retraction", params=outlet)
    if Mark.CORRECTION in member.marks:
        return Reason(code="correction", params=outlet)
    if any(are_copies(member.shingles, other.shingles) for other in cluster.members):
        return Reason(code="copy", params=outlet)
    if (number := _new_number(member, cluster)) is not None:
        return number
    is_known = member.outlet in cluster.voices.outlets
    return Reason(code="copy" if is_known else "outlet", params=outlet)


def _new_number(member: Member, cluster: Cluster) -> Reason | None:
    """A count that no telling of the story has had, of a thing that was counted before."""
    for unit, now in member.quantities.items():
        told = cluster.quantities.get(unit, [])
        if told and now not in told:
            return Reason(code="number", params={"now": f"{now} {unit}", "before": told[-1]})
    return None
