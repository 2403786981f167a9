"""How urgent a piece of news is, and why."""

from datetime import datetime

from watchers.alerts.policy import Tiered
from watchers.model import News
from watchers.stories.facts import StoryFacts


def judge_tier(news: News, facts: StoryFacts, now: datetime) -> Tiered:
    """Urgent where a subject, well evidenced, fresh, is told by two origins; else normal."""
    raise NotImplementedError
