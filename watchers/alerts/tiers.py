"""How urgent a piece of news is, and why."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from watchers.alerts.policy import Tiered
from watchers.alerts.retrospect import find_retrospect
from watchers.model import ArticleKind, Mark, Match, News, Reason, Role, Tier
from watchers.stories.facts import StoryFacts
from watchers.stories.times import AHEAD, published_at_of

MIN_ORIGINS = 2
"""A ping needs two reports that do not rest on each other."""
FRESH = timedelta(hours=12)
MIN_SCORE = 90.0
MIN_SOURCE_TIER = 2


def judge_tier(news: News, facts: StoryFacts, now: datetime) -> Tiered:
    """Urgent where a subject, well evidenced, fresh, is told by two origins; else normal.

    The reasons are all that was weighed: first what speaks against urgency, then what for it.
    """
    against = tuple(_against(news, facts, now))
    tier = Tier.NORMAL if against else Tier.URGENT
    return Tiered(tier=tier, reasons=(*against, *_for(news, facts)))


def _against(news: News, facts: StoryFacts, now: datetime) -> Iterator[Reason]:
    yield from _against_article(news, now)
    yield from _against_match(news.matches)
    yield from _against_story(facts)


def _against_article(news: News, now: datetime) -> Iterator[Reason]:
    article = news.article
    text = find_retrospect(article)
    if text:
        yield Reason(code="tier-retrospective", params={"text": text})
    if article.kind not in (ArticleKind.NEWS, ArticleKind.LIVE):
        yield Reason(code="tier-not-news", params={"kind": str(article.kind)})
    yield from _against_date(news, now)


def _against_date(news: News, now: datetime) -> Iterator[Reason]:
    article = news.article
    date = published_at_of(article)
    if article.published_at is None:
        yield Reason(code="tier-undated")
    elif date is None:
        hours = round((article.published_at - article.first_seen_at - AHEAD).total_seconds() / 3600)
        yield Reason(code="tier-date-ahead", params={"hours": hours})
    elif now - date > FRESH:
        hours = round((now - date).total_seconds() / 3600)
        yield Reason(code="tier-not-fresh", params={"hours": hours})


def _against_match(matches: tuple[Match, ...]) -> Iterator[Reason]:
    subjects = [match for match in matches if match.role is Role.SUBJECT]
    if not subjects:
        best = max(matches, key=lambda match: match.score, default=None)
        yield Reason(code="tier-not-subject", params={"role": str(best.role) if best else ""})
        return
    score = max(match.score for match in subjects)
    if score < MIN_SCORE:
        yield Reason(code="tier-weak-evidence", params={"score": round(score)})


def _against_story(facts: StoryFacts) -> Iterator[Reason]:
    outlets = len(facts.outlets)
    if len(facts.origins) < MIN_ORIGINS:
        origin = facts.origins[0] if facts.origins else ""
        yield Reason(code="tier-single-origin", params={"origin": origin, "outlets": outlets})
    if facts.is_state_only:
        yield Reason(code="tier-state-media-only", params={"outlets": outlets})


def _for(news: News, facts: StoryFacts) -> Iterator[Reason]:
    if len(facts.origins) >= MIN_ORIGINS:
        params = {"origins": len(facts.origins), "outlets": len(facts.outlets)}
        yield Reason(code="tier-corroborated", params=params)
    if Mark.URGENT in news.article.marks:
        yield Reason(code="tier-wire-urgent", params={"outlet": news.article.outlet})
    if facts.unverified:
        yield Reason(code="tier-unverified", params={"text": facts.unverified})
