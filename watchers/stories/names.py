"""Which terms of an article are proper names, by how they are written."""

import re

from watchers.stories.prose import Prose
from watchers.stories.terms import find_terms

MAX_LINES = 7
TITLE_CASE_SHARE = 0.6
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[.!?:;,“\"‘]")

Name = tuple[str, ...]
"""The terms of one name in order, as ("kim", "jong", "un")."""


def find_names(prose: Prose) -> tuple[Name, ...]:
    """Names that stand capitalised inside a sentence and nowhere in lower case, each once.

    Lines in which most words are capitalised tell nothing; scripts without case have no names.
    """
    lines = [_TOKEN.findall(line) for line in (prose.title, *prose.lines[: MAX_LINES - 1])]
    lower = {token for tokens in lines for token in tokens if token.islower()}
    names: dict[Name, None] = {}
    for tokens in lines:
        if not _is_title_case(tokens):
            for run in _runs(tokens):
                words = (word.lower() for word in run)
                terms = tuple(t for word in words if word not in lower for t in find_terms(word))
                if terms:
                    names[terms] = None
    return tuple(names)


def _is_title_case(tokens: list[str]) -> bool:
    words = [token for token in tokens if len(token) > 3 and token.isalpha()]
    return sum(word[0].isupper() for word in words) > TITLE_CASE_SHARE * len(words)


def _runs(tokens: list[str]) -> list[list[str]]:
    """Capitalised words in a row, but for a single one that just opens a sentence."""
    runs: list[list[str]] = []
    start: int | None = None
    for at, token in enumerate([*tokens, "."]):
        if token[0].isupper():
            start = at if start is None else start
        elif start is not None:
            opens = start == 0 or not tokens[start - 1][0].isalnum()
            if at - start > 1 or not opens:
                runs.append(tokens[start:at])
            start = None
    return runs
