"""Builders of articles and indexes for the tests of stories."""

from datetime import UTC, datetime, timedelta
from itertools import count

from watchers.model import Article
from watchers.stories import StoryIndex

START = datetime(2023, 8, 14, 0, 30, tzinfo=UTC)
LEAD = (
    "A ballistic missile fired from the Sunan area near Pyongyang flew about 600 kilometres before "
    "it fell into waters east of the peninsula, the Joint Chiefs of Staff in Seoul said.\n"
    "The launch was detected at 7:12 a.m., and the military has stepped up surveillance in "
    "preparation for further launches, a spokesman told reporters at a briefing."
)


def make_index() -> StoryIndex:
    ids = count(1)
    return StoryIndex(lambda _: next(ids))


def make_article(number: int, title: str, text: str = LEAD, **values: object) -> Article:
    seen_at = START + timedelta(minutes=number)
    given: dict[str, object] = {
        "outlet": f"Outlet {number}",
        "first_seen_at": seen_at,
        "published_at": seen_at,
        "language": "en",
    }
    return Article(id=number, title=title, text=text, **(given | values))  # type: ignore[arg-type]


def group(*articles: Article, watch_ids: frozenset[int] = frozenset()) -> list[int]:
    """The story of each article, by the order in which the stories opened."""
    index = make_index()
    return [index.assign(article, watch_ids).story_id for article in articles]
