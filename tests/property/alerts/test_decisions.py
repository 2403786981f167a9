"""Whatever comes in whatever order, a place is told of a story once and nothing is lost."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.alerts.newsroom import NOW, make_context, make_news, make_story, make_subscription
from watchers.alerts import (
    DigestCandidate,
    DueDigest,
    PlacePolicy,
    Slot,
    Told,
    compose_digest,
    decide,
)
from watchers.model import DeliveryKind, Mode, News, Owed, Role, Story, Strictness, Tier

CHANGES = ("", "outlet", "copy", "number", "date", "correction", "retraction")
STORIES = {n: make_story(n, event_id=n // 2) for n in range(1, 7)}


@st.composite
def happenings(draw: st.DrawFn) -> tuple[News, Tier]:
    """One article on one of six stories, with a role, a change and a tier."""
    role = draw(st.sampled_from(Role))
    news = make_news(
        draw(st.sampled_from(sorted(STORIES))),
        change=draw(st.sampled_from(CHANGES)),
        id=draw(st.integers(1, 10_000)),
    )
    news = replace(news, matches=tuple(replace(match, role=role) for match in news.matches))
    return news, draw(st.sampled_from(Tier))


policies = st.builds(
    PlacePolicy,
    quiet_from=st.sampled_from(("", "08:00", "22:00")),
    quiet_until=st.sampled_from(("", "10:00")),
    budget_per_day=st.sampled_from((None, 0, 1, 2)),
)


def told_of(owed: Owed) -> list[Told]:
    """What the store will tell of a delivery: one value per story on it."""
    return [
        Told(
            place_id=owed.place_id,
            story_id=story_id,
            kind=owed.kind,
            revision=1,
            tier=owed.tier,
            at=owed.due_at,
            is_sent=True,
            card_story_id=owed.story_ids[0],
            event_id=STORIES[story_id].event_id,
            reason_codes=tuple(reason.code for reason in owed.reasons),
        )
        for story_id in owed.story_ids
    ]


def run(
    happened: list[tuple[News, Tier]], policy: PlacePolicy, mode: Mode = Mode.RIGHT_AWAY
) -> list[Owed]:
    """All that a place is owed over a day of news, one article at a time."""
    sent: list[Owed] = []
    for number, (news, tier) in enumerate(happened):
        now = NOW + timedelta(minutes=number)
        alerts = tuple(one.due_at for one in sent if one.kind is DeliveryKind.ALERT)
        context = make_context(
            tier=tier,
            now=now,
            stories=STORIES,
            policies={1: policy},
            told=tuple(told for one in sent for told in told_of(one)),
            alerted_at={1: alerts},
        )
        sent += decide([news], [make_subscription(mode=mode)], context)
    return sent


@given(st.lists(happenings(), max_size=20), policies, st.sampled_from(Mode))
def test_an_event_has_one_card_a_day_and_a_budget_holds(
    happened: list[tuple[News, Tier]], policy: PlacePolicy, mode: Mode
) -> None:
    """No event of the day gets a second card, and no place more cards than it asked for."""
    # when
    sent = [one for one in run(happened, policy, mode) if one.kind is DeliveryKind.ALERT]

    # then
    events = [STORIES[one.story_ids[0]].event_id for one in sent]
    assert len(events) == len(set(events))
    if policy.budget_per_day is not None:
        assert len(sent) <= policy.budget_per_day


@given(st.lists(happenings(), max_size=20), policies)
def test_every_story_is_told_at_once_or_in_the_digest(
    happened: list[tuple[News, Tier]], policy: PlacePolicy
) -> None:
    """What quiet hours and budget hold stands in the digest; what was told does not."""
    # given
    sent = run(happened, policy)
    told = {story for one in sent for story in one.story_ids}
    wanted: dict[int, list[News]] = {}
    for news, _ in happened:
        if news.matches[0].role in (Role.SUBJECT, Role.MENTIONED):
            wanted.setdefault(news.grouped.story_id, []).append(news)

    # when
    slot = Slot(local_date=NOW.date(), local_time="23:00", at=NOW + timedelta(hours=14))
    plan = compose_digest(
        [candidate(STORIES[n], news, is_told=n in told) for n, news in wanted.items()],
        [make_subscription()],
        DueDigest(slot=slot, start=NOW - timedelta(hours=10)),
    )

    # then
    held_with_its_event = {
        n for n in wanted if any(STORIES[n].event_id == STORIES[t].event_id for t in told)
    }
    assert set(wanted) - told <= set(plan.story_ids) | held_with_its_event
    assert not set(plan.story_ids) & told


def candidate(story: Story, news: list[News], *, is_told: bool) -> DigestCandidate:
    """The story as the store offers it to the digest."""
    return DigestCandidate(
        story=story,
        articles=tuple(one.article for one in news),
        matches=tuple(match for one in news for match in one.matches),
        is_told=is_told,
    )


@given(st.lists(happenings(), max_size=12), st.floats(0, 100))
def test_raising_strictness_never_adds_a_delivery(
    happened: list[tuple[News, Tier]], score: float
) -> None:
    """Whoever asks for more certainty hears no more."""
    # given
    news = [
        replace(one, matches=tuple(replace(match, score=score) for match in one.matches))
        for one, _ in happened
    ]
    context = make_context(stories=STORIES)

    # when
    counts = [
        len(decide(news, [make_subscription(strictness=strictness)], context))
        for strictness in (Strictness.WIDE, Strictness.BALANCED, Strictness.STRICT)
    ]

    # then
    assert counts == sorted(counts, reverse=True)
