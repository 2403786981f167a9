"""Articles of many outlets on one event become one story, as they come."""

from watchers.stories.facts import StoryFacts
from watchers.stories.index import StoryIndex

__all__ = ["StoryFacts", "StoryIndex"]
