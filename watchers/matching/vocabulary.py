"""Which tokens of the aliases a word of a text may stand for, remembered word by word."""

from typing import NamedTuple

from watchers.matching.keytable import KeyTable
from watchers.matching.likeness import (
    SHORTEST_FUZZY,
    forms_of,
    is_lower,
    keys_of,
    likeness,
    search_keys,
)
from watchers.matching.rows import Rows
from watchers.text.tokens import LONGEST_WORD


class Verdict(NamedTuple):
    """What a word may stand for: parallel tuples, best first; `joined` are variants it holds."""

    mixes: tuple[int, ...]
    ids: tuple[int, ...]
    costs: tuple[float, ...]
    codes: tuple[str, ...]
    joined: tuple[int, ...] = ()


NOTHING: tuple[()] = ()
Found = Verdict | tuple[()]

KEPT_PER_WORD = 12
MEMO_LIMIT = 400_000


def mix(token_id: int) -> int:
    """A number per token whose sums tell pairs of tokens apart (splitmix64)."""
    z = (token_id + 1) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    z = (z ^ z >> 27) * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF
    return (z ^ z >> 31) >> 3


class Vocabulary:
    """The distinct tokens of all aliases."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.tokens: list[str] = []
        self.counts: list[int] = []
        self._keys = KeyTable()
        self._joined = KeyTable()
        self.memo: dict[str, Found] = {}
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
        self._keys.add(keys_of(token), new)
        if self.memo:
            self._forget_words_like(token)
        return new

    def add_joined(self, joined: str, variant: int) -> None:
        """Remember that these letters without spaces are a whole variant."""
        self._joined.add((joined,), variant)
        if self.memo:
            self._forget_words_like(joined)

    def look_up(self, word: str) -> Found:
        """The verdict on a word never seen before; remembered from now on."""
        if len(self.memo) > MEMO_LIMIT:
            self.memo.clear()
            self._rows = Rows()
        found = self._judge(word) if len(word) <= LONGEST_WORD else NOTHING
        self.memo[word] = found
        return found

    def _judge(self, word: str) -> Found:
        forms = list(forms_of(word))
        if not forms:
            return NOTHING
        found: dict[int, tuple[float, str]] = {}
        for form, cost, code in forms:
            known = self.ids.get(form)
            if known is not None and known not in found:
                found[known] = (cost, code)
        main = forms[0][0]
        self._add_similar(word, main, found)
        self._rows.add(word, [form for form, _, _ in forms])
        return _verdict(found, self._whole_variants(main))

    def _add_similar(self, word: str, main: str, found: dict[int, tuple[float, str]]) -> None:
        keys = list(search_keys(word, main))
        may_flex = not is_lower(word)
        for token_id in self._keys.find(keys) if keys else ():
            if token_id in found:
                continue
            similar = likeness(main, self.tokens[token_id], may_flex=may_flex)
            if similar is not None:
                found[token_id] = similar

    def _whole_variants(self, main: str) -> tuple[int, ...]:
        if len(main) < SHORTEST_FUZZY - 1:
            return ()
        return tuple(sorted(self._joined.find((main,))))

    def _forget_words_like(self, token: str) -> None:
        for word in self._rows.words_like(token):
            self.memo.pop(word, None)


def _verdict(found: dict[int, tuple[float, str]], joined: tuple[int, ...]) -> Found:
    if not found and not joined:
        return NOTHING
    best = sorted(found.items(), key=lambda kv: kv[1][0])[:KEPT_PER_WORD]
    return Verdict(
        mixes=tuple(mix(token_id) for token_id, _ in best),
        ids=tuple(token_id for token_id, _ in best),
        costs=tuple(cost for _, (cost, _) in best),
        codes=tuple(code for _, (_, code) in best),
        joined=joined,
    )
