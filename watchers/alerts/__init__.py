"""Who is owed what: tiers, policies, schedules and digests, decided from given values alone.

`decide` answers for articles as they come, `compose_digest` for a period of a place's clock.
"""

from watchers.alerts.decide import decide
from watchers.alerts.digest import compose_digest, owe_digest
from watchers.alerts.policy import (
    DecideContext,
    DigestCandidate,
    DigestGroup,
    DigestPlan,
    DueDigest,
    PlacePolicy,
    Slot,
    SlotKind,
    Snooze,
    Tiered,
    Told,
)
from watchers.alerts.schedule import due_digest, due_slots, is_quiet, next_slot
from watchers.alerts.tiers import judge_tier

__all__ = [
    "DecideContext",
    "DigestCandidate",
    "DigestGroup",
    "DigestPlan",
    "DueDigest",
    "PlacePolicy",
    "Slot",
    "SlotKind",
    "Snooze",
    "Tiered",
    "Told",
    "compose_digest",
    "decide",
    "due_digest",
    "due_slots",
    "is_quiet",
    "judge_tier",
    "next_slot",
    "owe_digest",
]
