"""A story of two outlets, in this suite's own words."""

from datetime import UTC, datetime

import pytest

from bot.render.shown import Voice
from bot.render.words import Words, load_words
from watchers.model import (
    Article,
    Evidence,
    Field,
    Match,
    Role,
    Story,
    StoryView,
    Watch,
)

NOW = datetime(2026, 8, 18, 9, 2, tzinfo=UTC)


@pytest.fixture(scope="session")
def words() -> Words:
    return load_words()


@pytest.fixture
def voice(words: Words) -> Voice:
    return Voice(words=words)


@pytest.fixture
def article() -> Article:
    return Article(
        id=1,
        title="Kim inspects destroyer at Nampho",
        url="https://news.example/kim-nampho",
        summary="Leader Kim Jong-un boarded the ship on Monday. Sailors lined the deck.",
        first_seen_at=NOW,
        published_at=NOW,
        outlet="Harbour Wire",
        publisher="harbour",
        language="en",
        origin="KCNA",
    )


@pytest.fixture
def match() -> Match:
    evidence = Evidence(
        alias="Kim Jong-un", field=Field.SUMMARY, start=7, end=18, text="Kim Jong-un", score=100
    )
    return Match(article_id=1, watch_id=7, score=100, role=Role.SUBJECT, evidence=(evidence,))


@pytest.fixture
def view(article: Article, match: Match) -> StoryView:
    second = Article(
        id=2,
        title="김정은, 남포 구축함 시찰",
        url="https://second.example/nampho",
        first_seen_at=NOW,
        outlet="Second Voice",
        publisher="second",
        language="ko",
        is_state_media=True,
    )
    return StoryView(
        story=Story(id=5, title=article.title, revision=1, first_seen_at=NOW, updated_at=NOW),
        articles=(article, second),
        matches=(match,),
        watches={7: Watch(id=7, name="Kim Jong Un")},
    )
