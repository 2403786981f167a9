"""A young archive merges nothing that is not one event: a wrong merge would lose an alert."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from watchers.model import Article
from watchers.stories import StoryIndex

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
TOUR = (
    "Kim Jong Un tours missile plants, tells managers to double output",
    "The North Korean leader walked the lines of two munitions plants at the weekend and ordered "
    "twice as many tactical missiles, state media said.",
)
RETOLD = (
    "Kim Jong-un inspects missile factories, demands doubled production",
    "Kim Jong-un inspected two missile factories at the weekend and demanded that production of "
    "tactical missiles be doubled, state media reported.",
)
OTHERS = (
    (
        "Kim Jong-hun scores twice as Ulsan win the derby",
        "Midfielder Kim Jong-hun decided the derby with two late goals before a full stadium.",
    ),
    (
        "Freedom Shields, the town's oldest insurer, moves to the harbour",
        "The company and its ninety clerks leave Ulchi Street in spring.",
    ),
    (
        "Storm puts off beach landing in Ulchi Freedom Shield",
        "Organisers of the exercise Ulchi Freedom Shield moved a rehearsal on the beach of Pohang "
        "to Thursday because of high waves.",
    ),
    (
        "Kim Jong Un sends condolences after ferry sinks off Vietnam",
        "The North Korean leader wrote to Hanoi about the victims of the ferry accident.",
    ),
    (
        "North Korea fires two ballistic missiles into the East Sea",
        "The Joint Chiefs of Staff in Seoul said the launch took place shortly after dawn.",
    ),
)


def article(number: int, told: tuple[str, str], *, outlet: str) -> Article:
    at = NOON + timedelta(minutes=3 * number)
    title, summary = told
    return Article(
        id=number,
        title=title,
        summary=summary,
        url=f"https://{outlet}.example/{number}",
        outlet=outlet,
        publisher=outlet,
        language="en",
        published_at=at,
        first_seen_at=at,
    )


@pytest.fixture
def index() -> StoryIndex:
    ids = count(1)
    return StoryIndex(lambda _: next(ids))


@pytest.mark.parametrize("other", OTHERS, ids=lambda told: told[0].split()[0] + told[0][-6:])
def test_another_event_is_another_story_from_the_first_article_on(
    index: StoryIndex, other: tuple[str, str]
) -> None:
    """Shared names alone make no story, though nothing has been learnt yet."""
    first = index.assign(article(1, TOUR, outlet="wire"), frozenset())
    second = index.assign(article(2, other, outlet="post"), frozenset())
    assert first.story_id != second.story_id


def test_all_of_them_stay_apart_and_the_retelling_joins(index: StoryIndex) -> None:
    """In one small archive the two tellings of one event meet, and nothing else does."""
    first = index.assign(article(1, TOUR, outlet="wire"), frozenset())
    stories = [
        index.assign(article(n, told, outlet=f"post{n}"), frozenset()).story_id
        for n, told in enumerate(OTHERS, 2)
    ]
    retold = index.assign(article(20, RETOLD, outlet="courier"), frozenset())
    assert len({first.story_id, *stories}) == 1 + len(OTHERS)
    assert retold.story_id == first.story_id
