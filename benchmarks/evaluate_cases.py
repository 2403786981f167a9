"""Accuracy on cases of our own: spellings, look-alikes, inflections, acronyms in many scripts.

Run with `python -m benchmarks.evaluate_cases`; two thirds were looked at while tuning, one third
(by a hash of the sentence) was kept aside.
"""

import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from watchers.matching import Matcher, is_counted
from watchers.model import Alias, Article, Strictness, Watch, WatchKind

SAMPLES = Path(__file__).resolve().parents[1] / "tests" / "samples" / "cases.txt"
AT = datetime(2025, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A watch, a sentence, whether it must match, and the part it belongs to."""

    watch: Watch
    text: str
    wanted: bool
    part: str


def read_cases() -> Iterator[Case]:
    """Every case of the file."""
    watch = Watch(id=1, name="")
    for line in SAMPLES.read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "=":
            watch = _watch(rest)
        elif mark in ("+", "-"):
            yield Case(watch=watch, text=rest, wanted=mark == "+", part=part_of(rest))


def _watch(line: str) -> Watch:
    name, kind, aliases, confusables = (part.strip() for part in f"{line} | |".split("|")[:4])
    return Watch(
        id=1,
        name=name,
        kind=WatchKind(kind),
        aliases=tuple(Alias(text=text.strip()) for text in aliases.split(";") if text.strip()),
        confusables=tuple(text.strip() for text in confusables.split(";") if text.strip()),
    )


def part_of(text: str) -> str:
    """A third is kept aside."""
    return "aside" if hashlib.sha256(text.encode()).digest()[0] % 3 == 0 else "tuning"


def is_matched(case: Case, strictness: Strictness) -> bool:
    """Whether the matcher counts the sentence as prose."""
    article = Article(id=1, title="", text=case.text, first_seen_at=AT)
    return any(is_counted(m, strictness) for m in Matcher([case.watch]).match(article))


def best_ratio(case: Case) -> float:
    """Naive: the best partial_ratio of any name."""
    names = [case.watch.name, *(alias.text for alias in case.watch.aliases)]
    return max(fuzz.partial_ratio(name.lower(), case.text.lower()) for name in names)


def figures(part: str, way: str, said: Iterable[tuple[bool, bool]]) -> dict[str, Any]:
    """Precision, recall and F1 of (wanted, matched) pairs."""
    pairs = list(said)
    right = sum(wanted and matched for wanted, matched in pairs)
    claimed = sum(matched for _, matched in pairs)
    true = sum(wanted for wanted, _ in pairs)
    return {
        "set": "own cases",
        "half": part,
        "way": way,
        "precision": round(right / max(1, claimed), 3),
        "recall": round(right / max(1, true), 3),
        "f1": round(2 * right / max(1, claimed + true), 3),
        "of": len(pairs),
    }


def run() -> list[dict[str, Any]]:
    """One row per part and way."""
    cases = list(read_cases())
    rows = []
    for part in ("all", "tuning", "aside"):
        held = [case for case in cases if part in ("all", case.part)]
        for strictness in Strictness:
            said = [(case.wanted, is_matched(case, strictness)) for case in held]
            rows.append(figures(part, f"watchfloor {strictness}", said))
        ratios = [(case.wanted, best_ratio(case)) for case in held]
        tries = [
            figures(part, f"partial_ratio ≥ {t}", [(w, r >= t) for w, r in ratios])
            for t in range(70, 101, 2)
        ]
        rows.append(max(tries, key=lambda row: row["f1"]))
    return rows


if __name__ == "__main__":
    for row in run():
        sys.stdout.write(f"{row}\n")
    if "--wrong" in sys.argv:
        for one in read_cases():
            if one.part == "tuning" and is_matched(one, Strictness.BALANCED) != one.wanted:
                sys.stdout.write(f"{'+' if one.wanted else '-'} {one.watch.name}: {one.text}\n")
