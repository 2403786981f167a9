"""`watchfloor explain`: why a text does or does not match a watch."""

import json
import sys
from argparse import Namespace
from typing import Any

from bot.cli.archive import LONG_AGO, Id, Watches, read_watches
from bot.cli.failures import USAGE, CommandFailed
from bot.cli.match import as_record, evidence_record
from bot.cli.plain import say
from watchers.matching import Explanation, Matcher, is_counted
from watchers.model import Article, Evidence, Reason, Refusal, Strictness
from watchers.text.language import guess_language


def act(args: Namespace) -> int:
    """Tell it for people, or with --json as one object."""
    watches = read_watches(args.watches)
    number = _find(watches, args.watch)
    article = _as_article(" ".join(args.text))
    explanation = Matcher(watches.watches).explain(article, number)
    strictness = Strictness(args.strictness)
    if args.json:
        record = as_explained(explanation, watches.names[number], strictness)
        sys.stdout.write(json.dumps(record, indent=2) + "\n")
    else:
        name = watches.watches[number - 1].name
        sys.stdout.write("\n".join(_tell(explanation, name, strictness)) + "\n")
    return 0


def as_explained(explanation: Explanation, watch_id: Id, strictness: Strictness) -> dict[str, Any]:
    """The match as `match` writes it, beside what was refused; without a match its score is 0."""
    match = explanation.match
    nothing: dict[str, Any] = {
        "article": None,
        "watch": watch_id,
        "score": 0.0,
        "role": None,
        "evidence": [],
    }
    record = as_record(match, None, watch_id) if match else nothing
    return record | {
        "matches": match is not None and is_counted(match, strictness),
        "strictness": str(strictness),
        "refused": [_refusal_record(refusal) for refusal in explanation.refused],
        "reasons": [reason_record(reason) for reason in explanation.reasons],
    }


def reason_record(reason: Reason) -> dict[str, Any]:
    """A reason as its JSON object."""
    return {"code": reason.code, **reason.params}


def _refusal_record(refusal: Refusal) -> dict[str, Any]:
    return evidence_record(refusal.evidence) | {"reason": reason_record(refusal.reason)}


def _find(watches: Watches, name: str) -> int:
    number = watches.number_of(name)
    if number is None:
        known = ", ".join(str(each) for each in list(watches.names.values())[:10]) or "none"
        raise CommandFailed(f"no watch has the id “{name}”; the file's ids are: {known}", USAGE)
    return number


def _as_article(text: str) -> Article:
    title, _, rest = text.strip().partition("\n")
    language = guess_language(text)
    return Article(id=1, title=title, text=rest.strip(), language=language, first_seen_at=LONG_AGO)


def _tell(explanation: Explanation, name: str, strictness: Strictness) -> list[str]:
    match = explanation.match
    if match is None:
        head = f"{name}: no match."
    elif is_counted(match, strictness):
        head = f"{name}: matches with {match.score:.0f} of 100, as {match.role}."
    else:
        head = f"{name}: {match.score:.0f} of 100 is too little for “{strictness}”."
    found = match.evidence if match else ()
    return [
        head,
        *(f"  found    {_where(evidence)}" for evidence in found),
        *(f"  because  {say(reason)}" for reason in explanation.reasons),
        *(
            f"  refused  {_where(refusal.evidence)}: {say(refusal.reason)}"
            for refusal in explanation.refused
        ),
    ]


def _where(evidence: Evidence) -> str:
    return (
        f"“{evidence.text}” in the {evidence.field} at {evidence.start} to {evidence.end}, "
        f"alias “{evidence.alias}”, {evidence.score:.0f}"
    )
