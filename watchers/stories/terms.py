"""The words of an article that speak for what it is about, with their weights."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from watchers.stories.prose import LEAD_LINES, Prose

TITLE_WEIGHT = 2.0
LEAD_WEIGHT = 1.0
BODY_WEIGHT = 0.5
SUFFIXES = ("ing", "ed", "es", "s", "ly")

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Thai to Lao, Burmese, Khmer, kana, Han, Hangul
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
)


def weigh_terms(prose: Prose) -> dict[str, float]:
    """How much each term stands in the article, title and first lines counting more."""
    terms: Counter[str] = Counter()
    for term in find_terms(prose.title):
        terms[term] += TITLE_WEIGHT  # type: ignore[assignment]
    for number, line in enumerate(prose.lines):
        weight = LEAD_WEIGHT if number < LEAD_LINES else BODY_WEIGHT
        for term in find_terms(line):
            terms[term] += weight  # type: ignore[assignment]
    return dict(terms)


def find_terms(text: str) -> Iterator[str]:
    """The terms of a text in order: stems of words, and pairs of letters of unspaced scripts."""
    for found in _WORD.finditer(text.lower()):
        word = found.group()
        if _UNSPACED.match(word):
            yield from _pairs(word)
        else:
            yield stem(word)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without possessive and without the commonest English endings."""
    for mark in ("'s", "’s"):
        word = word.removesuffix(mark)
    if len(word) <= 4:
        return word
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word.removesuffix(suffix)
            break
    return word.rstrip("e")


def _pairs(word: str) -> Iterable[str]:
    if len(word) < 3:
        return (word,)
    return (word[at : at + 2] for at in range(len(word) - 1))
