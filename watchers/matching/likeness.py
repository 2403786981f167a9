"""How like a word of a text is to a token of an alias, and under which keys it can be found."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from watchers.matching import endings
from watchers.matching.everyday import COMMON
from watchers.matching.folding import WRITES_VOWELS, fold, script, to_latin, without_genitive
from watchers.matching.romanisation import CLASS_OF, is_syllable, skeleton
from watchers.matching.words import GIVEN_NAMES, PARTICLES

EXACT = "exact"
PLURAL = "plural"
ENDING = "ending"
PREFIX = "prefix"
ROMANISED = "romanised"
SOUND = "sound"
TYPO = "typo"
SCRIPT = "script"
SUFFIX = "suffix"

COSTS = {
    EXACT: 0.0,
    PLURAL: 0.03,
    ENDING: 0.03,
    PREFIX: 0.03,
    ROMANISED: 0.05,
    SOUND: 0.07,
    SUFFIX: 0.12,
    SCRIPT: 0.14,
}
FIRST_LETTER_COST = 0.12
DEAREST_TOKEN = 0.36
SHORTEST_FUZZY = 4
LONG_TOKEN = 8
PREFIX_LENGTH = 7
"""Deletions are taken from the first letters only, as SymSpell does; the rest is checked later."""


def edit_budget(length: int) -> int:
    """Edits that a token of this length may carry: none up to 3 letters, 1 up to 7, then 2."""
    if length < SHORTEST_FUZZY:
        return 0
    return 1 if length < LONG_TOKEN else 2


def deletions(token: str) -> set[str]:
    """The token's beginning, whole and with up to its edit budget of letters left out."""
    head = token[:PREFIX_LENGTH]
    once = {head[:i] + head[i + 1 :] for i in range(len(head))}
    found = {head, *once}
    if len(token) >= LONG_TOKEN - 1:
        found.update(part[:i] + part[i + 1 :] for part in once for i in range(len(part)))
    return found


def keys_of(token: str) -> set[str]:
    """Every key under which a token of an alias is filed."""
    keys = {f"/{CLASS_OF[token]}"} if token in CLASS_OF else set()
    if not is_flexible(token):
        return keys
    if endings.is_cyrillic(token):
        keys.add(f"^{endings.stem(token)}")
    if script(token) in WRITES_VOWELS:
        keys.add(sound_key(token))
    return keys | deletions(token)


def sound_key(token: str) -> str:
    """The key that words of like sound share, whatever alphabet with vowels they stand in."""
    return f"~{skeleton(to_latin(endings.stem(token)))}"


def is_flexible(token: str) -> bool:
    """Whether a token may differ by more than its class: long enough, and no digits."""
    return len(token) >= SHORTEST_FUZZY and token.isalpha()


def is_lower(word: str) -> bool:
    """Whether the word stands in small letters, in a script that has both sizes."""
    return word == word.lower() and word != word.upper()


@lru_cache(maxsize=1 << 15)
def is_ordinary(word: str) -> bool:
    """Whether a word is in everyday use and no name by itself."""
    folded = without_genitive(fold(word))
    return folded in COMMON or folded.removesuffix("s") in COMMON or folded in PARTICLES


def search_keys(word: str, main: str) -> Iterator[str]:
    """The keys under which tokens like this word are filed; few for words in small letters."""
    if main in CLASS_OF:
        yield f"/{CLASS_OF[main]}"
    if not is_flexible(main) or main in COMMON:
        return
    is_cyrillic = endings.is_cyrillic(main)
    if is_cyrillic:
        yield f"^{endings.stem(main)}"
    if is_lower(word):
        return
    if is_cyrillic or script(main) in WRITES_VOWELS:
        yield sound_key(main)
    yield from deletions(main)


def likeness(
    main: str, token: str, *, may_flex: bool, sounds_alike: bool
) -> tuple[float, str] | None:
    """Cost (0 to 0.36) and code of reading the word as the token; None where they differ.

    `sounds_alike` tells that their sound keys have one hash.
    """
    if main in CLASS_OF and CLASS_OF[main] == CLASS_OF.get(token):
        return COSTS[ROMANISED], ROMANISED
    if not (is_flexible(main) and is_flexible(token)):
        return None
    if endings.is_cyrillic(main) and endings.stem(main) == endings.stem(token):
        return COSTS[ENDING], ENDING
    if not may_flex:
        return None
    return (_sounds_like(main, token) if sounds_alike else None) or _typed_like(main, token)


def _sounds_like(main: str, token: str) -> tuple[float, str] | None:
    if sound_key(main) != sound_key(token) or script(main) not in WRITES_VOWELS:
        return None
    code = SOUND if script(main) == script(token) else SCRIPT
    return COSTS[code], code


def _typed_like(main: str, token: str) -> tuple[float, str] | None:
    budget = edit_budget(max(len(token), len(main)))
    edits = OSA.distance(main, token, score_cutoff=budget)
    if edits > budget or script(main) != script(token) or _are_other_names(main, token):
        return None
    cost = edits / len(token) + (FIRST_LETTER_COST if main[0] != token[0] else 0.0)
    return (cost, TYPO) if cost <= DEAREST_TOKEN else None


def _are_other_names(main: str, token: str) -> bool:
    """Two frequent given names, or two syllables of Chinese: near each other and not the same."""
    return (main in GIVEN_NAMES and token in GIVEN_NAMES) or (
        is_syllable(main) and is_syllable(token)
    )


_NUMBER = re.compile(r"(\d+)([a-z])")


def forms_of(word: str) -> list[tuple[str, float, str]]:
    """The word folded, then what it is without what may cling to it: (form, cost, code)."""
    folded = fold(word)
    main = without_genitive(folded)
    if not main:
        return []
    forms = [(main, COSTS[EXACT], EXACT)]
    if main.isascii():
        forms.extend(_latin_forms(main))
    else:
        forms.extend((form, COSTS[ENDING], ENDING) for form in endings.short_stems(main))
        forms.extend((form, COSTS[PREFIX], PREFIX) for form in endings.without_prefixes(main))
    return forms


def _latin_forms(main: str) -> Iterator[tuple[str, float, str]]:
    if main[-1] == "s" and len(main) > SHORTEST_FUZZY and main.isalpha():
        yield main[:-1], COSTS[PLURAL], PLURAL
    if main[0].isdigit():
        if number := _NUMBER.fullmatch(main):
            code = PLURAL if number[2] == "s" else SUFFIX
            yield number[1], COSTS[code], code
    elif "'" in main:
        head, _, tail = main.rpartition("'")
        yield main.replace("'", ""), COSTS[ENDING], ENDING
        if len(head) <= 2:
            yield tail, COSTS[PREFIX], PREFIX
        elif len(tail) <= SHORTEST_FUZZY:
            yield head, COSTS[ENDING], ENDING
