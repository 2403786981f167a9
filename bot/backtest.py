"""What watches would have brought: the archive through the live steps. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.commands.context import Backtest, Explained, NearMiss, Trial
from watchers.alerts import PlacePolicy
from watchers.matching import Matcher, is_counted
from watchers.model import Article, DeliveryKind, Match, Strictness, Subscription, Watch
from watchers.replay import PLACE_ID, Replay, Step
from watchers.store.articles import Recent

SHOWN = 3


def run_backtest(trial: Trial, archive: Sequence[Recent]) -> Backtest:
    """The archive through the live steps, with the grouping that was made live."""
    steps = list(_replay(trial, archive))
    counting = [step for step in steps if any(_counts(trial, step, m) for m in step.news.matches)]
    alerts = [sent for step in steps for sent in step.sent if sent.owed.kind is DeliveryKind.ALERT]
    return Backtest(
        searched=len(archive),
        articles=len(counting),
        stories=len({step.news.grouped.story_id for step in counting}),
        alerts=len(alerts),
        first_at=archive[0].article.first_seen_at if archive else None,
        last_at=archive[-1].article.first_seen_at if archive else None,
        samples=tuple(step.news.article for step in counting[: -SHOWN - 1 : -1]),
        near_misses=_near_misses(trial, steps),
    )


def explain_all(
    article: Article, watched: Sequence[Watch], strictness: Strictness
) -> tuple[Explained, ...]:
    """Each watch on the article, all of them competing as live, those that match first."""
    numbered = number_watches(watched)
    matcher = Matcher(numbered)
    found = [Explained(watch=w, explanation=matcher.explain(article, w.id)) for w in numbered]
    return tuple(sorted(found, key=lambda each: _rank(each, strictness), reverse=True))


def match_all(matcher: Matcher, page: Sequence[Article]) -> list[Match]:
    """The matches of these articles."""
    return [match for article in page for match in matcher.match(article)]


def _replay(trial: Trial, archive: Sequence[Recent]) -> Iterator[Step]:
    replay = Replay(Matcher(trial.watches), _subscriptions(trial), policy=PlacePolicy())
    for each in archive:
        yield replay.take(each.article, each.story)


def _subscriptions(trial: Trial) -> tuple[Subscription, ...]:
    return tuple(
        Subscription(
            id=number,
            place_id=PLACE_ID,
            watch_id=watch.id,
            created_at=trial.since,
            mode=trial.mode,
            strictness=trial.strictness,
            languages=trial.languages,
        )
        for number, watch in enumerate(trial.watches, 1)
    )


def number_watches(watched: Sequence[Watch]) -> tuple[Watch, ...]:
    """New watches get ids below zero, which no stored watch has."""
    return tuple(
        watch if watch.id > 0 else replace(watch, id=-number)
        for number, watch in enumerate(watched, 1)
    )


def _counts(trial: Trial, step: Step, match: Match) -> bool:
    language = step.news.article.language
    is_language = not (trial.languages and language) or language in trial.languages
    return is_language and is_counted(match, trial.strictness)


def _near_misses(trial: Trial, steps: Sequence[Step]) -> tuple[NearMiss, ...]:
    """Matches that only a wider strictness would count, best first."""
    missed = [
        NearMiss(
            article=step.news.article,
            text=match.evidence[0].text,
            score=match.score,
            reason=next(iter(match.reasons), None),
        )
        for step in steps
        for match in step.news.matches
        if not is_counted(match, trial.strictness)
    ]
    return tuple(sorted(missed, key=lambda miss: -miss.score)[:SHOWN])


def _rank(each: Explained, strictness: Strictness) -> tuple[bool, float]:
    match = each.explanation.match
    return (match is not None and is_counted(match, strictness), match.score if match else 0.0)
