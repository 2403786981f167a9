"""One field of an article read once: which aliases may stand where."""

from dataclasses import dataclass
from itertools import compress

from watchers.matching.index import Filed
from watchers.matching.vocabulary import NOTHING, Found, Vocabulary
from watchers.model import Field
from watchers.text.tokens import Words, split_words

WIDEST_GAP = 3
"""Words of an alias may stand this far apart: two particles or middle names between them."""
MOST_PAIRS = 36
"""More combinations of what two neighbouring words may stand for are not all looked up."""
MOST_GUESSES = 3
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


def candidates(scan: Scan, pairs: Filed) -> list[tuple[int, int]]:
    """(variant, place of its first word or pair) for all that may be there."""
    found: list[tuple[int, int]] = []
    verdicts = scan.verdicts
    one = two = -WIDEST_GAP - 1
    one_mixes: tuple[int, ...] = ()
    two_mixes: tuple[int, ...] = ()
    for place in scan.places:
        verdict = verdicts[place]
        mixes = verdict[0]  # type: ignore[misc]
        if verdict[4]:  # type: ignore[misc]
            found.extend((number, place) for number in verdict[4])  # type: ignore[misc]
        if not mixes:
            continue
        if place - one <= WIDEST_GAP:
            if len(mixes) * len(one_mixes) > MOST_PAIRS:
                _add_likely(scan, pairs, one, place, found)
            else:
                for a in one_mixes:
                    for b in mixes:
                        if a + b in pairs:
                            _add(found, pairs[a + b], one)
            if place - two <= WIDEST_GAP and len(mixes) * len(two_mixes) <= MOST_PAIRS:
                for a in two_mixes:
                    for b in mixes:
                        if a + b in pairs:
                            _add(found, pairs[a + b], two)
        two, two_mixes = one, one_mixes
        one, one_mixes = place, mixes
    return found


def _add_likely(
    scan: Scan, pairs: Filed, first: int, second: int, found: list[tuple[int, int]]
) -> None:
    """Of two words that may stand for many tokens, the pairs of which not both are guesses.

    Of the guesses only the likest few are put together.
    """
    mixes_a, sure_a = scan.verdicts[first][0], scan.verdicts[first][5]  # type: ignore[misc]
    mixes_b, sure_b = scan.verdicts[second][0], scan.verdicts[second][5]  # type: ignore[misc]
    for at, a in enumerate(mixes_a):
        for b in mixes_b if at < sure_a else mixes_b[: sure_b + MOST_GUESSES]:
            if a + b in pairs:
                _add(found, pairs[a + b], first)


def _add(found: list[tuple[int, int]], held: int | tuple[int, ...], place: int) -> None:
    if isinstance(held, int):
        found.append((held, place))
    else:
        found.extend((number, place) for number in held)
