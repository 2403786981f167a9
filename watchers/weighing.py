"""Steps 5 and 6 for one article: what it names, and which story it belongs to."""

from collections.abc import Callable
from datetime import datetime, timedelta

from watchers.alerts import Tiered, judge_tier
from watchers.matching import Matcher
from watchers.model import Article, News
from watchers.stories import StoryIndex

STORIES_LIVE_FOR = timedelta(days=5)
"""How far back an article may still join a story; older ones leave the index."""


def weigh(
    article: Article, matcher: Matcher, stories: StoryIndex, *, is_baseline: bool = False
) -> News:
    """The article with its matches and its story, which remembers it. Live and replay call this."""
    matches = matcher.match(article)
    grouped = stories.assign(article, frozenset(match.watch_id for match in matches))
    return News(article=article, grouped=grouped, matches=matches, is_baseline=is_baseline)


def tier_by(stories: StoryIndex, now: datetime) -> Callable[[News], Tiered]:
    """The tier of a piece of news by what is known of its story at this moment."""
    return lambda news: judge_tier(news, stories.facts(news.grouped.story_id), now)
