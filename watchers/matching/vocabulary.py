"""Which tokens of the aliases a word of a text may stand for, remembered word by word."""

from array import array
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple

from rapidfuzz.distance import OSA

from watchers.matching.folding import fold, without_genitive
from watchers.matching.keytable import KeyTable
from watchers.matching.likeness import (
    LONG_TOKEN,
    PLURAL,
    ROMANISED,
    SCRIPT,
    SHORTEST_FUZZY,
    SOUND,
    TYPO,
    forms_of,
    is_lower,
    is_ordinary,
    keys_of,
    likeness,
    search_keys,
    sound_key,
)
from watchers.matching.rows import Rows
from watchers.matching.sizes import EVERY_SIZE, NEAR, Size, size_of
from watchers.matching.words import GIVEN_NAMES, PEOPLES
from watchers.text.tokens import LONGEST_WORD


class Verdict(NamedTuple):
    """What a word may stand for. `ids`, `costs` and `codes` run in parallel, the likest first.

    `mixes` are those of the tokens that stand in pairs;
    `direct` the variants that this word calls up by itself: names of one token, topics by their
    rarest word, and aliases that it holds whole without their spaces. Two words can be a pair only
    where the `bits` of one meet the `partner_bits` of the other, of which each mix has its `masks`.
    """

    mixes: tuple[int, ...]
    ids: tuple[int, ...]
    costs: tuple[float, ...]
    codes: tuple[str, ...]
    direct: tuple[int, ...]
    bits: int
    masks: tuple[int, ...]
    partner_bits: int


NOTHING: tuple[()] = ()
Found = Verdict | tuple[()]
Likenesses = dict[int, tuple[float, str]]

