"""The stories of the last days, in memory: where does this article belong?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from watchers.model import Article, Grouped, Reason, Story
from watchers.stories.across import find_across
from watchers.stories.candidates import Candidates, Kin
from watchers.stories.changes import find_change
from watchers.stories.cluster import Cluster
from watchers.stories.dispatches import Dispatches
from watchers.stories.events import SAME_EVENT_FROM, is_same_event
from watchers.stories.facts import StoryFacts
from watchers.stories.member import Member, read_member
from watchers.stories.rarity import Rarity

MAX_STORIES = 20_000
"""Stories kept live, the stalest dropped first: 100,000 articles a day must fit a small machine."""


class StoryIndex:
    """Groups articles online; its cost per article does not grow with the archive.

    Pure state: no clock but the articles' own times, no input and no output.
    """

    def __init__(self, next_id: Callable[[datetime], int]) -> None:
        self._next_id = next_id
        self._rarity = Rarity()
        self._clusters: dict[int, Cluster] = {}
        self._grouped: dict[int, Grouped] = {}
        self._candidates = Candidates()
        self._dispatches = Dispatches()

    def assign(self, article: Article, watch_ids: frozenset[int] = frozenset()) -> Grouped:
        """Where the article goes; it is remembered there. The same id again changes nothing."""
        known = self._grouped.get(article.id)
        if known is not None:
            return known
        member = read_member(article, watch_ids, self._rarity)
        grouped = self._group(member, article.title)
        self._grouped[article.id] = grouped
        return grouped

    def restore(self, article: Article, story: Story, watch_ids: frozenset[int]) -> None:
        """Remember at start what was grouped before; articles in order of first sight."""
        if article.id in self._grouped:
            return
        member = read_member(article, watch_ids, self._rarity)
        cluster = self._clusters.setdefault(story.id, Cluster(story))
        self._grouped[article.id] = Grouped(
            article_id=article.id,
            story_id=story.id,
            is_new_story=not cluster.members,
            event_id=story.event_id,
        )
        cluster.story = story
        self._remember(member, cluster)

    def story(self, story_id: int) -> Story:
        """The story as it is now; raises KeyError for one that is forgotten."""
        return self._clusters[story_id].story

    def facts(self, story_id: int) -> StoryFacts:
        """Who stands behind the story, for its tier."""
        return self._clusters[story_id].facts()

    def forget(self, before: datetime) -> None:
        """Let go of stories that no article has joined since."""
        for story_id, cluster in list(self._clusters.items()):
            if cluster.story.updated_at < before:
                self._drop(story_id)

    def _group(self, member: Member, title: str) -> Grouped:
        known = self._dispatches.find(member)
        if known is not None:
            return self._join(member, known)
        kin = self._candidates.find(member, self._clusters)
        story_id = self._find_story(kin)
        if story_id is not None:
            return self._join(member, story_id)
        across = find_across(member, reversed(self._clusters.values()))
        if across is not None:
            return self._join(member, across)
        return self._open(member, title, self._find_event(member, kin))

    def _find_story(self, kin: tuple[Kin, ...]) -> int | None:
        return next((one.story_id for one in kin if one.may_join), None)

    def _find_event(self, member: Member, kin: tuple[Kin, ...]) -> int | None:
        near = (
            self._clusters[one.story_id]
            for one in kin
            if one.rating >= SAME_EVENT_FROM and not one.is_unlike
        )
        return next((c.story.event_id for c in near if is_same_event(member, c)), None)

    def _open(self, member: Member, title: str, event_id: int | None) -> Grouped:
        story_id = self._next_id(member.seen_at)
        story = Story(
            id=story_id,
            title=title,
            revision=1,
            first_seen_at=member.seen_at,
            updated_at=member.seen_at,
            event_id=event_id or story_id,
        )
        cluster = self._clusters[story.id] = Cluster(story)
        self._remember(member, cluster)
        return Grouped(
            article_id=member.article_id,
            story_id=story.id,
            is_new_story=True,
            event_id=story.event_id,
        )

    def _join(self, member: Member, story_id: int) -> Grouped:
        cluster = self._clusters[story_id]
        change = find_change(member, cluster)
        self._touch(cluster, member, change)
        self._remember(member, cluster)
        return Grouped(
            article_id=member.article_id,
            story_id=story_id,
            is_new_story=False,
            change=change,
            event_id=cluster.story.event_id,
        )

    def _touch(self, cluster: Cluster, member: Member, change: Reason) -> None:
        story = cluster.story
        cluster.story = replace(
            story,
            revision=story.revision + (change.code != "copy"),
            updated_at=max(story.updated_at, member.seen_at),
        )

    def _remember(self, member: Member, cluster: Cluster) -> None:
        # The stories stand in the order of their last article, so that the first is the stalest.
        self._clusters[cluster.story.id] = self._clusters.pop(cluster.story.id)
        if len(self._clusters) > MAX_STORIES:
            self._drop(next(iter(self._clusters)))
        cluster.add(member)
        self._candidates.add(member, cluster.story.id)
        self._dispatches.add(member, cluster.story.id)

    def _drop(self, story_id: int) -> None:
        cluster = self._clusters.pop(story_id)
        for article_id in cluster.article_ids:
            self._grouped.pop(article_id, None)
        self._candidates.drop(story_id)
        self._dispatches.drop(story_id)
