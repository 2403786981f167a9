"""Terms for full text search: words, and pairs of characters where a script has no spaces.

Trigram indexes find no name of two characters, which most Chinese, Japanese and Korean names have;
pairs made here serve SQLite's and PostgreSQL's full text indexes alike.
"""

import re
from functools import lru_cache
from itertools import pairwise
from unicodedata import combining, normalize

# Scripts in which a name may stand in the middle of a run of letters: Han, kana, Hangul (whose
# particles are joined to names), Thai, Lao, Myanmar, Khmer.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
# Signs that are no letters and yet stand within words: accents, vowel points, Indic vowels.
_SIGNS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u0900-\u0dff"
_RUN = re.compile(
    f"(?P<unspaced>[{_UNSPACED}]+)|(?P<word>[^\\W_{_UNSPACED}](?:[^\\W_{_UNSPACED}]|[{_SIGNS}])*)"
)
_KATAKANA_MIDDLE_DOT = "\u30fb"
_QUOTED = re.compile(r'"([^"]*)"')


def search_terms(text: str) -> str:
    """The terms of a text, in its order, separated by spaces; empty for text without letters.

    Words are folded (case, width, diacritics). A run of an unspaced script gives each pair of
    neighbours and then its last character, so that any part of it is a row of terms.
    """
    return " ".join(_terms(text))


def search_phrases(query: str) -> tuple[tuple[str, ...], ...]:
    """What a query asks for: rows of terms that must each stand side by side in an article.

    A term that ends in `*` stands for every term that begins so. Words in "quotes" make one row.
    """
    quoted = [row for part in _QUOTED.findall(query) if (row := _row(part))]
    single = [_row(run[0]) for run in _runs(_QUOTED.sub(" ", query))]
    return tuple(dict.fromkeys([*quoted, *single]))


def _terms(text: str) -> list[str]:
    terms: list[str] = []
    for run, is_unspaced in _runs(text):
        if is_unspaced:
            terms.extend(map("".join, pairwise(run)))
            terms.append(run[-1])
        else:
            terms.append(_folded(run))
    return terms


def _row(part: str) -> tuple[str, ...]:
    """The terms of a part of a query: inside a text, its last character is the start of a pair."""
    runs = list(_runs(part))
    terms = _terms(part)
    if not runs or not runs[-1][1]:
        return tuple(terms)
    is_one_character = len(runs[-1][0]) == 1
    return (*terms[:-1], terms[-1] + "*") if is_one_character else tuple(terms[:-1])


def _runs(text: str) -> list[tuple[str, bool]]:
    plain = normalize("NFKC", text).casefold().replace(_KATAKANA_MIDDLE_DOT, " ")
    return [(found[0], found.lastgroup == "unspaced") for found in _RUN.finditer(plain)]


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    if word.isascii():
        return word
    letters = [letter for letter in normalize("NFD", word) if not combining(letter)]
    return normalize("NFC", "".join(letters))
