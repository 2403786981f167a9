"""Which alerts and updates are owed for news, to whom, and why."""

from collections.abc import Sequence

from watchers.alerts.policy import DecideContext
from watchers.model import News, Owed, Subscription


def decide(
    news: Sequence[News], subscriptions: Sequence[Subscription], context: DecideContext
) -> tuple[Owed, ...]:
    """The deliveries owed at once: urgent first, at most one per place and story of the news.

    `subscriptions` are those whose watch matched the news (others do no harm). An update names as
    first story the one whose card is to be edited; the rest stand on the same card, as do the
    further stories of an alert (one event).
    """
    raise NotImplementedError
