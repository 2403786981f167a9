"""An archive through the live steps on its own clock: what would have been sent, and when.

Pure: the same matching, grouping, deciding and digesting as live, with the outbox kept in memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from watchers.alerts import (
    DecideContext,
    DigestCandidate,
    DueDigest,
    PlacePolicy,
    SlotKind,
    Told,
    compose_digest,
    decide,
    due_digest,
    judge_tier,
    next_slot,
    owe_digest,
)
from watchers.matching import Matcher
from watchers.model import (
    Article,
    DeliveryKind,
    Grouped,
    Match,
    News,
    Owed,
    Story,
    Subscription,
    Tier,
)
from watchers.stories import StoryIndex
from watchers.weighing import STORIES_LIVE_FOR, tier_by, weigh

TOLD_FOR = timedelta(hours=25)
PLACE_ID = 1
"""A replay has one place: the channel whose subscriptions are tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One message that would have been sent at that moment, with the articles it rests on."""

    at: datetime
    owed: Owed
    article_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One article's way through the replay; `sent` begins with digests that rang before it."""

    news: News
    sent: tuple[Sent, ...] = ()


@dataclass(slots=True)
class _Heard:
    """What one story has come to in the replay."""

    news: list[News] = field(default_factory=list)
    tier: Tier = Tier.NORMAL
    is_told: bool = False


class Replay:
    """Feed it articles in order of arrival; it gives what would have been sent.

    The clock is each article's first sight and never goes back; digests ring between articles.
    """

    def __init__(
        self,
        matcher: Matcher,
        subscriptions: Sequence[Subscription],
        *,
        policy: PlacePolicy | None = None,
        max_age_h: float = 48.0,
    ) -> None:
        self._matcher = matcher
        self._subscriptions = subscriptions
        self._policy = policy or PlacePolicy()
        self._max_age_h = max_age_h
        self._stories = StoryIndex(self._next_id)
        self._ids = 0
        self._now: datetime | None = None
        self._last_slot: dict[SlotKind, datetime] = {}
        self._heard: dict[int, _Heard] = {}
        self._told: list[Told] = []

    def run(self, articles: Iterable[Article]) -> Iterator[Sent]:
        """All that would have been sent, up to the first digest after the last article."""
        for article in articles:
            yield from self.take(article).sent
        yield from self.end()

    def take(self, article: Article, story: Story | None = None) -> Step:
        """Let one article come; `story` is where the live grouping had put it, if it had."""
        rung = self._advance(article.first_seen_at)
        article = replace(article, first_seen_at=self._clock)
        news = self._weigh(article, story)
        tiered = judge_tier(news, self._stories.facts(news.grouped.story_id), self._clock)
        heard = self._heard.setdefault(news.grouped.story_id, _Heard())
        heard.news.append(news)
        heard.tier = tiered.tier if tiered.tier is Tier.URGENT else heard.tier
        owed = decide([news], self._subscriptions, self._context(news))
        return Step(news=news, sent=(*rung, *(self._send(each, (article.id,)) for each in owed)))

    def _weigh(self, article: Article, story: Story | None) -> News:
        if story is None:
            return weigh(article, self._matcher, self._stories)
        matches = self._matcher.match(article)
        self._stories.restore(article, story, frozenset(match.watch_id for match in matches))
        grouped = Grouped(
            article_id=article.id,
            story_id=story.id,
            is_new_story=story.id not in self._heard,
            event_id=story.event_id,
        )
        return News(article=article, grouped=grouped, matches=matches)

    def end(self) -> tuple[Sent, ...]:
        """What the next ring of the digest's clock brings; empty where there was no article."""
        if self._now is None or not self._policy.digest_times:
            return ()
        return self._advance(next_slot(self._policy, self._now).at)

    @property
    def _clock(self) -> datetime:
        assert self._now is not None, "the clock stands until the first article"  # noqa: S101
        return self._now

    def _next_id(self, _: datetime) -> int:
        self._ids += 1
        return self._ids

    def _advance(self, moment: datetime) -> tuple[Sent, ...]:
        if self._now is None:
            self._now = moment
            self._last_slot = dict.fromkeys(SlotKind, moment)
            return ()
        self._now = max(self._now, moment)
        return tuple(sent for kind in SlotKind for sent in self._ring(kind))

    def _ring(self, kind: SlotKind) -> Iterator[Sent]:
        """Every slot by itself, as the live clock rings while the service is up."""
        while due := due_digest(self._policy, self._last_slot[kind], self._clock, kind):
            slot = min((*due.missed, due.slot), key=lambda each: each.at)
            self._last_slot[kind] = slot.at
            yield from self._compose(DueDigest(slot=slot, start=due.start))
            self._forget(slot.at)

    def _compose(self, due: DueDigest) -> Iterator[Sent]:
        candidates = self._candidates(due.start, due.slot.at)
        plan = compose_digest(candidates, self._subscriptions, due)
        owed = owe_digest(plan, PLACE_ID, due.slot)
        if owed is not None:
            stories = set(owed.story_ids)
            ids = [c.articles[0].id for c in candidates if c.story.id in stories]
            yield self._send(owed, tuple(ids), at=due.slot.at)

    def _candidates(self, start: datetime, end: datetime) -> tuple[DigestCandidate, ...]:
        found = []
        for story_id, heard in self._heard.items():
            news = [n for n in heard.news if start <= n.article.first_seen_at < end]
            matches: tuple[Match, ...] = tuple(m for n in news for m in n.matches)
            if matches:
                found.append(
                    DigestCandidate(
                        story=self._stories.story(story_id),
                        articles=tuple(n.article for n in news),
                        matches=matches,
                        outlets=len(self._stories.facts(story_id).outlets),
                        is_told=heard.is_told,
                        tier=heard.tier,
                    )
                )
        return tuple(found)

    def _context(self, news: News) -> DecideContext:
        since = self._clock - TOLD_FOR
        alerts = (t.at for t in self._told if t.kind is DeliveryKind.ALERT and t.at > since)
        story = self._stories.story(news.grouped.story_id)
        return DecideContext(
            now=self._clock,
            tier_of=tier_by(self._stories, self._clock),
            stories={story.id: story},
            max_age_h=self._max_age_h,
            policies={PLACE_ID: self._policy},
            told=tuple(self._told),
            alerted_at={PLACE_ID: tuple(alerts)},
        )

    def _send(
        self, owed: Owed, article_ids: tuple[int, ...], *, at: datetime | None = None
    ) -> Sent:
        moment = at or owed.due_at
        for story_id in owed.story_ids:
            self._heard.setdefault(story_id, _Heard()).is_told = True
            story = self._stories.story(story_id)
            self._told.append(
                Told(
                    place_id=PLACE_ID,
                    story_id=story_id,
                    kind=owed.kind,
                    revision=story.revision,
                    tier=owed.tier,
                    at=moment,
                    is_sent=True,
                    card_story_id=owed.story_ids[0],
                    event_id=story.event_id,
                    reason_codes=tuple(reason.code for reason in owed.reasons),
                )
            )
        return Sent(at=moment, owed=owed, article_ids=article_ids)

    def _forget(self, moment: datetime) -> None:
        """Let go of what no later article can join, so that memory stays flat over an archive."""
        before = moment - STORIES_LIVE_FOR
        self._stories.forget(before)
        self._heard = {
            story_id: heard
            for story_id, heard in self._heard.items()
            if heard.news and heard.news[-1].article.first_seen_at >= before
        }
        self._told = [told for told in self._told if told.at >= before]
