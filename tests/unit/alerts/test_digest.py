"""What a digest shows of a period, in which order, and what it counts."""

from datetime import timedelta

from tests.unit.alerts.newsroom import NOW, make_match, make_story, make_subscription
from watchers.alerts import (
    DigestCandidate,
    DueDigest,
    Slot,
    SlotKind,
    compose_digest,
    owe_digest,
)
from watchers.model import Article, Mode, Role, Tier

SLOT = Slot(local_date=NOW.date(), local_time="09:00", at=NOW)
DUE = DueDigest(slot=SLOT, start=NOW - timedelta(days=1))
RELEASE = DueDigest(
    slot=Slot(local_date=NOW.date(), local_time="07:00", at=NOW, kind=SlotKind.RELEASE),
    start=NOW - timedelta(days=1),
)


def make_candidate(
    story_id: int, watch_ids: tuple[int, ...] = (1,), **facts: object
) -> DigestCandidate:
    article = Article(id=1, title="Kim", first_seen_at=NOW - timedelta(hours=2), language="en")
    role = facts.pop("role", Role.SUBJECT)
    values: dict[str, object] = {
        "story": make_story(story_id),
        "articles": (article,),
        "matches": tuple(make_match(watch_id, role=role) for watch_id in watch_ids),  # type: ignore[arg-type]
    }
    return DigestCandidate(**(values | facts))  # type: ignore[arg-type]


def daily(watch_id: int = 1) -> object:
    return make_subscription(watch_id=watch_id, mode=Mode.ONCE_A_DAY)


def test_each_story_stands_once_under_one_watch() -> None:
    """A story that two watches match is shown once."""
    # given
    candidates = [make_candidate(10, (1, 2)), make_candidate(11, (2,))]

    # when
    plan = compose_digest(candidates, [daily(1), daily(2)], DUE)

    # then
    assert sorted(plan.story_ids) == [10, 11]
    assert [group.watch_id for group in plan.groups] in ([1, 2], [2, 1])


def test_twelve_stories_are_shown_and_the_rest_counted() -> None:
    """The most told stories come first; what is over stands in the rest."""
    # given
    candidates = [make_candidate(n, outlets=n) for n in range(1, 16)]

    # when
    plan = compose_digest(candidates, [daily()], DUE)

    # then
    assert len(plan.story_ids) == 12
    assert set(plan.story_ids) | set(plan.rest_ids) == set(range(1, 16))
    assert plan.story_ids[0] > plan.rest_ids[0]


def test_told_stories_and_the_backlog_stay_out() -> None:
    """What was told at once, and what a first poll found, is not told again."""
    # given
    candidates = [
        make_candidate(10, is_told=True),
        make_candidate(11, baseline_ids=frozenset({1})),
        make_candidate(12, role=Role.SOURCE),
    ]

    # when
    plan = compose_digest(candidates, [daily()], DUE)

    # then
    assert plan.groups == ()
    assert owe_digest(plan, 1, SLOT) is None


def test_a_right_away_subscription_gets_what_was_held() -> None:
    """What would have rung but was held stands in the digest, and is counted as held."""
    # given
    subscription = make_subscription(mode=Mode.RIGHT_AWAY)
    candidates = [make_candidate(10), make_candidate(11, role=Role.BACKGROUND)]

    # when
    plan = compose_digest(candidates, [subscription], DUE)

    # then
    assert plan.story_ids == (10,)
    assert plan.held == 1


def test_a_release_tells_only_what_quiet_hours_held() -> None:
    """At the end of the quiet hours comes what would have rung, not the day's rest."""
    # given
    both = make_subscription(mode=Mode.BOTH)
    candidates = [make_candidate(10, tier=Tier.URGENT), make_candidate(11)]

    # when
    plan = compose_digest(candidates, [both], RELEASE)
    owed = owe_digest(plan, 1, RELEASE.slot)

    # then
    assert plan.story_ids == (10,)
    assert owed is not None
    assert owed.about == "digest:quiet:2023-08-14T07:00"


def test_a_digest_after_an_outage_says_so() -> None:
    """A digest that makes good missed slots is labelled catch-up."""
    # given
    due = DueDigest(slot=SLOT, start=NOW - timedelta(days=3), missed=(SLOT, SLOT))

    # when
    plan = compose_digest([make_candidate(10)], [daily()], due)

    # then
    assert [(reason.code, reason.params["missed"]) for reason in plan.reasons] == [
        ("digest-catch-up", 2)
    ]


def test_subjects_stand_before_passing_mentions() -> None:
    """The role of the mention ranks before the number of outlets of a single report."""
    # given
    candidates = [make_candidate(10, role=Role.BACKGROUND), make_candidate(11)]

    # when
    plan = compose_digest(candidates, [daily()], DUE)

    # then
    assert plan.story_ids == (11, 10)
