"""What makes news urgent, and every reason that speaks against it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.alerts.newsroom import NOW, make_news, with_role
from watchers.alerts import judge_tier
from watchers.model import ArticleKind, News, Role, Tier
from watchers.stories import StoryFacts

TWO = StoryFacts(articles=2, outlets=("Yonhap", "Reuters"), origins=("Yonhap", "Reuters"))
ONE = StoryFacts(articles=3, outlets=("AFP", "Reuters", "AP"), origins=("KCNA",))


def codes(news: News, facts: StoryFacts = TWO) -> list[str]:
    return [reason.code for reason in judge_tier(news, facts, NOW).reasons]


def test_two_origins_on_a_fresh_subject_are_urgent() -> None:
    """A subject, well evidenced, fresh, told by two origins is urgent and says why."""
    # when
    tiered = judge_tier(make_news(), TWO, NOW)

    # then
    assert tiered.tier is Tier.URGENT
    assert [reason.code for reason in tiered.reasons] == ["tier-corroborated"]


def test_three_outlets_on_one_origin_are_not_urgent() -> None:
    """Agencies that retell one dispatch do not corroborate it."""
    # when
    tiered = judge_tier(make_news(), ONE, NOW)

    # then
    assert tiered.tier is Tier.NORMAL
    assert tiered.reasons[0].code == "tier-single-origin"
    assert tiered.reasons[0].params == {"origin": "KCNA", "outlets": 3}


def test_state_media_alone_is_said_to_be_so() -> None:
    """Two organs of one state corroborate nothing."""
    # when
    tiered = judge_tier(make_news(), replace(TWO, is_state_only=True), NOW)

    # then
    assert tiered.tier is Tier.NORMAL
    assert "tier-state-media-only" in [reason.code for reason in tiered.reasons]


@pytest.mark.parametrize(
    ("news", "code"),
    [
        (make_news(published_at=None), "tier-undated"),
        (make_news(published_at=NOW.replace(year=2099)), "tier-date-ahead"),
        (make_news(published_at=NOW - timedelta(hours=13)), "tier-not-fresh"),
        (make_news(kind=ArticleKind.OPINION), "tier-not-news"),
        (make_news(title="On this day: Kim takes power"), "tier-retrospective"),
        (with_role(make_news(), Role.MENTIONED), "tier-not-subject"),
    ],
)
def test_each_doubt_keeps_news_from_being_urgent(news: News, code: str) -> None:
    """An unknown or odd date, age, opinion, a look back or a passing mention is never urgent."""
    # when
    tiered = judge_tier(news, TWO, NOW)

    # then
    assert tiered.tier is Tier.NORMAL
    assert code in [reason.code for reason in tiered.reasons]


def test_weak_evidence_is_not_urgent() -> None:
    """A match with a low score does not ring."""
    # given
    news = make_news()
    weak = replace(news, matches=(replace(news.matches[0], score=75.0),))

    # then
    assert "tier-weak-evidence" in codes(weak)


def test_what_could_not_be_verified_is_told() -> None:
    """An agency's own doubt is stored beside the tier."""
    # given
    doubted = replace(TWO, unverified="The claim could not be independently verified.")

    # then
    assert "tier-unverified" in codes(make_news(), doubted)
