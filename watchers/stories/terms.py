"""The words of an article that speak for what it is about, with their weights."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of a headline and of each line of prose, in order."""

    title: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]

    @property
    def lead(self) -> Iterator[str]:
        """Those of the headline and the first lines."""
        return chain(self.title, *self.lines[:LEAD_LINES])

    @property
    def body(self) -> list[str]:
        """Those of all lines."""
        return [term for line in self.lines for term in line]


def read_terms(prose: Prose) -> Terms:
    """The terms of an article's telling, each line read once."""
    return Terms(
        title=tuple(find_terms(prose.title)),
        lines=tuple(tuple(find_terms(line)) for line in prose.lines),
    )


def weigh_terms(terms: Terms) -> dict[str, float]:
    """How much each term stands in the article, title and first lines counting more."""
    weights = dict.fromkeys(terms.title, 0.0)
    for term in terms.title:
        weights[term] += TITLE_WEIGHT
    for number, line in enumerate(terms.lines):
        weight = LEAD_WEIGHT if number < LEAD_LINES else BODY_WEIGHT
        for term in line:
            weights[term] = weights.get(term, 0.0) + weight
    return weights


def find_terms(text: str) -> Iterator[str]:
    """The terms of a text in order: stems of words, and pairs of letters of unspaced scripts."""
    for word in _WORD.findall(text.lower()):
        if not word.isascii() and _UNSPACED.match(word):
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
