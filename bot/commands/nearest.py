"""Names near to what somebody typed: begun, misspelt, in any script."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

LIKENESS_MIN = 0.4
"""Share of letter pairs in common; "Kim Jung Un" shares 0.8 with its name, "Berlin" 0.1."""


def fold(text: str) -> str:
    """The text without case, marks, blanks and punctuation; Hangul as single letters.

    A syllable that is still being typed thus begins the finished one.
    """
    split = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in split if char.isalnum())


def rank(query: str, named: Iterable[tuple[T, Sequence[str]]], limit: int) -> list[T]:
    """The things whose names fit best, best first; all in their order for an empty query."""
    asked = fold(query)
    scored = [
        (max((_fit(asked, fold(name)) for name in names), default=0.0), index, thing)
        for index, (thing, names) in enumerate(named)
    ]
    scored.sort(key=lambda one: (-one[0], one[1]))
    return [thing for score, _, thing in scored[:limit] if score >= LIKENESS_MIN]


def _fit(asked: str, name: str) -> float:
    """3 the same, 2 begun, 1 contained, below that the share of common letter pairs."""
    if asked == name:
        return 3.0
    if name.startswith(asked):
        return 2.0
    if asked in name:
        return 1.0
    return _likeness(asked, name)


def _likeness(one: str, other: str) -> float:
    """Dice's coefficient over pairs of letters."""
    first, second = _pairs(one), _pairs(other)
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0


def _pairs(text: str) -> set[str]:
    return {text[start : start + 2] for start in range(len(text) - 1)}
