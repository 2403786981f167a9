"""Which alerts and updates are owed for news, to whom, and why."""

from collections import defaultdict
from collections.abc import Sequence

from watchers.alerts.ledger import Ledger
from watchers.alerts.policy import DecideContext
from watchers.alerts.wishes import StoryNews, find_wishes
from watchers.model import News, Owed, Subscription, Tier


def decide(
    news: Sequence[News], subscriptions: Sequence[Subscription], context: DecideContext
) -> tuple[Owed, ...]:
    """The deliveries owed at once: urgent first, at most one per place and story of the news.

    `subscriptions` are those whose watch matched the news (others do no harm). An update names as
    first story the one whose card is to be edited; the rest stand on the same card, as do the
    further stories of an alert (one event).
    """
    ledger = Ledger(context)
    by_watch = _by_watch(subscriptions)
    for story_news in _by_story(news, context):
        for wish in find_wishes(story_news, by_watch, context):
            ledger.wish(story_news, wish)
        ledger.refresh(story_news)
    return ledger.owed()


def _by_watch(subscriptions: Sequence[Subscription]) -> dict[int, list[Subscription]]:
    by_watch: dict[int, list[Subscription]] = defaultdict(list)
    for subscription in subscriptions:
        by_watch[subscription.watch_id].append(subscription)
    return by_watch


def _by_story(news: Sequence[News], context: DecideContext) -> list[StoryNews]:
    """The news by story, urgent stories first, so that a budget is spent on them."""
    by_story: dict[int, list[News]] = defaultdict(list)
    for one in news:
        by_story[one.grouped.story_id].append(one)
    heard = [
        StoryNews(
            story=context.stories[story_id],
            news=tuple(told),
            tiers=tuple(context.tier_of(one) for one in told),
        )
        for story_id, told in by_story.items()
    ]
    return sorted(heard, key=lambda story_news: story_news.tiered.tier is not Tier.URGENT)
