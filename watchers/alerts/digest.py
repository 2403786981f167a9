"""The digest of a period: which stories, under which watch, in which order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from watchers.alerts.policy import (
    DigestCandidate,
    DigestGroup,
    DigestPlan,
    DueDigest,
    Slot,
    SlotKind,
)
from watchers.alerts.wishes import TELLING_ROLES, is_asked_for, is_backlog
from watchers.model import (
    DeliveryKind,
    Match,
    Mode,
    Owed,
    Reason,
    Role,
    Subscription,
    Tier,
)

MAX_STORIES = 12
ROLE_WEIGHT = {Role.SUBJECT: 30.0, Role.MENTIONED: 15.0, Role.BACKGROUND: 0.0}
"""The `source` role is no news of its watch and stands in no digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A candidate with the watch it stands under and what speaks for it."""

    candidate: DigestCandidate
    watch_id: int
    rank: float
    is_held: bool


def compose_digest(
    candidates: Sequence[DigestCandidate], subscriptions: Sequence[Subscription], due: DueDigest
) -> DigestPlan:
    """The plan of a place's due digest; without groups where there is nothing to say.

    `subscriptions` are the place's own; each story stands once, under its best watch.
    """
    ranked = [
        one for candidate in candidates if (one := _rank(candidate, subscriptions, due)) is not None
    ]
    ranked.sort(key=lambda one: (-one.rank, -one.candidate.story.id))
    shown, rest = ranked[:MAX_STORIES], ranked[MAX_STORIES:]
    held = sum(one.is_held for one in ranked)
    return DigestPlan(
        start=due.start,
        end=due.slot.at,
        groups=_group(shown),
        rest_ids=tuple(one.candidate.story.id for one in rest),
        held=held,
        reasons=_reasons(due, held),
    )


def owe_digest(plan: DigestPlan, place_id: int, slot: Slot) -> Owed | None:
    """The delivery of a plan, `about` = "digest:<slot key>"; None for an empty plan."""
    if not plan.groups:
        return None
    return Owed(
        place_id=place_id,
        kind=DeliveryKind.DIGEST,
        about=f"digest:{slot.key}",
        tier=Tier.URGENT if plan.held else Tier.NORMAL,
        due_at=slot.at,
        story_ids=plan.story_ids,
        watch_ids=plan.watch_ids,
        reasons=plan.reasons,
    )


def _rank(
    candidate: DigestCandidate, subscriptions: Sequence[Subscription], due: DueDigest
) -> Ranked | None:
    if candidate.is_told:
        return None
    pairs = list(_asked_for(candidate, subscriptions, due))
    if not pairs:
        return None
    best = max(pairs, key=lambda pair: (_weight(pair[0]), -pair[0].watch_id))
    return Ranked(
        candidate=candidate,
        watch_id=best[0].watch_id,
        rank=_weight(best[0]) + _importance(candidate),
        is_held=any(_would_have_rung(candidate, *pair) for pair in pairs),
    )


def _asked_for(
    candidate: DigestCandidate, subscriptions: Sequence[Subscription], due: DueDigest
) -> Iterable[tuple[Match, Subscription]]:
    articles = {article.id: article for article in candidate.articles}
    for match in candidate.matches:
        article = articles.get(match.article_id)
        if article is None or match.role is Role.SOURCE:
            continue
        is_baseline = article.id in candidate.baseline_ids
        for subscription in subscriptions:
            is_wanted = is_asked_for(article, match, subscription) and not is_backlog(
                is_baseline, article, subscription
            )
            if is_wanted and _is_for_slot(candidate, match, subscription, due.slot.kind):
                yield match, subscription


def _is_for_slot(
    candidate: DigestCandidate, match: Match, subscription: Subscription, kind: SlotKind
) -> bool:
    """A right-away subscription's digest, and a release, hold only what would have rung."""
    if kind is SlotKind.DIGEST and subscription.mode is not Mode.RIGHT_AWAY:
        return True
    return _would_have_rung(candidate, match, subscription)


def _would_have_rung(candidate: DigestCandidate, match: Match, subscription: Subscription) -> bool:
    is_now = subscription.mode is Mode.RIGHT_AWAY or (
        subscription.mode is Mode.BOTH and candidate.tier is Tier.URGENT
    )
    return is_now and match.role in TELLING_ROLES


def _weight(match: Match) -> float:
    return match.score + ROLE_WEIGHT[match.role]


def _importance(candidate: DigestCandidate) -> float:
    """Up to 70 points: urgency 30, and 5 for every further outlet up to 40."""
    urgency = 30.0 if candidate.tier is Tier.URGENT else 0.0
    return urgency + min(5.0 * (candidate.outlets - 1), 40.0)


def _group(ranked: Sequence[Ranked]) -> tuple[DigestGroup, ...]:
    """Groups in the order of their best story."""
    groups: dict[int, list[int]] = defaultdict(list)
    for one in ranked:
        groups[one.watch_id].append(one.candidate.story.id)
    return tuple(
        DigestGroup(watch_id=watch_id, story_ids=tuple(story_ids))
        for watch_id, story_ids in groups.items()
    )


def _reasons(due: DueDigest, held: int) -> tuple[Reason, ...]:
    reasons = []
    if due.missed:
        reasons.append(Reason(code="digest-catch-up", params={"missed": len(due.missed)}))
    if held:
        is_release = due.slot.kind is SlotKind.RELEASE
        code = "digest-release" if is_release else "digest-held"
        reasons.append(Reason(code=code, params={"count": held}))
    return tuple(reasons)
