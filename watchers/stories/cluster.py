"""One story's memory: its members and the middle of their vectors."""

import math
from collections.abc import Mapping
from datetime import datetime

from watchers.model import Story
from watchers.stories.facts import StoryFacts
from watchers.stories.member import Member

MAX_MEMBERS = 40
"""Members kept whole; a story of ten thousand articles stays as cheap as one of forty."""
MAX_CENTRE = 200


class Cluster:
    """A story and what is needed to know its like; it grows, and its size is bounded."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.members: list[Member] = []
        self.article_ids: list[int] = []
        self.latest: datetime = story.first_seen_at
        self.outlets: dict[str, None] = {}
        self.origins: dict[str, bool] = {}
        self.languages: dict[str, None] = {}
        self._centre: dict[str, float] = {}
        self._length = 0.0

    def add(self, member: Member) -> None:
        self.latest = member.date if not self.members else max(self.latest, member.date)
        self.article_ids.append(member.article_id)
        self.members.append(member)
        # The first tells what the story is; the last tell where it stands.
        if len(self.members) > MAX_MEMBERS:
            del self.members[1]
        self.outlets[member.publisher or member.outlet] = None
        self._add_origin(member)
        if member.language:
            self.languages[member.language] = None
        self._move_centre(member.vector)

    def likeness(self, vector: Mapping[str, float]) -> float:
        """Cosine of the vector with the story's middle, 0 to 1."""
        if not self._length:
            return 0.0
        centre = self._centre
        return sum(w * centre.get(term, 0.0) for term, w in vector.items()) / self._length

    def facts(self) -> StoryFacts:
        return StoryFacts(
            articles=len(self.article_ids),
            outlets=tuple(self.outlets),
            origins=tuple(self.origins),
            is_state_only=bool(self.origins) and all(self.origins.values()),
            languages=tuple(self.languages),
        )

    def _add_origin(self, member: Member) -> None:
        origin = member.origin or member.publisher or member.outlet
        self.origins[origin] = self.origins.get(origin, True) and member.is_state_media

    def _move_centre(self, vector: Mapping[str, float]) -> None:
        centre = self._centre
        for term, weight in vector.items():
            centre[term] = centre.get(term, 0.0) + weight
        if len(centre) > 2 * MAX_CENTRE:
            strongest = sorted(centre.items(), key=lambda pair: -pair[1])[:MAX_CENTRE]
            self._centre = centre = dict(strongest)
        self._length = math.sqrt(sum(weight * weight for weight in centre.values()))
