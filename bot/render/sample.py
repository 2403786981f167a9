"""An invented story, for a sample alert before anything was found."""

from datetime import datetime

from bot.render.shown import Voice
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


def sample_view(voice: Voice, now: datetime) -> StoryView:
    """A story of one outlet about a watch named in its headline."""
    name = voice.label("sample-name")
    article = Article(
        id=0,
        title=voice.label("sample-headline", name=name),
        summary=voice.label("sample-summary"),
        outlet="Watchfloor",
        url="https://example.com/",
        first_seen_at=now,
        published_at=now,
    )
    start = article.title.index(name)
    found = Evidence(
        alias=name, field=Field.TITLE, start=start, end=start + len(name), text=name, score=100
    )
    match = Match(article_id=0, watch_id=0, score=100, role=Role.SUBJECT, evidence=(found,))
    story = Story(id=0, title=article.title, revision=1, first_seen_at=now, updated_at=now)
    watches = {0: Watch(id=0, name=name)}
    return StoryView(story=story, articles=(article,), matches=(match,), watches=watches)
