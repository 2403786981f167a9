"""Every reason code of stories and alerts, with the names of its parameters.

The message catalogue words each as `reason-<code>`; a test holds the two lists against each other.
"""

from collections.abc import Mapping

CODES: Mapping[str, tuple[str, ...]] = {
    # What an article changed in its story (`Grouped.change`)
    "outlet": ("outlet",),
    "number": ("now", "before"),
    "date": ("now", "before"),
    "place": ("now",),
    "correction": ("outlet",),
    "retraction": ("outlet",),
    "copy": ("outlet",),
    # Why a tier (`Tiered.reasons`); `origins` and `outlets` are counts
    "tier-corroborated": ("origins", "outlets"),
    "tier-single-origin": ("origin", "outlets"),
    "tier-state-media-only": ("outlets",),
    "tier-wire-urgent": ("outlet",),
    "tier-not-subject": ("role",),
    "tier-weak-evidence": ("score",),
    "tier-not-fresh": ("hours",),
    "tier-undated": (),
    "tier-date-ahead": ("hours",),
    "tier-retrospective": ("text",),
    "tier-not-news": ("kind",),
    "tier-unverified": ("text",),
    # Why a message is owed (`Owed.reasons`)
    "alert-new-story": ("story",),
    "alert-urgent": ("story",),
    "alert-rise": ("story",),
    "alert-correction": ("outlet",),
    "alert-retraction": ("outlet",),
    "alert-same-event": ("story",),
    "update-story": ("story",),
    # What a digest says of itself (`DigestPlan.reasons`)
    "digest-catch-up": ("missed",),
    "digest-after-outage": ("hours",),
    "digest-release": ("count",),
    "digest-held": ("count",),
    # Bursts and silence
    "burst": ("watch", "stories", "usual", "hours", "sampled_days", "outlets"),
    "silence-quiet": ("watch", "days", "usual_days"),
    "coverage-lost": ("watch", "down", "total"),
    "silence-broken": ("watch", "days", "usual_days", "broken", "sources"),
    # Dates and phases of exercises and meetings
    "eve": ("watch", "kind", "first", "last", "publishers", "sentence"),
    "phase-announced": ("text",),
    "phase-under-way": ("text",),
    "phase-postponed": ("text",),
    "phase-cancelled": ("text",),
    "phase-ended": ("text",),
}
