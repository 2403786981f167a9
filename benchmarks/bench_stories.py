"""Stories and alerts: time per article as the archive grows, and with a hundred thousand a day."""

import random
import resource
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from wordfreq import top_n_list

from watchers.model import Article
from watchers.stories import StoryIndex

DAY = timedelta(days=1)
PER_DAY = 100_000
MEASURED = 1_000
ARCHIVE = 15_000
START = datetime(2024, 1, 1, tzinfo=UTC)


def run() -> list[dict[str, Any]]:
    """Rows of name, ratio, ours, theirs, unit and goal."""
    ids = count(1)
    index = StoryIndex(lambda _: next(ids))
    articles = make_day(ARCHIVE + MEASURED)
    _assign_ms(index, articles, MEASURED)
    early_ms = _assign_ms(index, articles, MEASURED)
    _assign_ms(index, articles, ARCHIVE - 2 * MEASURED)
    before_mib = _peak_mib()
    late_ms = _assign_ms(index, articles, MEASURED)
    return [
        _row("article of 200 words, archive of 15,000 beside one of 1,000", late_ms, early_ms, 1.5),
        {
            "name": "a day of 100,000 articles, grouping alone",
            "ratio": late_ms * PER_DAY / 1000 / 600,
            "ours": late_ms * PER_DAY / 1000,
            "theirs": 600.0,
            "unit": "s",
            "goal": "≤ 1 with steps 4 to 8",
        },
        {
            "name": "memory of an archive of 15,000 articles",
            "ratio": before_mib / 512,
            "ours": before_mib,
            "theirs": 512.0,
            "unit": "MiB at the peak",
            "goal": "flat over the day",
        },
    ]


def make_day(articles: int, *, seed: int = 7) -> Iterator[Article]:
    """Made-up news: one article in three opens a story, the others retell one of the last hours."""
    dice = random.Random(seed)
    words = top_n_list("en", 30_000)
    stories: list[list[str]] = []
    for number in range(articles):
        if not stories or dice.random() < 0.33:
            stories.append([words[int(dice.paretovariate(0.35)) % 30_000] for _ in range(60)])
            stories = stories[-2_000:]
        at = START + DAY * number / PER_DAY
        yield _retell(number + 1, dice.choice(stories[-400:]), dice, at)


def _retell(number: int, topic: list[str], dice: random.Random, at: datetime) -> Article:
    body = [dice.choice(topic) for _ in range(200)]
    lines = [" ".join(body[start : start + 40]) for start in range(0, 200, 40)]
    return Article(
        id=number,
        title=" ".join(dice.sample(topic, 9)),
        text="\n".join(lines),
        outlet=f"Outlet {dice.randrange(200)}",
        language="en",
        first_seen_at=at,
        published_at=at,
    )


def _assign_ms(index: StoryIndex, articles: Iterator[Article], number: int) -> float:
    chosen = [next(articles) for _ in range(number)]
    started = time.process_time()
    for article in chosen:
        index.assign(article)
    return (time.process_time() - started) / number * 1000


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _row(name: str, ours: float, theirs: float, goal: float) -> dict[str, Any]:
    return {
        "name": name,
        "ratio": ours / theirs,
        "ours": ours,
        "theirs": theirs,
        "unit": "ms",
        "goal": f"≤ {goal}",
    }
