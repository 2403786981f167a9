"""Text in the form in which it is compared, with the way back to the original code points."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii

INVISIBLE = frozenset(
    [
        "\u00ad",  # soft hyphen
        "\u034f",
        "\u061c",
        "\u180e",
        "\u2060",
        "\ufeff",
        *map(chr, range(0x200B, 0x2010)),
        *map(chr, range(0x202A, 0x202F)),
        *map(chr, range(0x2066, 0x206A)),
        *map(chr, range(0xFE00, 0xFE10)),  # variation selectors
        "\u0640",  # Arabic tatweel, pure decoration
    ]
)
DASHES = frozenset("‐‑‒–—―−﹘﹣－⁃")
APOSTROPHES = frozenset("’‘ʼʹ＇`´′‛ʻʾʿ")
QUOTES = frozenset("“”„‟«»″＂〝〞")
_ARABIC_FORMS = str.maketrans("أإآٱىةکیؤئ", "ااااىهكيوي") | {ord("ى"): "ي"}
_MOVABLE_MARKS = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalised:
    """`text` and, for each of its code points, the index of the original one it comes from.

    `offsets` has one entry more than `text`: the length of the original.
    """

    text: str
    offsets: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The original code points behind text[start:end], without what was dropped around."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def normalise(text: str) -> Normalised:
    """Case, width, dashes, quotes, diacritics and invisible characters levelled out."""
    if text.isascii() and "-\n" not in text and not _has_controls(text):
        return Normalised(text=text.casefold(), offsets=tuple(range(len(text) + 1)))
    letters: list[str] = []
    offsets: list[int] = []
    for start, segment in _segments(text):
        levelled = level(segment)
        letters.append(levelled)
        offsets.extend([start] * len(levelled))
    return Normalised(text="".join(letters), offsets=(*offsets, len(text)))


def _has_controls(text: str) -> bool:
    return not text.isprintable() and any(c < " " and c not in "\n" for c in text)


def _segments(text: str) -> Iterator[tuple[int, str]]:
    """Each base character with the marks that belong to it, and where it starts."""
    kept = [(i, c) for i, c in enumerate(text) if not _is_dropped(text, i, c)]
    begin = 0
    for k in range(1, len(kept) + 1):
        if k == len(kept) or not _continues(kept[k][1]):
            yield kept[begin][0], "".join(c for _, c in kept[begin:k])
            begin = k


def _is_dropped(text: str, index: int, char: str) -> bool:
    if char in INVISIBLE:
        return True
    if char == "-":
        return text[index + 1 : index + 2] == "\n" and _is_letter(text, index - 1, index + 2)
    return (
        char == "\n" and text[index - 1 : index] == "-" and _is_letter(text, index - 2, index + 1)
    )


def _is_letter(text: str, *indices: int) -> bool:
    return all(0 <= i < len(text) and text[i].isalpha() for i in indices)


@lru_cache(maxsize=4096)
def _continues(char: str) -> bool:
    is_vowel_or_final_jamo = "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"
    is_half_voice = char in "\uff9e\uff9f"
    return is_vowel_or_final_jamo or is_half_voice or unicodedata.category(char) in ("Mn", "Mc")


@lru_cache(maxsize=1 << 16)
def level(segment: str) -> str:
    """One character with its marks in its levelled form; levelling twice changes nothing."""
    for _ in range(4):
        levelled = _level_once(segment)
        if levelled == segment:
            break
        segment = levelled
    return segment


def _level_once(segment: str) -> str:
    if len(segment) == 1 and segment in DASHES:
        return "-"
    if len(segment) == 1 and segment in APOSTROPHES:
        return "'"
    if len(segment) == 1 and segment in QUOTES:
        return '"'
    composed = unicodedata.normalize("NFKC", segment).casefold()
    return "".join(_plain_letter(c) for c in _without_marks(composed))


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(c for previous, c in pairwise("\0" + decomposed) if not _is_mark(previous, c))
    return unicodedata.normalize("NFC", bare)


def _is_mark(previous: str, char: str) -> bool:
    """Marks go where they are decoration; й, and the vowels of Indic scripts, stay."""
    if unicodedata.category(char) != "Mn":
        return False
    if char == "\u0306" and previous in "иИ":
        return False
    name = unicodedata.name(char, "")
    return name.startswith(("COMBINING", *_MOVABLE_MARKS))


def _plain_letter(char: str) -> str:
    if char.isascii():
        return char if char >= " " or char == "\n" else " "
    if char in INVISIBLE:
        return ""
    if char.isspace() or unicodedata.category(char) in ("Cc", "Cs"):
        return " "
    if "\u0600" <= char <= "\u06ff":
        return char.translate(_ARABIC_FORMS)
    if unicodedata.name(char, "").startswith("LATIN"):
        return anyascii(char).casefold() or char
    return char
