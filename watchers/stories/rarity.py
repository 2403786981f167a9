"""How telling a term is: learnt from the articles that pass, on what a language knows before."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from wordfreq import available_languages, get_frequency_dict

from watchers.stories.terms import find_terms

PRIOR_ARTICLES = 500
PRIOR_WORDS = 200
"""The prior stands for so many articles of so many words, drawn from the language at large."""
MAX_TERMS = 400_000


class Rarity:
    """Inverse document frequency, online; it forgets the rarest terms when it grows too large."""

    def __init__(self) -> None:
        self._articles = 0
        self._seen: Counter[str] = Counter()

    def learn(self, terms: Iterable[str]) -> None:
        """Count the distinct terms of one more article."""
        self._articles += 1
        self._seen.update(terms)
        if len(self._seen) > MAX_TERMS:
            self._halve()

    def weigher(self, language: str) -> Callable[[str], float]:
        """How rare a term is in articles of that language, 0 upwards.

        The logarithm of all articles over those that have the term.
        """
        seen, expected = self._seen, _share_of_articles(language or "en")
        whole = math.log(self._articles + PRIOR_ARTICLES + 1)

        def weigh(term: str) -> float:
            share = PRIOR_ARTICLES * expected.get(term, 0.0)
            return max(0.0, whole - math.log(seen[term] + share + 0.5))

        return weigh

    def _halve(self) -> None:
        self._articles //= 2
        self._seen = Counter({term: n // 2 for term, n in self._seen.items() if n > 1})


@cache
def _share_of_articles(language: str) -> Mapping[str, float]:
    """The share of articles that have the term, from the language's word frequencies."""
    known = available_languages("small")
    frequencies = get_frequency_dict(language if language in known else "en", "small")
    by_term: Counter[str] = Counter()
    for word, frequency in frequencies.items():
        for term in set(find_terms(word)):
            by_term[term] += frequency  # type: ignore[assignment]
    return {term: 1 - (1 - min(f, 1.0)) ** PRIOR_WORDS for term, f in by_term.items()}
