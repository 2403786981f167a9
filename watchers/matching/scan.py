"""One field of an article read once: which aliases may stand where."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress

from watchers.matching.index import Filed, Index
from watchers.matching.vocabulary import NOTHING, Found, Vocabulary
from watchers.model import Field
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


def candidates(scan: Scan, index: Index) -> list[tuple[int, int]]:
    """(variant, place of its first word or pair) for all that may be there, in order of place."""
    found: list[tuple[int, int]] = []
    _add_pairs(scan, index.pairs, found)
    _add_singles(scan, index.singles, found)
    if index.loose:
        _add_singles(scan, index.loose, found)
    return found


def _add_pairs(scan: Scan, pairs: Filed, found: list[tuple[int, int]]) -> None:
    verdicts = scan.verdicts
    one, two = -9, -9
    one_mixes: tuple[int, ...] = ()
    two_mixes: tuple[int, ...] = ()
    for place in scan.places:
        mixes = verdicts[place][0]  # type: ignore[misc]
        if place - one <= WIDEST_GAP:
            for a in one_mixes:
                for b in mixes:
                    if a + b in pairs:
                        _add(found, pairs[a + b], one)
            if place - two <= WIDEST_GAP:
                for a in two_mixes:
                    for b in mixes:
                        if a + b in pairs:
                            _add(found, pairs[a + b], two)
        two, two_mixes = one, one_mixes
        one, one_mixes = place, mixes


def _add_singles(scan: Scan, table: Filed, found: list[tuple[int, int]]) -> None:
    verdicts = scan.verdicts
    for place in scan.places:
        verdict = verdicts[place]
        for key in verdict[0]:  # type: ignore[misc]
            if key in table:
                _add(found, table[key], place)


def _add(found: list[tuple[int, int]], held: int | tuple[int, ...], place: int) -> None:
    if isinstance(held, int):
        found.append((held, place))
    else:
        found.extend((number, place) for number in held)


def joined_candidates(scan: Scan) -> Iterator[tuple[int, int]]:
    """(variant, place) where one word may hold a whole alias without its spaces."""
    for place in scan.places:
        for number in scan.verdicts[place][4]:  # type: ignore[misc]
            yield number, place
