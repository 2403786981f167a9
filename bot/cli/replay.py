"""`watchfloor replay`: what an archive would have sent, by the live code on the archive's clock."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import Any

from bot.cli.archive import LONG_AGO, Articles, Id, Watches, read_watches
from bot.cli.explain import reason_record
from bot.cli.failures import WORK_FAILED
from bot.cli.lines import write
from watchers.matching import Matcher
from watchers.model import Article, Mode, Strictness, Subscription
from watchers.replay import PLACE_ID, Replay, Sent


def act(args: Namespace) -> int:
    """Write one line per alert, update and digest, in the order of sending."""
    watches = read_watches(args.watches)
    articles = Articles(args.articles)
    replay = Replay(Matcher(watches.watches), _subscribe(watches, args))
    names: dict[int, Id] = {}
    for sent in replay.run(_remember(articles, names)):
        write(_as_record(sent, watches.names, names))
    return WORK_FAILED if watches.bad or articles.bad else 0


def _subscribe(watches: Watches, args: Namespace) -> list[Subscription]:
    """One channel that follows every watch of the file from before its first article."""
    return [
        Subscription(
            id=watch.id,
            place_id=PLACE_ID,
            watch_id=watch.id,
            created_at=LONG_AGO,
            mode=Mode(args.when),
            strictness=Strictness(args.strictness),
        )
        for watch in watches.watches
    ]


def _remember(articles: Articles, names: dict[int, Id]) -> Iterator[Article]:
    for article_id, article in articles:
        names[article.id] = article_id
        yield article


def _as_record(sent: Sent, watches: Mapping[int, Id], articles: Mapping[int, Id]) -> dict[str, Any]:
    owed = sent.owed
    return {
        "kind": str(owed.kind),
        "at": sent.at.isoformat().replace("+00:00", "Z"),
        "story": owed.story_ids[0] if owed.story_ids else None,
        "stories": list(owed.story_ids),
        "watches": [watches[watch_id] for watch_id in owed.watch_ids],
        "articles": [articles[article_id] for article_id in sent.article_ids],
        "tier": str(owed.tier),
        "reasons": [reason_record(reason) for reason in owed.reasons],
    }
