"""The stories of the last days, in memory: where does this article belong?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from watchers.model import Article, Grouped, Reason, Story
from watchers.stories.candidates import Candidates
from watchers.stories.changes import find_change
from watchers.stories.cluster import Cluster
from watchers.stories.facts import StoryFacts
from watchers.stories.member import Member, read_member
from watchers.stories.rarity import Rarity
from watchers.stories.revisions import Revisions


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
        self._revisions = Revisions()

    def assign(self, article: Article, watch_ids: frozenset[int] = frozenset()) -> Grouped:
        """Where the article goes; it is remembered there. The same id again changes nothing."""
        known = self._grouped.get(article.id)
        if known is not None:
            return known
        member = read_member(article, watch_ids, self._rarity)
        story_id = self._find(member)
        grouped = self._open(member, article) if story_id is None else self._join(member, story_id)
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

    def _find(self, member: Member) -> int | None:
        known = self._revisions.find(member)
        if known is not None:
            return known
        return self._candidates.find(member, self._clusters)

    def _open(self, member: Member, article: Article) -> Grouped:
        story = Story(
            id=self._next_id(article.first_seen_at),
            title=article.title,
            revision=1,
            first_seen_at=article.first_seen_at,
            updated_at=article.first_seen_at,
        )
        cluster = self._clusters[story.id] = Cluster(story)
        self._remember(member, cluster)
        return Grouped(article_id=article.id, story_id=story.id, is_new_story=True)

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
        cluster.add(member)
        self._candidates.add(member, cluster.story.id)
        self._revisions.add(member, cluster.story.id)

    def _drop(self, story_id: int) -> None:
        cluster = self._clusters.pop(story_id)
        for article_id in cluster.article_ids:
            self._grouped.pop(article_id, None)
        self._candidates.drop(story_id)
        self._revisions.drop(story_id)
