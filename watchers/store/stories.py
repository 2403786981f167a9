"""Stories as one reader may see them."""

from collections.abc import Collection
from datetime import datetime

from watchers.model import Reader, Story, StoryView
from watchers.store.tx import Tx


def by_ids(tx: Tx, story_ids: Collection[int]) -> dict[int, Story]:
    """The stories by id."""
    raise NotImplementedError


def story_views(tx: Tx, story_ids: Collection[int], reader: Reader) -> dict[int, StoryView]:
    """Each story with the articles and watches visible to the reader; absent where there are none."""
    raise NotImplementedError


def stories_of_watches(
    tx: Tx,
    watch_ids: Collection[int],
    since: datetime,
    until: datetime,
    reader: Reader,
    *,
    limit: int = 500,
) -> tuple[StoryView, ...]:
    """Stories with an article visible to the reader that matches one of the watches and was first
    seen in [since, until), newest first; matches of those watches only."""
    raise NotImplementedError


def recent_stories(
    tx: Tx, since: datetime, reader: Reader, *, limit: int = 25
) -> tuple[Story, ...]:
    """Stories touched since then that the reader may see, newest first: for autocomplete."""
    raise NotImplementedError


def counts_per_day(
    tx: Tx, watch_id: int, since: datetime, until: datetime, reader: Reader
) -> dict[str, int]:
    """Stories matching the watch by UTC day of their first article, ISO dates; empty days absent."""
    raise NotImplementedError


def count(tx: Tx, since: datetime) -> int:
    """Stories opened since then."""
    raise NotImplementedError
