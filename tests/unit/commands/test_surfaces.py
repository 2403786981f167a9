"""Which words tell a false match from a true one."""

from datetime import UTC, datetime

import pytest

from bot.commands.surfaces import surface_of
from watchers.model import Alias, Article, Evidence, Field, Watch

WATCH = Watch(id=1, name="Kim Jong Un", aliases=(Alias(text="Kim Jong-un"),))


@pytest.mark.parametrize(
    ("title", "found", "surface"),
    [
        ("Kim Jong-nam was seen", "Kim Jong-nam", "Kim Jong-nam"),
        ("Kim Jong Un Laundry opens", "Kim Jong Un", "Kim Jong Un Laundry"),
        ("At Cafe Kim Jong Un they serve tea", "Kim Jong Un", "Cafe Kim Jong Un"),
        ("Kim Jong Un visits", "Kim Jong Un", ""),
        ("Today Kim Jong Un", "Kim Jong Un", ""),
    ],
)
def test_only_words_that_true_mentions_lack_become_a_confusable(
    title: str, found: str, surface: str
) -> None:
    """The alias itself never does: it would refuse every true mention too."""
    article = Article(id=1, title=title, first_seen_at=datetime(2026, 8, 18, tzinfo=UTC))
    start = title.index(found)
    evidence = Evidence(
        alias="Kim Jong-un",
        field=Field.TITLE,
        start=start,
        end=start + len(found),
        text=found,
        score=90,
    )

    assert surface_of(article, evidence, WATCH) == surface
