"""What an article brings that its story did not have."""

from datetime import date, timedelta

from watchers.model import Mark, Reason
from watchers.stories.cluster import Cluster
from watchers.stories.copies import are_copies
from watchers.stories.dates import EventKind
from watchers.stories.member import Member

SAME_EVENT_WITHIN = timedelta(days=20)


def find_change(member: Member, cluster: Cluster) -> Reason:
    """The weightiest change: retraction, correction, new count or date, an outlet, else a copy."""
    outlet = {"outlet": member.name}
    if Mark.RETRACTION in member.marks:
        return Reason(code="retraction", params=outlet)
    if Mark.CORRECTION in member.marks:
        return Reason(code="correction", params=outlet)
    told_otherwise = _new_number(member, cluster) or _new_date(member, cluster)
    if told_otherwise is not None:
        return told_otherwise
    is_known = member.outlet in cluster.voices.outlets
    is_copy = any(are_copies(member.shingles, other.shingles) for other in cluster.members)
    return Reason(code="copy" if is_known or is_copy else "outlet", params=outlet)


def _new_number(member: Member, cluster: Cluster) -> Reason | None:
    """A count that no telling of the story has had, of a thing that was counted before."""
    for unit, now in member.quantities.items():
        told = cluster.quantities.get(unit, [])
        if told and now not in told:
            return Reason(code="number", params={"now": f"{now} {unit}", "before": told[-1]})
    return None


def _new_date(member: Member, cluster: Cluster) -> Reason | None:
    """Days that no telling has had, of what others date near to them; visits are told late."""
    for kind, first, last in member.dates:
        told = [each for each in cluster.dates if each[0] == kind and kind != EventKind.VISIT]
        near = [each for each in told if abs(each[1] - first) <= SAME_EVENT_WITHIN]
        if near and all(first != each[1] or _differ(last, each[2]) for each in near):
            before = _as_text(*near[-1][1:])
            return Reason(code="date", params={"now": _as_text(first, last), "before": before})
    return None


def _differ(last: date | None, other: date | None) -> bool:
    return last is not None and other is not None and last != other


def _as_text(first: date, last: date | None) -> str:
    """ISO days, with a slash between where there are two (ISO 8601 interval)."""
    return first.isoformat() if last in (None, first) else f"{first.isoformat()}/{last.isoformat()}"
