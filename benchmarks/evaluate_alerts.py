"""Alerts: what is told again, what an event costs in cards, and bursts that are none.

The sets are the project's own (tests/samples/news_month.jsonl and variants made of it): articles
rewritten under one address, published again, revised by their outlet, and copied by other outlets
each follow their original; every message beyond the first is one too many.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from benchmarks.story_sets import LabelledSet, read_month
from watchers.alerts import DecideContext, Told, decide, judge_tier
from watchers.alerts.bursts import StorySeen, WatchHistory, find_burst
from watchers.model import (
    Article,
    DeliveryKind,
    Evidence,
    Field,
    Match,
    Mode,
    News,
    Owed,
    Role,
    Subscription,
    Tier,
)
from watchers.stories import StoryIndex

START = datetime(2024, 1, 1, tzinfo=UTC)
EVIDENCE = Evidence(alias="all", field=Field.TITLE, start=0, end=1, text="", score=100.0)
MONTHS = 200
WATCHES = (
    (1, "Kim Jong|Kim |김정은"),
    (2, "North Korea|N. Korea|Pyongyang|북한|북,"),
    (3, "Freedom Shield|joint exercise|joint drill|연합연습"),
    (4, "[Ee]arthquake|[Qq]uake"),
    (5, "Mozambique"),
    (6, "Japan|일본"),
    (7, "China|Chinese|중국"),
    (8, "South Korea|Seoul|한미"),
    (9, "Russia|러시아"),
    (10, "Messi|Miami|Brazil|TikTok|Starship|Haiti|Baltimore|Moscow|Ukrain|Belgorod"),
)


def make_index() -> StoryIndex:
    """An empty index that numbers its stories from 1."""
    ids = count(1)
    return StoryIndex(lambda _: next(ids))


def find_watches(article: Article) -> frozenset[int]:
    """The watches that the article names; one that is always there where it names none."""
    text = f"{article.title} {article.text}"
    return frozenset(n for n, words in WATCHES if re.search(words, text)) or frozenset({11})


def _match(article: Article, watch_id: int) -> Match:
    return Match(
        article_id=article.id,
        watch_id=watch_id,
        score=100.0,
        role=Role.SUBJECT,
        evidence=(EVIDENCE,),
    )


SUBSCRIPTIONS = tuple(
    Subscription(id=n, place_id=1, watch_id=n, created_at=START, mode=Mode.RIGHT_AWAY)
    for n in range(1, 12)
)


@dataclass(slots=True)
class Channel:
    """One channel that follows everything right away, and all that it was sent."""

    index: StoryIndex = field(default_factory=make_index)
    told: list[Told] = field(default_factory=list)

    def hear(self, article: Article) -> list[Owed]:
        """Group one article, decide on it, and remember what was sent."""
        watch_ids = find_watches(article)
        grouped = self.index.assign(article, watch_ids)
        matches = tuple(_match(article, watch_id) for watch_id in sorted(watch_ids))
        news = News(article=article, grouped=grouped, matches=matches)
        owed = decide([news], SUBSCRIPTIONS, self._context(news))
        for one in owed:
            self.told += self._told(one)
        return list(owed)

    def _context(self, news: News) -> DecideContext:
        story_id, now = news.grouped.story_id, news.article.first_seen_at
        return DecideContext(
            now=now,
            tier_of=lambda one: judge_tier(one, self.index.facts(one.grouped.story_id), now),
            stories={story_id: self.index.story(story_id)},
            told=tuple(self.told),
        )

    def _told(self, owed: Owed) -> Iterable[Told]:
        for story_id in owed.story_ids:
            yield Told(
                place_id=1,
                story_id=story_id,
                kind=owed.kind,
                revision=1,
                tier=owed.tier,
                at=owed.due_at,
                is_sent=True,
                card_story_id=owed.story_ids[0],
                event_id=self.index.story(story_id).event_id,
            )


def run() -> list[dict[str, Any]]:
    """Rows of what was measured, how often, out of how many, and the bar."""
    month = read_month()
    rows = [_again(name, month, vary) for name, vary in VARIANTS.items()]
    return [*rows, *_month(month), _bursts()]


def rewrite(article: Article, other: Article) -> Article:
    """Another headline and text under the same address."""
    return replace(article, title=other.title, text=f"{article.text}\nMore was told later.")


def publish_again(article: Article, other: Article) -> Article:
    """The same under a tracked address with another date, as feeds do after a clean-up."""
    url = article.url.replace("https://", "https://m.") + "?utm_source=feed&utm_medium=rss"
    return replace(article, url=url, guid="again", updated_at=article.first_seen_at)


def revise(article: Article, other: Article) -> Article:
    """The outlet's lead to its own dispatch under a new address."""
    text = f"{article.text}\nThe spokesman gave further details at a briefing."
    return replace(article, title=f"(2nd LD) {other.title}", text=text, url=article.url + "-r")


