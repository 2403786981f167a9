"""The words of a text as they stand there, and where each of them stands."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

LONGEST_WORD = 64
"""Longer runs of letters are no words (encoded images, keys) and are passed over."""


def _is_separator(code: int) -> bool:
    char = chr(code)
    if char in "'’" or char == "\u00ad":
        return False
    return unicodedata.category(char)[0] in "PSZ" or unicodedata.category(char) in ("Cc", "Cs")


def _ranges(codes: Iterator[int]) -> Iterator[str]:
    first = last = -2
    for code in codes:
        if code != last + 1:
            if first >= 0:
                yield f"\\U{first:08x}-\\U{last:08x}"
            first = code
        last = code
    yield f"\\U{first:08x}-\\U{last:08x}"


_SEPARATORS = "".join(_ranges(c for c in range(0x10000) if _is_separator(c)))
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
UNSPACED = re.compile(f"[{_UNSPACED}]")
"""Scripts whose words are not, or not reliably, set apart by spaces (Hangul's particles cling)."""

WORD = re.compile(f"[^{_SEPARATORS}\U0001f000-\U0001faff{_UNSPACED}]+|[{_UNSPACED}]+")
"""A run of letters, digits and apostrophes; a change to an unspaced script ends it."""
_ASCII_BREAKS = {c: " " for c in range(128) if _is_separator(c) and chr(c) != "'"}


@dataclass(slots=True)
class Words:
    """The words of one text in order; places are worked out only where they are asked for."""

    text: str
    words: list[str]
    _levelled: str | None = None
    _starts: Sequence[int] | None = None

    def start(self, index: int) -> int:
        """Where the word stands, in code points of the text."""
        if self._starts is None:
            self._starts = self._all_starts()
        return self._starts[index]

    def end(self, index: int) -> int:
        """Just behind the word."""
        return self.start(index) + len(self.words[index])

    def _all_starts(self) -> Sequence[int]:
        if self._levelled is None:
            return [m.start() for m in WORD.finditer(self.text)]
        letters = np.frombuffer(self._levelled.encode("ascii"), dtype=np.uint8) != _SPACE
        begins = letters.copy()
        begins[1:] &= ~letters[:-1]
        starts: list[int] = np.flatnonzero(begins).tolist()
        return starts


_SPACE = ord(" ")


def split_words(text: str) -> Words:
    """The words of the text with their case, apostrophes and invisible characters."""
    text = _join_broken(text)
    plain = text
    if not plain.isascii():
        plain = plain.replace("’", "'").replace("“", '"').replace("”", '"').replace("—", "-")
        plain = plain.replace("–", "-").replace("‘", "'")
    if plain.isascii():
        levelled = plain.translate(_ASCII_BREAKS)
        return Words(text=text, words=levelled.split(), _levelled=levelled)
    return Words(text=text, words=WORD.findall(text))


_BROKEN = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")


def _join_broken(text: str) -> str:
    """Words broken at a line's end are one word; the length of the text stays the same."""
    return _BROKEN.sub("\u00ad\u00ad", text) if "-\n" in text else text
