"""One field of an article read once: which aliases may stand where."""

import dataclasses
from dataclasses import dataclass
from itertools import compress

from watchers.matching.index import Filed
from watchers.matching.vocabulary import NOTHING, Found, Vocabulary
from watchers.model import Field
from watchers.text.lines import Line
from watchers.text.tokens import Words, split_words

WIDEST_GAP = 3
"""Words of an alias may stand this far apart: two particles or middle names between them."""
LOOKED_UP_PER_FIELD = 20_000
"""Words never seen before that one field may have looked up; garbage of 10 MB has millions."""


@dataclass(slots=True)
class Scan:
    """The words of one field, their verdicts, and the places whose verdict is not empty."""

    field: Field
    text: str
    words: Words
    verdicts: list[Found]
    places: list[int]
    line_parts: dict[int, tuple[Line, ...]] = dataclasses.field(default_factory=dict)


def scan(field: Field, text: str, vocabulary: Vocabulary) -> Scan:
    """Read a field with the remembered verdicts; words never seen before are looked up."""
    words = split_words(text)
    verdicts = list(map(vocabulary.memo.get, words.words))
    if None in verdicts:
        _look_up_new(words.words, verdicts, vocabulary)
    places = list(compress(range(len(verdicts)), verdicts))
    return Scan(field=field, text=text, words=words, verdicts=verdicts, places=places)  # type: ignore[arg-type]


def _look_up_new(words: list[str], verdicts: list[Found | None], vocabulary: Vocabulary) -> None:
    asked = 0
    for place, verdict in enumerate(verdicts):
        if verdict is None:
            word = words[place]
            known = vocabulary.memo.get(word)
            if known is None:
                known = vocabulary.look_up(word) if asked < LOOKED_UP_PER_FIELD else NOTHING
                asked += 1
            verdicts[place] = known


def candidates(scan: Scan, pairs: Filed) -> list[tuple[int, int]]:
    """(variant, place of its first word or pair) for all that may be there."""
    found: list[tuple[int, int]] = []
    verdicts = scan.verdicts
    one = two = -WIDEST_GAP - 1
    one_bits = two_bits = 0
    for place in scan.places:
        _, _, _, _, direct, bits, _, partner_bits = verdicts[place]  # type: ignore[misc]
        if direct:
            found.extend((number, place) for number in direct)
        if bits:
            if partner_bits & one_bits and place - one <= WIDEST_GAP:
                _add_pairs(scan, pairs, one, place, found)
            if partner_bits & two_bits and place - two <= WIDEST_GAP:
                _add_pairs(scan, pairs, two, place, found)
            two, two_bits = one, one_bits
            one, one_bits = place, bits
    return found


def _add_pairs(
    scan: Scan, pairs: Filed, first: int, second: int, found: list[tuple[int, int]]
) -> None:
    """All aliases whose pair of tokens the two words may be."""
    one, two = scan.verdicts[first], scan.verdicts[second]
    mixes, bits = two[0], two[5]  # type: ignore[misc]
    for a, mask in zip(one[0], one[6], strict=True):  # type: ignore[misc]
        if mask & bits:
            for b in mixes:
                if a + b in pairs:
                    _add(found, pairs[a + b], first)


def _add(found: list[tuple[int, int]], held: int | tuple[int, ...], place: int) -> None:
    if isinstance(held, int):
        found.append((held, place))
    else:
        found.extend((number, place) for number in held)
