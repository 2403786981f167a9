"""The stories of the last days, in memory: where does this article belong?"""

from collections.abc import Callable
from datetime import datetime

from watchers.model import Article, Grouped, Story
from watchers.stories.facts import StoryFacts


class StoryIndex:
    """Groups articles online; its cost per article does not grow with the archive.

    Pure state: no clock but the articles' own times, no input and no output.
    """

    def __init__(self, next_id: Callable[[datetime], int]) -> None:
        raise NotImplementedError

    def assign(self, article: Article, watch_ids: frozenset[int] = frozenset()) -> Grouped:
        """Where the article goes; it is remembered there. The same id again changes nothing."""
        raise NotImplementedError

    def restore(self, article: Article, story: Story, watch_ids: frozenset[int]) -> None:
        """Remember at start what was grouped before; articles in order of first sight."""
        raise NotImplementedError

    def story(self, story_id: int) -> Story:
        """The story as it is now; raises KeyError for one that is forgotten."""
        raise NotImplementedError

    def facts(self, story_id: int) -> StoryFacts:
        """Who stands behind the story, for its tier."""
        raise NotImplementedError

    def forget(self, before: datetime) -> None:
        """Let go of articles first seen before, and of stories that have none left."""
        raise NotImplementedError
