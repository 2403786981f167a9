"""Which places wish to hear of a story at once, and of which watches."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from watchers.alerts.policy import DecideContext, Snooze, Tiered
from watchers.matching import is_counted
from watchers.model import Article, Match, Mode, News, Role, Story, Subscription, Tier
from watchers.stories.times import published_at_of

NEVER_NOW = frozenset({"tier-retrospective"})
"""An article whose tier has one of these reasons waits for the digest, whatever the mode."""
TELLING_ROLES = frozenset({Role.SUBJECT, Role.MENTIONED})


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryNews:
    """The new articles of one story, each with its tier; at least one."""

    story: Story
    news: tuple[News, ...]
    tiers: tuple[Tiered, ...]

    @property
    def tiered(self) -> Tiered:
        """The tier of the whole: an urgent one, else that of the latest article."""
        return next((one for one in self.tiers if one.tier is Tier.URGENT), self.tiers[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A place's wish to hear of a story at once; watches by id."""

    place_id: int
    watch_ids: tuple[int, ...]


def is_backlog(is_baseline: bool, article: Article, subscription: Subscription) -> bool:
    """Whether the article was there before the subscription: found by a baseline, not newer."""
    date = published_at_of(article)
    return is_baseline and (date is None or date <= subscription.created_at)


def is_old(article: Article, now: datetime, max_age_h: float) -> bool:
    date = published_at_of(article)
    return date is not None and date < now - timedelta(hours=max_age_h)


def is_asked_for(article: Article, match: Match, subscription: Subscription) -> bool:
    """Whether the match counts for the subscription; an unknown language is never shut out."""
    is_language = not (subscription.languages and article.language) or (
        article.language in subscription.languages
    )
    is_own = match.watch_id == subscription.watch_id and not subscription.is_paused
    return is_own and is_language and is_counted(match, subscription.strictness)


def may_see(place_id: int, article: Article, private: Mapping[int, frozenset[int]]) -> bool:
    places = private.get(article.source_id)
    return places is None or place_id in places


def find_wishes(
    story_news: StoryNews,
    by_watch: Mapping[int, Sequence[Subscription]],
    context: DecideContext,
) -> tuple[Wish, ...]:
    """One wish per place that wants the story at once, in order of the places' ids.

    The card of a story that one watch rings for names all that the place follows and it mentions.
    """
    wanting: set[int] = set()
    named: dict[int, set[int]] = {}
    for news, match, subscription in _asked_for(story_news, by_watch):
        place_id = subscription.place_id
        if may_see(place_id, news.article, context.private_sources):
            named.setdefault(place_id, set()).add(match.watch_id)
        if _is_wanted_now(news, match, subscription, story_news, context):
            wanting.add(place_id)
    return tuple(
        Wish(place_id=place_id, watch_ids=tuple(sorted(named[place_id])))
        for place_id in sorted(wanting)
    )


def _asked_for(
    story_news: StoryNews, by_watch: Mapping[int, Sequence[Subscription]]
) -> Iterator[tuple[News, Match, Subscription]]:
    for news, tiered in zip(story_news.news, story_news.tiers, strict=True):
        if any(reason.code in NEVER_NOW for reason in tiered.reasons):
            continue
        for match in news.matches:
            for subscription in by_watch.get(match.watch_id, ()):
                if is_asked_for(news.article, match, subscription):
                    yield news, match, subscription


def _is_wanted_now(
    news: News,
    match: Match,
    subscription: Subscription,
    story_news: StoryNews,
    context: DecideContext,
) -> bool:
    article = news.article
    return (
        match.role in TELLING_ROLES
        and _is_mode_now(subscription.mode, story_news.tiered.tier)
        and not is_backlog(news.is_baseline, article, subscription)
        and not is_old(article, context.now, context.max_age_h)
        and may_see(subscription.place_id, article, context.private_sources)
        and not any(_is_snoozed(s, subscription, story_news, context) for s in context.snoozes)
    )


def _is_mode_now(mode: Mode, tier: Tier) -> bool:
    return mode is Mode.RIGHT_AWAY or (mode is Mode.BOTH and tier is Tier.URGENT)


def _is_snoozed(
    snooze: Snooze, subscription: Subscription, story_news: StoryNews, context: DecideContext
) -> bool:
    is_about = snooze.story_id == story_news.story.id or snooze.watch_id == subscription.watch_id
    is_running = snooze.until > context.now
    return is_running and is_about and snooze.place_id == subscription.place_id
