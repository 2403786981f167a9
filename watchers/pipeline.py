"""Calls the steps in order: match, group, owe, remember. It decides nothing.

Articles pass one batch at a time, so that what is known, grouped and owed rests on what the
batch before has left; between matching and remembering nothing else changes the stories.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from watchers.alerts import (
    DecideContext,
    decide,
)
from watchers.matching import Matcher
from watchers.model import Article, News, Owed, Place, Source, Story
from watchers.ringing import ring_digests
from watchers.sources.identity import Parted, identity_keys, part
from watchers.sources.revisions import find_revised
from watchers.store import (
    AlreadyRemembered,
    Store,
    Tx,
    deliveries,
    event_dates,
    places,
    sources,
    subscriptions,
    watches,
)
from watchers.store import articles as stored_articles
from watchers.store.articles import KeyAlias, LineSpan, Remembered
from watchers.stories import StoryIndex
from watchers.stories.calendar import (
    DatedEvent,
    link_dates,
)
from watchers.text.lines import classify_lines
from watchers.weighing import STORIES_LIVE_FOR, tier_by, weigh

MATCH_IN_THREAD_FROM = 50
"""A batch of this many articles leaves the event loop: about 10 ms of matching and grouping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one poll brought; articles carry id 0, `source` is as it was before the poll.

    `settle` gives the source as the poll leaves it, once it is known what was new; `complete` the
    whole article where an outline was brought of one that seemed known.
    """

    source: Source
    articles: tuple[Article, ...]
    settle: Callable[[Parted], Source]
    complete: Callable[[Article], Article] = lambda article: article


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a batch: the news, and the ids of the deliveries now owed."""

    news: tuple[News, ...] = ()
    delivery_ids: tuple[int, ...] = ()

    @property
    def matched(self) -> int:
        """How many of the news match a watch."""
        return sum(1 for each in self.news if each.matches)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A batch held against the store, matched and grouped: all that is to be remembered of it."""

    parted: Parted
    news: tuple[News, ...]
    revised: tuple[Article, ...] = ()


class Pipeline:
    """Takes polled articles to remembered deliveries, rings digests, and takes new watches."""

    def __init__(
        self, store: Store, *, clock: Callable[[], datetime], max_age_h: float = 48.0
    ) -> None:
        self.store = store
        self.matcher = Matcher()
        self._clock = clock
        self._max_age_h = max_age_h
        self._ids = store.ids
        self._stories = StoryIndex(self._ids.next)
        self._one_at_a_time = asyncio.Lock()
        self.is_catching_up = False
        """After an outage: what is not urgent is held for one digest."""

    async def open(self) -> None:
        """Build matcher and stories from the store; call once before anything else."""
        known = await self.store.read(watches.all_watches)
        self.matcher = await asyncio.to_thread(Matcher, known)
        await self._rebuild_stories()

    async def take(self, batch: Batch) -> Taken:
        """Steps 5 to 8 for what one poll brought, remembered in one transaction."""
        async with self._one_at_a_time:
            try:
                return await self._take(batch)
            except AlreadyRemembered:
                await self._rebuild_stories()
                return await self._take(batch)
            except BaseException:
                # The stories hold articles that were not remembered.
                await self._rebuild_stories()
                raise

    async def ring(self, place: Place) -> tuple[int, ...]:
        """Owe the place's due digests, if any are due; the new deliveries' ids."""
        now = self._clock()
        return await self.store.write(lambda tx: ring_digests(tx, place, now))

    async def forget_stories(self) -> None:
        """Let go of stories too old to be joined."""
        async with self._one_at_a_time:
            self._stories.forget(self._clock() - STORIES_LIVE_FOR)

    async def find_fresh(self, source: Source, articles: Sequence[Article]) -> Sequence[Article]:
        """Those of a document's articles that are new, as far as is known now."""
        return (await self._part(source, articles)).fresh

    async def _part(self, source: Source, articles: Sequence[Article]) -> Parted:
        keys = {key for each in articles for key in identity_keys(each, source.id)}
        known = await self.store.read(
            lambda tx: stored_articles.known_keys(tx, keys, source_id=source.id)
        )
        return part(source, articles, known)

    async def _take(self, batch: Batch) -> Taken:
        now, source = self._clock(), batch.source
        parted = await self._part(source, batch.articles)
        reseen = await self.store.read(
            lambda tx: stored_articles.known_articles(tx, parted.reseen.keys())
        )
        fresh = tuple(
            replace(batch.complete(each), id=self._ids.next(now)) for each in parted.fresh
        )
        is_baseline = source.is_baseline_due or parted.is_reset
        weighed = Weighed(
            parted=parted,
            news=await self._weigh_all(fresh, is_baseline=is_baseline),
            revised=find_revised(reseen, parted.reseen),
        )
        return await self.store.write(lambda tx: self._remember(tx, batch, weighed))

    async def _weigh_all(self, fresh: Sequence[Article], *, is_baseline: bool) -> tuple[News, ...]:
        if len(fresh) < MATCH_IN_THREAD_FROM:
            return self._weigh_now(fresh, is_baseline)
        return await asyncio.to_thread(self._weigh_now, fresh, is_baseline)

    def _weigh_now(self, fresh: Iterable[Article], is_baseline: bool) -> tuple[News, ...]:
        return tuple(
            weigh(each, self.matcher, self._stories, is_baseline=is_baseline) for each in fresh
        )

    def _remember(self, tx: Tx, batch: Batch, weighed: Weighed) -> Taken:
        now, news, parted = self._clock(), weighed.news, weighed.parted
        ids = {each.grouped.story_id for each in news}
        stories = {story_id: self._stories.story(story_id) for story_id in ids}
        articles = [each.article for each in news]
        remembered = Remembered(
            at=now,
            news=news,
            keys={each.id: keys for each, keys in zip(articles, parted.keys, strict=True)},
            lines={each.id: spans_of(each) for each in articles},
            aliases=aliases_of(parted, batch.source),
            revised=weighed.revised,
            stories=tuple(stories.values()),
            owed=owe(tx, news, stories, self._context(now)),
            card_stories=tuple({n.grouped.story_id for n in news if not n.grouped.is_new_story}),
            polled=(batch.settle(parted),),
        )
        delivery_ids = stored_articles.remember(tx, remembered)
        event_dates.add(tx, read_dates(tx, news))
        revised = stored_articles.revisable(tx, weighed.revised)
        again = (match for each in revised for match in self.matcher.match(each))
        stored_articles.add_matches(tx, again)
        return Taken(news=news, delivery_ids=delivery_ids)

    def _context(self, now: datetime) -> DecideContext:
        return DecideContext(
            now=now,
            tier_of=tier_by(self._stories, now),
            stories={},
            max_age_h=self._max_age_h,
            is_catching_up=self.is_catching_up,
        )

    async def _rebuild_stories(self) -> None:
        since = self._clock() - STORIES_LIVE_FOR
        recent = await self.store.read(lambda tx: stored_articles.recent_articles(tx, since))
        stories = StoryIndex(self._ids.next)
        for each in recent:
            stories.restore(each.article, each.story, each.watch_ids)
        self._stories = stories


