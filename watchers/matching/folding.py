"""The words of texts and aliases in the form in which the vocabulary knows them."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii

from watchers.text.normalise import normalise
from watchers.text.tokens import split_words

_TWINS_TO_LATIN = str.maketrans(
    "асеорхуікмтвнјѕԁԛԝһӏαοερτυνικχγ", "aceopxyikmtbhjsdqwhlaoeptuvikxy"
)
_TWINS_TO_CYRILLIC = str.maketrans("aceopxyikmtbhj", "асеорхуікмтвнј")
_PARTS = re.compile(r"\d+[^\W\d_]*|[^\d]+")
"""Letters before a number stand apart from it (hwasong17), letters behind it do not (35A, 7th)."""


def fold(word: str) -> str:
    """The word levelled: case, width, diacritics, look-alike letters; no quotes around it."""
    if word.isascii():
        return word.lower().strip("'")
    levelled = normalise(word).text.strip("'")
    return levelled if levelled.isascii() else repair_twins(levelled)


def repair_twins(folded: str) -> str:
    """Latin, Cyrillic and Greek letters mixed in one word are made one script again."""
    scripts = [_script(c) for c in folded if c.isalpha()]
    latin, cyrillic = scripts.count("LATIN"), scripts.count("CYRILLIC")
    greek = scripts.count("GREEK")
    if not latin or not (cyrillic or greek):
        return folded
    if latin < cyrillic and not greek:
        repaired = folded.translate(_TWINS_TO_CYRILLIC)
        if all(_script(c) == "CYRILLIC" for c in repaired if c.isalpha()):
            return repaired
    return folded.translate(_TWINS_TO_LATIN)


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return unicodedata.name(char, "").split(" ", 1)[0]


def script(folded: str) -> str:
    """The script of the word's first letter; "" where it has none."""
    if folded.isascii():
        return "LATIN"
    return next((_script(c) for c in folded if c.isalpha()), "")


@lru_cache(maxsize=1 << 14)
def to_latin(folded: str) -> str:
    """The word in Latin letters, for scripts that write their vowels."""
    return folded if folded.isascii() else anyascii(folded).casefold()


WRITES_VOWELS = frozenset(["LATIN", "CYRILLIC", "GREEK", "GEORGIAN", "ARMENIAN"])


def without_genitive(folded: str) -> str:
    """Without the English 's or a lone apostrophe at the end."""
    if folded.endswith("'s"):
        return folded[:-2]
    return folded


def split_parts(folded: str) -> list[str]:
    """Letters and digits apart: hwasong17 → hwasong, 17."""
    if folded.isalpha():
        return [folded]
    return [m.group() for m in _PARTS.finditer(folded)]


def alias_tokens(text: str) -> tuple[str, ...]:
    """The tokens of an alias in order, folded; empty where it has neither letter nor digit."""
    return tuple(part for word in split_words(text).words for part in parts_of(word))


def parts_of(word: str) -> Iterator[str]:
    """The tokens of one word of an alias."""
    for part in split_parts(without_genitive(fold(word))):
        yield part.strip("'")