def copy(article: Article, other: Article) -> Article:
    """Another outlet prints the text under a headline of its own."""
    return replace(
        article,
        title=other.title,
        outlet=f"Local {article.id}",
        url=f"https://l.example/{article.id}",
    )


VARIANTS: dict[str, Callable[[Article, Article], Article]] = {
    "rewritten under one address": rewrite,
    "published again": publish_again,
    "revisions of one dispatch": revise,
    "wire copies": copy,
}


def _again(name: str, month: LabelledSet, vary: Callable[[Article, Article], Article]) -> Any:
    """Alerts that variants of told articles cause beyond those of the articles themselves."""
    channel, beyond, made = Channel(), 0, 0
    titles: dict[str, Article] = {}
    for article, event in zip(month.articles, month.truth, strict=True):
        if not article.text or article.language != "en":
            continue
        original = replace(article, url=f"https://{event}.example/news/{article.id}")
        channel.hear(original)
        varied = vary(original, titles.setdefault(event, original))
        later = original.first_seen_at + timedelta(minutes=9)
        again = replace(varied, id=10_000 + article.id, first_seen_at=later, published_at=later)
        beyond += sum(one.kind is DeliveryKind.ALERT for one in channel.hear(again))
        made += 1
    return _row(f"{name}: alerts beyond the first", beyond, made, "0; wire copies ≤ .5 %")


def _month(month: LabelledSet) -> list[dict[str, Any]]:
    """Cards per event and events without one, in a channel that follows all of the month."""
    channel, cards, single = Channel(), Counter[str](), 0
    for article, event in zip(month.articles, month.truth, strict=True):
        for owed in channel.hear(article):
            cards[event] += owed.kind is DeliveryKind.ALERT
            facts = channel.index.facts(owed.story_ids[0])
            single += owed.tier is Tier.URGENT and len(facts.origins) < 2
    events = set(month.truth)
    told = {event for event in events if cards[event]}
    return [
        _row("own month: cards, per event", cards.total(), len(events), "≤ 1.1"),
        _row("own month: events without a card", len(events - told), len(events), "≤ .02"),
        _row("own month: urgent on a single origin", single, len(month.articles), "0"),
    ]


def _bursts() -> dict[str, Any]:
    """Burst notices in months of news at random, from one story a week to eight a day."""
    dice, false = random.Random(11), 0
    for number in range(MONTHS):
        per_day = (1 / 7, 0.5, 1, 3, 8)[number % 5]
        false += _false_bursts(dice, per_day)
    return _row("bursts in shuffled months, per watch", false, MONTHS, "≤ 1")


def _false_bursts(dice: random.Random, per_day: float) -> int:
    stories, at = [], START
    while at < START + timedelta(days=58):
        at += timedelta(days=dice.expovariate(per_day))
        stories.append(StorySeen(at=at, outlets=dice.choice((1, 2, 4))))
    found, noticed_at = 0, None
    for hour in range(30 * 24):
        now = START + timedelta(days=28, hours=hour)
        known = tuple(s for s in stories if now - timedelta(days=30) < s.at <= now)
        history = WatchHistory(stories=known, sampled_since=START, noticed_at=noticed_at)
        if find_burst(history, now):
            found, noticed_at = found + 1, now
    return found


def _row(name: str, counted: int, of: int, goal: str) -> dict[str, Any]:
    return {"name": name, "counted": counted, "of": of, "share": counted / of, "goal": goal}
