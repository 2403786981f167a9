"""One story's memory: a few members, and what all of them have said, bounded in size."""

import math
from array import array
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from watchers.model import Story
from watchers.stories.facts import StoryFacts
from watchers.stories.member import Member
from watchers.stories.voices import Voices

MAX_MEMBERS = 12
"""Members kept whole; a story of ten thousand articles stays as cheap as one of twelve."""
MAX_CENTRE = 200
CORE_TERMS = 10
MAX_SEEN = 600


class Cluster:
    """A story and what is needed to know its like; it grows, and its size is bounded."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.members: list[Member] = []
        self.article_ids: list[int] = []
        self.days: tuple[date, date] | None = None
        self.undated = 0
        self.span: tuple[datetime, datetime] | None = None
        self.voices = Voices()
        self.doubt = ""
        self.quantities: dict[str, list[str]] = {}
        self.dates: dict[tuple[str, date, date | None], None] = {}
        self.words: frozenset[str] = frozenset()
        self.languages: dict[str, None] = {}
        self.numbers: tuple[str, ...] = ()
        self.pairs = array("I")
        self._support: Counter[str] = Counter()
        self._centre: Mapping[str, float] = {}
        self._length = 0.0
        self._core: dict[str, float] | None = None

    @property
    def size(self) -> int:
        return len(self.article_ids)

    def add(self, member: Member) -> None:
        self.voices.add(member, self.members)
        self.article_ids.append(member.article_id)
        self.members.append(member)
        # The first tells what the story is; the last tell where it stands.
        if len(self.members) > MAX_MEMBERS:
            del self.members[1]
        self.doubt = self.doubt or member.doubt
        for unit, number in member.quantities.items():
            told = self.quantities.setdefault(unit, [])
            if number not in told:
                told.append(number)
        self.dates.update(dict.fromkeys(member.dates))
        self.words = self.words | member.words if self.words else member.words
        if member.language:
            self.languages[member.language] = None
        self._add_day(member)
        self._add_terms(member)

    def gap(self, at: datetime) -> timedelta | None:
        """How far a time lies outside the span of the dated articles; None where none is dated."""
        if self.span is None:
            return None
        since, until = self.span
        return max(at - until, since - at, timedelta())

    def likeness(self, vector: Mapping[str, float]) -> float:
        """Cosine of the vector with the story's middle, 0 to 1."""
        if not self._length:
            return 0.0
        centre = self._centre
        return sum(w * centre.get(term, 0.0) for term, w in vector.items()) / self._length

    def core(self) -> Mapping[str, float]:
        """The most telling terms that half of the articles share, with their mean weight."""
        if self._core is None:
            shared = [term for term in self._centre if self._is_shared(term)]
            shared.sort(key=lambda term: (-self._centre[term], term))
            self._core = {term: self._centre[term] / self.size for term in shared[:CORE_TERMS]}
        return self._core

    def has_said(self, term: str) -> bool:
        """Whether any article has the term among its telling ones."""
        return term in self._centre

    def _is_shared(self, term: str) -> bool:
        return self.size == 1 or 2 * self._support[term] >= self.size

    def facts(self) -> StoryFacts:
        """Who stands behind the story."""
        return StoryFacts(
            articles=self.size,
            outlets=tuple(self.voices.outlets.values()),
            origins=tuple(self.voices.origins.values()),
            is_state_only=self.voices.is_state_only,
            unverified=self.doubt,
            languages=tuple(self.languages),
        )

    def _add_day(self, member: Member) -> None:
        at = member.published_at
        if at is not None:
            since, until = self.span or (at, at)
            self.span = min(since, at), max(until, at)
        day = member.day
        if day is None:
            self.undated += 1
            return
        first, last = self.days or (day, day)
        self.days = (min(first, day), max(last, day))

    def _add_terms(self, member: Member) -> None:
        if self.size == 1:
            # Most stories have one article; they share its vector instead of copying it.
            self._centre, self._length = member.vector, 1.0 if member.vector else 0.0
        else:
            self._move_centre(member.vector)
        self._core = None
        self._add_pairs_and_numbers(member)

    def _add_pairs_and_numbers(self, member: Member) -> None:
        if self.size == 1:
            self.pairs, self.numbers = member.pairs, member.numbers
            return
        if len(self.pairs) < MAX_SEEN:
            self.pairs = array("I", {*self.pairs, *member.pairs})
        if len(self.numbers) < MAX_SEEN:
            self.numbers = tuple({*self.numbers, *member.numbers})

    def _move_centre(self, vector: Mapping[str, float]) -> None:
        if self.size == 2:
            self._support = Counter(self._centre.keys())
        centre = dict(self._centre)
        for term, weight in vector.items():
            centre[term] = centre.get(term, 0.0) + weight
        self._support.update(vector.keys())
        if len(centre) > 2 * MAX_CENTRE:
            strongest = sorted(centre.items(), key=lambda pair: -pair[1])[:MAX_CENTRE]
            centre = dict(strongest)
            self._support = Counter({term: self._support[term] for term in centre})
        self._centre = centre
        self._length = math.sqrt(sum(weight * weight for weight in centre.values()))
