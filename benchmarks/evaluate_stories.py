"""Stories: B-cubed and pairwise figures per labelled set, beside TF-IDF with single link.

TF-IDF (cosine over words, the texts of a set known in advance) has the threshold that suits it best
on each set; the stories are grouped online, with one setting for all. The tuning half is the one
that `benchmarks/learn_likeness.py` learns from.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

import numpy as np

from benchmarks.story_sets import (
    SETS,
    SHARED,
    LabelledSet,
    b_cubed,
    is_tuning,
    pairwise,
    read_month,
    read_month_in_traffic,
    read_set,
)
from watchers.stories import StoryIndex

TRAFFIC = 3_000
HALVES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("whole", lambda story: True),
    ("tuning", is_tuning),
    ("checking", lambda story: not is_tuning(story)),
)
THRESHOLDS = [step / 40 for step in range(4, 33)]
_WORD = re.compile(r"[a-z0-9]+")


def run() -> list[dict[str, Any]]:
    """One row per set and half; none where the shared folder is missing."""
    if not SHARED.is_dir():
        return []
    sets = [*map(read_set, SETS), read_month(), read_month_in_traffic(TRAFFIC)]
    return [row for labelled in sets for row in _rows(labelled)]


def group_online(labelled: LabelledSet) -> list[int]:
    """The story of each article by `StoryIndex`, in order of arrival."""
    ids = count(1)
    index = StoryIndex(lambda _: next(ids))
    return [index.assign(article).story_id for article in labelled.articles]


def group_by_tfidf(labelled: LabelledSet, threshold: float) -> list[int]:
    """The component of each article where cosines from the threshold on link two."""
    return _components(_cosines(labelled) >= threshold)


def _rows(labelled: LabelledSet) -> list[dict[str, Any]]:
    found = group_online(labelled)
    threshold, rival = _best_tfidf(labelled)
    return [
        _row(labelled, half, belongs, {"found": found, "tfidf": rival, "at": threshold})
        for half, belongs in HALVES
    ]


def _row(
    labelled: LabelledSet, half: str, belongs: Callable[[str], bool], ways: dict[str, Any]
) -> dict[str, Any]:
    chosen = [number for number, story in enumerate(labelled.truth) if belongs(story)]
    truth = _pick(labelled.truth, chosen)
    precision, recall, f1 = b_cubed(truth, _pick(ways["found"], chosen))
    return {
        "set": labelled.name,
        "half": half,
        "articles": len(chosen),
        "B3 precision": precision,
        "B3 recall": recall,
        "B3 F1": f1,
        "pairs F1": pairwise(truth, _pick(ways["found"], chosen))[2],
        "TF-IDF B3 F1": b_cubed(truth, _pick(ways["tfidf"], chosen))[2],
        "TF-IDF pairs F1": pairwise(truth, _pick(ways["tfidf"], chosen))[2],
        "at": ways["at"],
    }


def _pick(values: Sequence[Any], chosen: Sequence[int]) -> list[Any]:
    return [values[number] for number in chosen]


def _best_tfidf(labelled: LabelledSet) -> tuple[float, list[int]]:
    cosines = _cosines(labelled)
    ways = {threshold: _components(cosines >= threshold) for threshold in THRESHOLDS}
    best = max(ways, key=lambda threshold: b_cubed(labelled.truth, ways[threshold])[2])
    return best, ways[best]


def _cosines(labelled: LabelledSet) -> np.ndarray:
    """Cosines of all pairs of articles; weights are (1 + log tf) log(n / df)."""
    texts = [
        Counter(_WORD.findall(f"{each.title} {each.text}".lower())) for each in labelled.articles
    ]
    seen = Counter(word for text in texts for word in text)
    columns = {word: number for number, word in enumerate(seen)}
    table = np.zeros((len(texts), len(columns)), np.float32)
    for row, text in enumerate(texts):
        for word, times in text.items():
            table[row, columns[word]] = (1 + math.log(times)) * math.log(len(texts) / seen[word])
    table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-9
    return table @ table.T


def _components(linked: np.ndarray) -> list[int]:
    """The smallest number reachable from each row."""
    found = np.full(len(linked), -1)
    for start in range(len(linked)):
        front = [start] if found[start] < 0 else []
        while front:
            row = front.pop()
            if found[row] < 0:
                found[row] = start
                front.extend(np.flatnonzero(linked[row] & (found < 0)).tolist())
    return found.tolist()
