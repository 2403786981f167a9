"""How well the role of a mention is told, on texts of our own, beside "title or first sentence".

Run with `python -m benchmarks.evaluate_roles`.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from config.catalogue import load
from watchers.matching import Matcher
from watchers.model import Article, Match, Role, Watch

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "tests" / "samples" / "roles.jsonl"
AT = datetime(2025, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One labelled mention and what each way of telling says."""

    half: str
    label: Role
    ours: Role | None
    baseline: Role | None
    watch: str
    title: str


def half_of(title: str) -> str:
    """The half a text belongs to, for ever the same."""
    return "checking" if hashlib.sha256(title.encode()).digest()[0] % 2 else "tuning"


def shipped() -> dict[str, Watch]:
    """Every shipped watch by its key, numbered."""
    watches = [w for pack in load(ROOT / "config", ROOT / "config").packs for w in pack.watches]
    return {watch.key: replace(watch, id=number) for number, watch in enumerate(watches, 1)}


def tell() -> Iterator[Told]:
    """Every labelled mention with both answers."""
    watches = shipped()
    matcher = Matcher(watches.values())
    for line in SAMPLES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = Article(id=1, title=row["title"], text=row.get("text", ""), first_seen_at=AT)
        found = {match.watch_id: match for match in matcher.match(article)}
        for key, label in row["roles"].items():
            match = found.get(watches[key].id)
            yield Told(
                half=half_of(row["title"]),
                label=Role(label),
                ours=match.role if match else None,
                baseline=by_place(article, match) if match else None,
                watch=key,
                title=row["title"],
            )


def by_place(article: Article, match: Match) -> Role:
    """Naive: a subject stands in the title or in the first sentence."""
    first = re.match(r"[^.!?。\n]*", article.text)
    end = first.end() if first else 0
    is_early = any(
        e.field.value == "title" or (e.field.value == "text" and e.start < end)
        for e in match.evidence
    )
    return Role.SUBJECT if is_early else Role.MENTIONED


def figures(told: Iterable[Told], way: str, half: str) -> dict[str, Any]:
    """Precision and recall of `subject`, and how many roles are right in all."""
    rows = [t for t in told if half in ("all", t.half)]
    said = [(t.label, getattr(t, way)) for t in rows]
    right = sum(label is Role.SUBJECT and role is Role.SUBJECT for label, role in said)
    claimed = sum(role is Role.SUBJECT for _, role in said)
    true = sum(label is Role.SUBJECT for label, _ in said)
    return {
        "set": "roles",
        "half": half,
        "way": "watchfloor" if way == "ours" else "title or first sentence",
        "precision": round(right / max(1, claimed), 3),
        "recall": round(right / max(1, true), 3),
        "f1": round(2 * right / max(1, claimed + true), 3),
        "right": sum(label is role for label, role in said),
        "of": len(said),
    }


def run() -> list[dict[str, Any]]:
    """One row per half and way: precision and recall of `subject`; roles right of all."""
    told = list(tell())
    return [
        figures(told, way, half)
        for half in ("all", "tuning", "checking")
        for way in ("ours", "baseline")
    ]


if __name__ == "__main__":
    for row in run():
        sys.stdout.write(json.dumps(row) + "\n")
    if "--wrong" in sys.argv:
        for one in tell():
            if one.half == "tuning" and one.ours is not one.label:
                sys.stdout.write(f"{one.label} not {one.ours}: {one.watch}: {one.title}\n")