KEPT_PER_WORD = 24
PARTNER_BITS = 384
SMALL_BITS = 1 << PARTNER_BITS
"""From here on bits are those of words in small letters."""
_NO_PARTNERS = bytes(PARTNER_BITS // 8)
MEMO_LIMIT = 400_000


def mix(token_id: int) -> int:
    """A number per token whose sums tell pairs of tokens apart (splitmix64)."""
    z = (token_id + 1) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    z = (z ^ z >> 27) * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF
    return (z ^ z >> 31) >> 3


class Vocabulary:
    """The distinct tokens of all aliases, and what each of them calls up by itself.

    `memo` holds the verdicts on words of texts, `strong` those words that are worth a start: the
    others can only be a further part of a name.
    """

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.tokens: list[str] = []
        self.counts: list[int] = []
        self.memo: dict[str, Found] = {}
        self.strong: set[str] = set()
        self._sounds = array("q")
        self._partners = bytearray()
        self._takes_small = bytearray()
        self._names: dict[int, tuple[int, ...]] = {}
        self._phrases: dict[int, tuple[int, ...]] = {}
        self._keys = KeyTable()
        self._joined = KeyTable()
        self._rows = Rows()

    def settle(self) -> None:
        """End the bulk load."""
        self._keys.settle()
        self._joined.settle()

    def token_id(self, token: str) -> int:
        """The token's id; a new one if the vocabulary has not met it."""
        known = self.ids.get(token)
        if known is not None:
            self.counts[known] += 1
            return known
        new = len(self.tokens)
        self.ids[token] = new
        self.tokens.append(token)
        self.counts.append(1)
        self._partners.extend(_NO_PARTNERS)
        self._takes_small.append(0)
        self._sounds.append(hash(sound_key(token)))
        self._keys.add(keys_of(token), new)
        self.unsettle(token)
        return new

    def pair(self, first: int, second: int, *, takes_small: bool) -> int:
        """The key of two tokens side by side; from now on words are asked for both.

        `takes_small` tells that both may be ordinary words in small letters.
        """
        for token in (first, second) if takes_small else ():
            if not self._takes_small[token]:
                self._takes_small[token] = 1
                self.unsettle(self.tokens[token])
        self._make_partner(first, second)
        self._make_partner(second, first)
        return mix(first) + mix(second)

    def _make_partner(self, token: int, other: int) -> None:
        place, bit = divmod(mix(other) % PARTNER_BITS, 8)
        at = token * len(_NO_PARTNERS) + place
        if not self._partners[at] >> bit & 1:
            self._partners[at] |= 1 << bit
            self.unsettle(self.tokens[token])

    def _partner_bits(self, token: int) -> int:
        at = token * len(_NO_PARTNERS)
        return int.from_bytes(self._partners[at : at + len(_NO_PARTNERS)], "little")

    def call_up(self, token: int, variant: int, *, is_name: bool) -> None:
        """Let the token alone call up the variant; a name not from ordinary words in small type."""
        table = self._names if is_name else self._phrases
        table[token] = (*table.get(token, ()), variant)
        self.unsettle(self.tokens[token])

    def call_up_no_more(self, token: int, variant: int) -> None:
        """Undo `call_up`; words that still name the variant lead to nothing."""
        for table in (self._names, self._phrases):
            left = tuple(number for number in table.pop(token, ()) if number != variant)
            if left:
                table[token] = left

    def add_joined(self, joined: str, variant: int) -> None:
        """Remember that these letters without spaces are a whole variant."""
        self._joined.add((joined,), variant)
        self.unsettle(joined)

    def look_up(self, word: str) -> Found:
        """The verdict on a word never seen before; remembered from now on."""
        if len(self.memo) > MEMO_LIMIT:
            self.memo.clear()
            self.strong.clear()
            self._rows = Rows()
        found = self._judge(word) if len(word) <= LONGEST_WORD else NOTHING
        self._remember(word, found)
        return found

    def _remember(self, word: str, found: Found) -> None:
        self.memo[word] = found
        if found and (found.direct or (found.bits and not self._is_weak(word, found))):
            self.strong.add(word)

    def _is_weak(self, word: str, found: Verdict) -> bool:
        """An ordinary word in small letters, of which no name is written so."""
        is_taken = any(self._takes_small[token] for token in found.ids)
        return size_of(word) is Size.ORDINARY and not is_taken

    def recall(self, word: str, found: Likenesses) -> None:
        """Remember a word with likenesses that were found before."""
        forms = forms_of(word)
        if forms and word not in self.memo:
            self._rows.add(word, [form for form, _, _ in forms])
            self._remember(word, self._verdict(word, found, self._whole_variants(forms[0][0])))

    def _judge(self, word: str) -> Found:
        forms = forms_of(word)
        if not forms:
            return NOTHING
        found: Likenesses = {}
        for form, cost, code in forms:
            known = self.ids.get(form)
            if known is not None and known not in found:
                found[known] = (cost, code)
        main = forms[0][0]
        self._add_similar(word, main, found)
        self._rows.add(word, [form for form, _, _ in forms])
        return self._verdict(word, found, self._whole_variants(main))

    def _add_similar(self, word: str, main: str, found: Likenesses) -> None:
        keys = list(search_keys(word, main))
        may_flex = not is_lower(word)
        sound = hash(sound_key(main)) if may_flex else 0
        for token_id in self._keys.find(keys) if keys else ():
            if token_id in found:
                continue
            similar = likeness(
                main,
                self.tokens[token_id],
                may_flex=may_flex,
                sounds_alike=self._sounds[token_id] == sound,
            )
            if similar is not None:
                found[token_id] = similar

    def _whole_variants(self, main: str) -> tuple[int, ...]:
        if len(main) < SHORTEST_FUZZY - 1:
            return ()
        return tuple(sorted(self._joined.find((main,))))

    def _verdict(self, word: str, found: Likenesses, joined: tuple[int, ...]) -> Found:
        best = sorted(found.items(), key=lambda kv: kv[1][0])[:KEPT_PER_WORD]
        direct = (*self._called_up(word, best), *joined)
        if not best and not direct:
            return NOTHING
        size = size_of(word)
        partners = {token: self._partner_bits(token) for token, _ in best}
        paired = [token for token, _ in best if partners[token]]
        masks = tuple(self._mask(partners[token], token, size) for token in paired)
        return Verdict(
            mixes=tuple(map(mix, paired)),
            ids=tuple(token for token, _ in best),
            costs=tuple(cost for _, (cost, _) in best),
            codes=tuple(code for _, (_, code) in best),
            direct=direct,
            bits=self._bits(paired) << size * PARTNER_BITS,
            masks=masks,
            partner_bits=reduce(or_, masks, 0),
        )

    def _bits(self, tokens: Iterable[int]) -> int:
        return reduce(or_, (1 << mix(token) % PARTNER_BITS for token in tokens), 0)

    def _mask(self, partners: int, token: int, size: Size) -> int:
        """The partners' bits, once for each size of word with which this one may be a pair."""
        near = NEAR[size] | (EVERY_SIZE if self._takes_small[token] else 0)
        return sum(partners << s * PARTNER_BITS for s in Size if near >> s & 1)

    def _called_up(self, word: str, best: Iterable[tuple[int, tuple[float, str]]]) -> list[int]:
        numbers: list[int] = []
        ordinary = is_ordinary(word)
        may_name = not (ordinary and is_lower(word))
        for token, (_, code) in best:
            if not _may_stand_alone(word, self.tokens[token], code, is_ordinary=ordinary):
                continue
            numbers.extend(self._phrases.get(token, ()))
            if may_name:
                numbers.extend(self._names.get(token, ()))
        return numbers

    def unsettle(self, token: str) -> None:
        """Forget the verdicts that what was learnt about the token may change."""
        for word in self._rows.words_like(token) if self.memo else ():
            self.memo.pop(word, None)
            self.strong.discard(word)


SHORTEST_SOUND = 6
"""Shorter names alone must not only sound alike: Ford is not Forde."""


def _may_stand_alone(word: str, token: str, code: str, *, is_ordinary: bool) -> bool:
    """One word alone must be spelt as the alias; only long ones may carry a typing error."""
    if code not in (TYPO, SOUND, SCRIPT, ROMANISED, PLURAL):
        return True
    folded = without_genitive(fold(word))
    if is_ordinary or folded in GIVEN_NAMES or folded in PEOPLES or is_lower(word):
        return code == PLURAL and is_lower(word)
    if code == TYPO:
        return len(token) >= LONG_TOKEN and OSA.distance(folded, token) == 1
    return code in (ROMANISED, PLURAL) or len(token) >= SHORTEST_SOUND
