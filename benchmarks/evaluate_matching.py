"""Accuracy of the matcher on labelled sets, beside the naive ways of doing the same.

Run with `python -m benchmarks.evaluate_matching`; `make eval` prints the same rows. Each set is
split by a hash of the watch into a tuning half, on which rules may be made, and a checking half.
"""

import hashlib
import io
import json
import re
import sys
import tarfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from watchers.matching import Matcher, is_counted
from watchers.model import Alias, AliasKind, Article, Strictness, Watch, WatchKind

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval"
SETS = ("meantime_en_dev", "klue_ner_ko_dev", "exercises_dev")
KINDS = {
    "PER": WatchKind.PERSON,
    "PERSON": WatchKind.PERSON,
    "LOC": WatchKind.PLACE,
    "ORG": WatchKind.ORGANISATION,
    "PRODUCT": WatchKind.WEAPON,
    "EXERCISE": WatchKind.EXERCISE,
}
_ALIAS_KINDS = {kind.value: kind for kind in AliasKind}
AT = datetime(2024, 1, 1, tzinfo=UTC)
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSet:
    """Watches and documents by their own ids, and the judged pairs: 1, 0 or -1 (left out)."""

    name: str
    watches: Mapping[str, Watch]
    documents: Mapping[str, Article]
    judged: Mapping[Pair, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts of one way of matching on one half."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def half_of(key: str) -> str:
    """The half a watch belongs to, for ever the same."""
    return "checking" if hashlib.sha256(key.encode()).digest()[0] % 2 else "tuning"


def load_sets(shared: Path = SHARED) -> tuple[LabelledSet, ...]:
    """The labelled sets, read in place; none where the folder is missing."""
    path = shared / "eval_dev.tar.xz"
    if not path.exists():
        return ()
    with tarfile.open(path) as archive:
        return tuple(_load_set(archive, name) for name in SETS)


def _load_set(archive: tarfile.TarFile, name: str) -> LabelledSet:
    def lines(file: str) -> list[str]:
        member = archive.extractfile(f"eval_dev/watch_eval/{name}/{file}")
        assert member is not None
        return io.TextIOWrapper(member, "utf-8").read().splitlines()

    watches = [json.loads(line) for line in lines("watches.jsonl")]
    documents = [json.loads(line) for line in lines("docs.jsonl")]
    rows = [line.split("\t") for line in lines("qrels.tsv")[1:]]
    return LabelledSet(
        name=name,
        watches={w["watch_id"]: _watch(n, w) for n, w in enumerate(watches, 1)},
        documents={d["id"]: _article(n, d) for n, d in enumerate(documents, 1)},
        judged={(row[0], row[1]): int(row[2]) for row in rows},
    )


def _watch(number: int, row: Mapping[str, Any]) -> Watch:
    aliases = tuple(
        Alias(text=alias["text"], kind=_ALIAS_KINDS.get(alias.get("kind"), AliasKind.NAME))
        for alias in row["aliases"]
    )
    kind = KINDS.get(row["type"], WatchKind.TOPIC)
    return Watch(id=number, name=row["name"], kind=kind, aliases=aliases)


def _article(number: int, row: Mapping[str, Any]) -> Article:
    return Article(id=number, title=row["title"], text=row["text"], first_seen_at=AT)


def names_of(watch: Watch) -> list[str]:
    """Name and aliases as text."""
    return [watch.name, *(alias.text for alias in watch.aliases)]


def matched_pairs(labelled: LabelledSet, strictness: Strictness) -> set[Pair]:
    """Every (watch, document) that the matcher counts."""
    keys = {watch.id: key for key, watch in labelled.watches.items()}
    matcher = Matcher(labelled.watches.values())
    return {
        (keys[match.watch_id], document)
        for document, article in labelled.documents.items()
        for match in matcher.match(article)
        if is_counted(match, strictness)
    }


def text_of(article: Article) -> str:
    return f"{article.title}\n{article.text}"


def pairs_by_word(labelled: LabelledSet) -> set[Pair]:
    """Naive: any name between word boundaries, whatever the case."""
    patterns = {key: _word_pattern(names_of(watch)) for key, watch in labelled.watches.items()}
    texts = {key: text_of(article) for key, article in labelled.documents.items()}
    return {
        (w, d) for w, pattern in patterns.items() for d, t in texts.items() if pattern.search(t)
    }


def _word_pattern(names: Iterable[str]) -> re.Pattern[str]:
    whole = "|".join(re.escape(name) for name in names)
    return re.compile(rf"(?<!\w)(?:{whole})(?!\w)", re.IGNORECASE)


def pairs_by_substring(labelled: LabelledSet) -> set[Pair]:
    """Naive: any name anywhere."""
    texts = {key: text_of(article).lower() for key, article in labelled.documents.items()}
    return {
        (key, document)
        for key, watch in labelled.watches.items()
        for document, text in texts.items()
        if any(name.lower() in text for name in names_of(watch))
    }


def pairs_by_ratio(labelled: LabelledSet, scorer: Callable[..., float]) -> tuple[int, set[Pair]]:
    """Naive: rapidfuzz at the threshold that is best for the whole set, told with the pairs."""
    documents = list(labelled.documents)
    texts = [text_of(labelled.documents[d]).lower() for d in documents]
    scores: dict[Pair, float] = {}
    for key, watch in labelled.watches.items():
        names = [name.lower() for name in names_of(watch)]
        grid = process.cdist(names, texts, scorer=scorer, score_cutoff=60)
        for document, best in zip(documents, grid.max(axis=0).tolist(), strict=True):
            if best:
                scores[key, document] = best
    return max(
        ((t, {p for p, s in scores.items() if s >= t}) for t in range(60, 101, 4)),
        key=lambda at: count(labelled, at[1], labelled.watches).f1,
    )


def count(labelled: LabelledSet, found: set[Pair], watches: Iterable[str]) -> Figures:
    """Right, wrong and missed pairs of these watches; what nobody judged is left out."""
    wanted = set(watches)
    kept = {pair for pair in found if pair[0] in wanted and labelled.judged.get(pair, 0) >= 0}
    true = {pair for pair, rel in labelled.judged.items() if rel == 1 and pair[0] in wanted}
    right = len(kept & true)
    return Figures(right=right, wrong=len(kept) - right, missed=len(true) - right)


def halves(labelled: LabelledSet) -> dict[str, list[str]]:
    """The watches of each half, and of the whole."""
    by_half: dict[str, list[str]] = {"all": list(labelled.watches), "tuning": [], "checking": []}
    for key in labelled.watches:
        by_half[half_of(key)].append(key)
    return by_half


def ways(labelled: LabelledSet) -> Iterable[tuple[str, set[Pair]]]:
    """Each way of matching with the pairs it finds."""
    for strictness in Strictness:
        yield f"watchfloor {strictness}", matched_pairs(labelled, strictness)
    yield "word boundary", pairs_by_word(labelled)
    yield "substring", pairs_by_substring(labelled)
    for name, scorer in (
        ("partial_ratio", fuzz.partial_ratio),
        ("token_set_ratio", fuzz.token_set_ratio),
    ):
        threshold, pairs = pairs_by_ratio(labelled, scorer)
        yield f"{name} ≥ {threshold}", pairs


def run() -> list[dict[str, Any]]:
    """One row per set, half and way: set, half, way, precision, recall, f1, counts."""
    rows = []
    for labelled in load_sets():
        parts = halves(labelled)
        for way, pairs in ways(labelled):
            rows.extend(
                _row(labelled.name, half, way, count(labelled, pairs, watches))
                for half, watches in parts.items()
            )
    return rows


def _row(name: str, half: str, way: str, figures: Figures) -> dict[str, Any]:
    return {
        "set": name,
        "half": half,
        "way": way,
        "precision": round(figures.precision, 3),
        "recall": round(figures.recall, 3),
        "f1": round(figures.f1, 3),
        "right": figures.right,
        "wrong": figures.wrong,
        "missed": figures.missed,
    }


def as_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """The rows for people."""
    head = f"{'set':<18}{'half':<10}{'way':<24}{'precision':>10}{'recall':>8}{'f1':>7}"
    lines = [
        f"{r['set']:<18}{r['half']:<10}{r['way']:<24}{r['precision']:>10.3f}{r['recall']:>8.3f}{r['f1']:>7.3f}"
        for r in rows
    ]
    return "\n".join([head, *lines])


if __name__ == "__main__":
    sys.stdout.write(as_table(run()) + "\n")
