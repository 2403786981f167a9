"""Builders of news, subscriptions and contexts for the tests of alerts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from watchers.alerts import DecideContext, PlacePolicy, Tiered, Told
from watchers.model import (
    Article,
    DeliveryKind,
    Evidence,
    Field,
    Grouped,
    Match,
    Mode,
    News,
    Owed,
    Reason,
    Role,
    Story,
    Subscription,
    Tier,
)

NOW = datetime(2023, 8, 14, 9, 0, tzinfo=UTC)
EVIDENCE = Evidence(alias="Kim", field=Field.TITLE, start=0, end=3, text="Kim", score=100.0)


def make_match(watch_id: int = 1, *, role: Role = Role.SUBJECT, score: float = 100.0) -> Match:
    return Match(article_id=1, watch_id=watch_id, score=score, role=role, evidence=(EVIDENCE,))


def make_news(
    story_id: int = 10, *, watch_ids: Sequence[int] = (1,), change: str = "", **article: object
) -> News:
    values: dict[str, object] = {
        "id": 1,
        "title": "Kim calls for more shells",
        "first_seen_at": NOW,
        "published_at": NOW - timedelta(minutes=5),
        "language": "en",
        "source_id": 3,
    }
    made = Article(**(values | article))  # type: ignore[arg-type]
    grouped = Grouped(
        article_id=made.id,
        story_id=story_id,
        is_new_story=not change,
        change=Reason(code=change) if change else None,
    )
    matches = tuple(replace(make_match(w), article_id=made.id) for w in watch_ids)
    return News(article=made, grouped=grouped, matches=matches)


def with_role(news: News, role: Role) -> News:
    return replace(news, matches=tuple(replace(match, role=role) for match in news.matches))


def make_subscription(place_id: int = 1, watch_id: int = 1, **wish: object) -> Subscription:
    values: dict[str, object] = {"created_at": NOW - timedelta(days=30), "mode": Mode.RIGHT_AWAY}
    return Subscription(
        id=place_id * 100 + watch_id,
        place_id=place_id,
        watch_id=watch_id,
        **(values | wish),  # type: ignore[arg-type]
    )


def make_story(story_id: int = 10, *, revision: int = 1, event_id: int | None = None) -> Story:
    return Story(
        id=story_id,
        title="Kim calls for more shells",
        revision=revision,
        first_seen_at=NOW,
        updated_at=NOW,
        event_id=event_id,
    )


def make_context(
    *, tier: Tier = Tier.NORMAL, reasons: Sequence[str] = (), **facts: object
) -> DecideContext:
    tiered = Tiered(tier=tier, reasons=tuple(Reason(code=code) for code in reasons))
    values: dict[str, object] = {
        "now": NOW,
        "tier_of": lambda _: tiered,
        "stories": {10: make_story(10), 11: make_story(11), 12: make_story(12)},
    }
    return DecideContext(**(values | facts))  # type: ignore[arg-type]


def make_told(story_id: int = 10, place_id: int = 1, **told: object) -> Told:
    values: dict[str, object] = {
        "kind": DeliveryKind.ALERT,
        "revision": 1,
        "tier": Tier.NORMAL,
        "at": NOW - timedelta(hours=8),
        "is_sent": True,
        "card_story_id": story_id,
    }
    return Told(place_id=place_id, story_id=story_id, **(values | told))  # type: ignore[arg-type]


def told_of(owed: Owed) -> Told:
    """The delivery as the store will tell of it."""
    return make_told(
        owed.story_ids[0],
        owed.place_id,
        kind=owed.kind,
        tier=owed.tier,
        at=owed.due_at,
        reason_codes=tuple(reason.code for reason in owed.reasons),
    )


QUIET = PlacePolicy(quiet_from="22:00", quiet_until="07:00")
