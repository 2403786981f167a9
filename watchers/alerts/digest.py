"""The digest of a period: which stories, under which watch, in which order."""

from collections.abc import Sequence

from watchers.alerts.policy import DigestCandidate, DigestPlan, DueDigest, PlacePolicy, Slot
from watchers.model import Owed, Subscription


def compose_digest(
    candidates: Sequence[DigestCandidate],
    subscriptions: Sequence[Subscription],
    due: DueDigest,
    policy: PlacePolicy,
    max_age_h: float = 48.0,
) -> DigestPlan:
    """The plan of a place's due digest; without groups where there is nothing to say.

    `subscriptions` are the place's own; each story stands once, under its best watch.
    """
    raise NotImplementedError


def owe_digest(plan: DigestPlan, place_id: int, slot: Slot) -> Owed | None:
    """The delivery of a plan, `about` = "digest:<slot key>"; None for an empty plan."""
    raise NotImplementedError
