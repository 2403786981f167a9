"""Which terms of an article are proper names, by how they are written."""

import re
from collections.abc import Iterator

from watchers.stories.prose import Prose
from watchers.stories.terms import find_terms

TITLE_CASE_SHARE = 0.6
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[.!?:;“\"‘]")


def find_names(prose: Prose) -> frozenset[str]:
    """Terms that stand capitalised inside a sentence and nowhere in lower case.

    Lines in which most words are capitalised tell nothing; scripts without case have no names.
    """
    capital: set[str] = set()
    lower: set[str] = set()
    for line in (prose.title, *prose.lines[:6]):
        tokens = _TOKEN.findall(line)
        lower.update(token for token in tokens if token.islower())
        if not _is_title_case(tokens):
            capital.update(_inside(tokens))
    names = {word.lower() for word in capital} - lower
    return frozenset(term for word in names for term in find_terms(word))


def _is_title_case(tokens: list[str]) -> bool:
    words = [token for token in tokens if len(token) > 3 and token.isalpha()]
    return sum(word[0].isupper() for word in words) > TITLE_CASE_SHARE * len(words)


def _inside(tokens: list[str]) -> Iterator[str]:
    """Capitalised words that do not just open a sentence."""
    for at, token in enumerate(tokens):
        if token[0].isupper():
            opens = at == 0 or not tokens[at - 1][0].isalnum()
            goes_on = at + 1 < len(tokens) and tokens[at + 1][0].isupper()
            if not opens or goes_on:
                yield token
