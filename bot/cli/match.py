"""`watchfloor match`: which articles of a file name which of its watches."""

from argparse import Namespace
from typing import Any

from bot.cli.archive import Articles, Id, read_watches
from bot.cli.failures import WORK_FAILED
from bot.cli.lines import write
from watchers.matching import Matcher, is_counted
from watchers.model import Evidence, Match, Strictness


def act(args: Namespace) -> int:
    """Write one line per article and watch that match; 1 where a line was skipped."""
    watches = read_watches(args.watches)
    articles = Articles(args.articles)
    matcher = Matcher(watches.watches)
    strictness = Strictness(args.strictness)
    for article_id, article in articles:
        for match in matcher.match(article):
            if is_counted(match, strictness):
                write(as_record(match, article_id, watches.names[match.watch_id]))
    return WORK_FAILED if watches.bad or articles.bad else 0


def as_record(match: Match, article_id: Id | None, watch_id: Id) -> dict[str, Any]:
    """A match as its JSON object, under the ids of its files."""
    return {
        "article": article_id,
        "watch": watch_id,
        "score": round(match.score, 1),
        "role": str(match.role),
        "evidence": [evidence_record(evidence) for evidence in match.evidence],
    }


def evidence_record(evidence: Evidence) -> dict[str, Any]:
    """One mention as its JSON object; offsets in code points."""
    return {
        "alias": evidence.alias,
        "field": str(evidence.field),
        "start": evidence.start,
        "end": evidence.end,
        "text": evidence.text,
        "score": round(evidence.score, 1),
    }
