"""The own month of 325 articles on 38 events: nothing merged wrongly, little told twice."""

import random
from itertools import count

import pytest

from benchmarks.evaluate_alerts import find_watches
from benchmarks.story_sets import b_cubed, pairwise, read_month
from watchers.model import Article
from watchers.stories import StoryIndex


def group(articles: list[Article]) -> list[int]:
    ids = count(1)
    index = StoryIndex(lambda _: next(ids))
    return [index.assign(article, find_watches(article)).story_id for article in articles]


def test_the_month_merges_no_two_events() -> None:
    """Four launches, many visits of one leader and three quakes stay apart, in two languages."""
    # given
    month = read_month()

    # when
    stories = group(list(month.articles))

    # then
    precision, recall, _ = pairwise(month.truth, stories)
    assert precision == 1.0
    assert recall > 0.93
    assert len(set(stories)) <= 1.25 * len(set(month.truth))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_month_in_any_order_stays_apart(seed: int) -> None:
    """Shuffled altogether, the articles still find their stories and hardly a wrong one."""
    # given
    month = read_month()
    pairs = list(zip(month.articles, month.truth, strict=True))
    random.Random(seed).shuffle(pairs)

    # when
    stories = group([article for article, _ in pairs])

    # then
    precision, recall, _ = b_cubed([event for _, event in pairs], stories)
    assert precision > 0.94
    assert recall > 0.8
