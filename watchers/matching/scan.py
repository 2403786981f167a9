"""One field of an article read once: which aliases may stand where."""

from dataclasses import dataclass, field
from itertools import compress

from watchers.matching.index import Filed
from watchers.matching.vocabulary import NOTHING, Found, Vocabulary
from watchers.model import Field, LineClass
from watchers.text.tokens import Words, split_words

WIDEST_GAP = 3
"""Words of an alias may stand this far apart: two particles or middle names between them."""
MOST_GUESSES = 6
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
    line_kinds: dict[int, LineClass] = field(default_factory=dict)


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
        _, _, _, _, direct, _, bits, partner_bits = verdicts[place]  # type: ignore[misc]
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
    """All pairs of which not both words are guesses; of the guesses the likest few together."""
    mixes_a, sure_a = scan.verdicts[first][0], scan.verdicts[first][5]  # type: ignore[misc]
    mixes_b, sure_b = scan.verdicts[second][0], scan.verdicts[second][5]  # type: ignore[misc]
    for at, a in enumerate(mixes_a):
        if at >= sure_a + MOST_GUESSES:
            mixes_b = mixes_b[:sure_b]
        for b in mixes_b if at < sure_a else mixes_b[: sure_b + MOST_GUESSES]:
            if a + b in pairs:
                _add(found, pairs[a + b], first)


def _add(found: list[tuple[int, int]], held: int | tuple[int, ...], place: int) -> None:
    if isinstance(held, int):
        found.append((held, place))
    else:
        found.extend((number, place) for number in held)
