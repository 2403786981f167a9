"""How a word is written, and which words beside it can be parts of one name."""

from enum import IntEnum

from watchers.matching.likeness import is_lower, is_ordinary


class Size(IntEnum):
    """How a word is written: names are capital, or small as a whole; hardly ever half and half."""

    CAPITAL = 0
    SMALL = 1
    ORDINARY = 2
    """In small letters, and a word of everyday use."""


NEAR = {Size.CAPITAL: 0b011, Size.SMALL: 0b111, Size.ORDINARY: 0b010}
"""With which sizes (as bits) a word of this size may be a pair."""
EVERY_SIZE = 0b111


def size_of(word: str) -> Size:
    """The size in which the word is written."""
    if not is_lower(word):
        return Size.CAPITAL
    return Size.ORDINARY if is_ordinary(word) else Size.SMALL
