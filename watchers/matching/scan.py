"""One field of an article read once: which aliases may stand where."""

import dataclasses
from dataclasses import dataclass
from itertools import compress

from watchers.matching.index import Filed
from watchers.matching.vocabulary import NOTHING, SMALL_BITS, Found, Vocabulary
from watchers.model import Field
from watchers.text.lines import Line
from watchers.text.tokens import Words, split_words

WIDEST_GAP = 3
"""Words of an alias may stand this far apart: two particles or middle names between them."""
LOOKED_UP_PER_FIELD = 20_000
"""Words never seen before that one field may have looked up; garbage of 10 MB has millions."""


@dataclass(slots=True)
class Scan:
    """The words of one field, their verdicts, and the places of the words worth a start."""

    field: Field
    text: str
    words: Words
    verdicts: list[Found]
    places: list[int]
    _strong: frozenset[int] | None = None
    line_parts: dict[int, tuple[Line, ...]] = dataclasses.field(default_factory=dict)

    @property
    def strong(self) -> frozenset[int]:
        """The same places, to be asked for one by one."""
        if self._strong is None:
            self._strong = frozenset(self.places)
        return self._strong


def scan(field: Field, text: str, vocabulary: Vocabulary) -> Scan:
    """Read a field with the remembered verdicts; words never seen before are looked up."""
    words = split_words(text)
    try:
        verdicts = list(map(vocabulary.memo.__getitem__, words.words))
    except KeyError:
        verdicts = _look_up_new(words.words, vocabulary)
    is_strong = map(vocabulary.strong.__contains__, words.words)
    places = list(compress(range(len(verdicts)), is_strong))
    return Scan(field=field, text=text, words=words, verdicts=verdicts, places=places)


def _look_up_new(words: list[str], vocabulary: Vocabulary) -> list[Found]:
    """The verdicts of words of which some were never seen."""
    asked = 0
    verdicts: list[Found] = []
    known = vocabulary.memo.get
    for word in words:
        verdict = known(word)
        if verdict is None:
            verdict = vocabulary.look_up(word) if asked < LOOKED_UP_PER_FIELD else NOTHING
            asked += 1
        verdicts.append(verdict)
    return verdicts


@dataclass(slots=True)
class Candidates:
    """(variant, place): found by two words near each other, or called up by one word."""

    by_pair: list[tuple[int, int]]
    by_word: list[tuple[int, int]]


def candidates(scan: Scan, pairs: Filed) -> Candidates:
    """All aliases that may be there; of a pair the place of its first word."""
    found = Candidates([], [])
    verdicts = scan.verdicts
    one = two = three = -WIDEST_GAP - 1
    one_bits = two_bits = three_bits = 0
    for place in scan.places:
        _, _, _, _, direct, bits, _, partner_bits = verdicts[place]  # type: ignore[misc]
        if direct:
            found.by_word.extend((number, place) for number in direct)
        if not bits:
            continue
        if place - one <= WIDEST_GAP:
            if partner_bits & one_bits:
                _add_pairs(scan, pairs, one, place, found.by_pair)
            if place - two <= WIDEST_GAP:
                if partner_bits & two_bits:
                    _add_pairs(scan, pairs, two, place, found.by_pair)
                if place - three <= WIDEST_GAP and partner_bits & three_bits:
                    _add_pairs(scan, pairs, three, place, found.by_pair)
        if bits >= SMALL_BITS:
            _add_weak(scan, pairs, place, found.by_pair)
        three, three_bits, two, two_bits = two, two_bits, one, one_bits
        one, one_bits = place, bits
    return found


def _add_weak(scan: Scan, pairs: Filed, place: int, found: list[tuple[int, int]]) -> None:
    """The pairs of a telling word in small letters with the ordinary ones around it."""
    partner_bits = scan.verdicts[place][7]  # type: ignore[misc]
    strong = scan.strong
    for other in range(max(0, place - WIDEST_GAP), place + WIDEST_GAP + 1):
        verdict = scan.verdicts[other] if other < len(scan.verdicts) else NOTHING
        if verdict and other not in strong and partner_bits & verdict[5]:
            _add_pairs(scan, pairs, min(place, other), max(place, other), found)


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