def owe(
    tx: Tx, news: Sequence[News], stories: Mapping[int, Story], context: DecideContext
) -> tuple[Owed, ...]:
    """Step 7: what the news owe, by the subscriptions and facts of this very transaction."""
    watch_ids = {match.watch_id for each in news for match in each.matches}
    subscribed = subscriptions.by_watch_ids(tx, watch_ids) if watch_ids else ()
    if not subscribed:
        return ()
    place_ids = {each.place_id for each in subscribed}
    events = {each.event_id for each in stories.values() if each.event_id is not None}
    day_ago = context.now - timedelta(hours=25)
    known = replace(
        context,
        stories=stories,
        policies=places.policies(tx, place_ids),
        told=deliveries.told(tx, place_ids, stories, event_ids=events, since=day_ago),
        alerted_at=deliveries.alerted_at(tx, place_ids, day_ago),
        snoozes=places.snoozes(tx, place_ids, context.now),
        private_sources=sources.private_to(tx, {each.article.source_id for each in news}),
    )
    return decide(news, subscribed, known)


def read_dates(tx: Tx, news: Sequence[News]) -> tuple[DatedEvent, ...]:
    """When what the watches name takes place, as the news say."""
    watch_ids = {match.watch_id for each in news for match in each.matches}
    kinds = {each.id: each.kind for each in watches.by_ids(tx, watch_ids).values()}
    dated = (link_dates(each.article, each.matches, kinds) for each in news)
    return tuple(event for events in dated for event in events)


def spans_of(article: Article) -> tuple[LineSpan, ...]:
    """The classes of the article's lines, as the store keeps them."""
    return tuple((line.start, line.end, line.kind) for line in classify_lines(article.text))


def aliases_of(parted: Parted, source: Source) -> tuple[KeyAlias, ...]:
    """The new keys of known articles, as met in this source."""
    return tuple(
        KeyAlias(key=key, article_id=article_id, source_id=source.id)
        for key, article_id in parted.aliases.items()
    )
