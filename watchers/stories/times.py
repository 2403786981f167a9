"""When an article was published, as far as its date can be believed."""

from datetime import datetime, timedelta

from watchers.model import Article

AHEAD = timedelta(hours=1)
"""A date further ahead of the first sight is a fault of its source and counts as unknown."""


def published_at_of(article: Article) -> datetime | None:
    """When it was published; None where that is unknown or lies ahead of its first sight."""
    at = article.published_at
    return None if at is None or at > article.first_seen_at + AHEAD else at
