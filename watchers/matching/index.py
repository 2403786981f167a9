"""All that is looked for, filed so that the cost follows the text and not the number of watches."""

from collections.abc import Iterable
from itertools import pairwise

from watchers.matching.everyday import COMMON
from watchers.matching.likeness import is_lower
from watchers.matching.variants import (
    Entry,
    Form,
    Variant,
    forms_of_watch,
    joined_form,
)
from watchers.matching.vocabulary import Vocabulary, mix
from watchers.matching.words import PARTICLES
from watchers.model import Alias, AliasKind, Watch, WatchKind

Filed = dict[int, int | tuple[int, ...]]
_COMMON_RANK = 10_000


class Index:
    """Variants by the rarest pair of neighbouring tokens, by their one token, or by a bigram."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.variants: list[Variant | None] = []
        self.entries: dict[int, Entry] = {}
        self.pairs: Filed = {}
        self.unspaced: dict[str, tuple[int, ...]] = {}
        self.letters: dict[int, str] = {}

    def add(self, watch: Watch) -> None:
        """File a watch; one of the same id goes first."""
        self.remove(watch.id)
        entry = Entry(watch=watch)
        filed = [self._file(entry, form) for form in forms_of_watch(watch)]
        if watch.confusables:
            confusable = Entry(watch=watch, is_confusable=True)
            filed += [self._file(confusable, form) for form in _confusable_forms(watch)]
        entry.variants = tuple(filed)
        self.entries[watch.id] = entry

    def is_loose(self, variant: Variant) -> bool:
        """Whether the variant's words may stand apart."""
        return is_loose(variant.watch.watch, variant.text, variant.kind)

    def remove(self, watch_id: int) -> None:
        """Take a watch out; its tokens stay known and lead nowhere."""
        entry = self.entries.pop(watch_id, None)
        for number in entry.variants if entry else ():
            self._unfile(number)

    def _file(self, entry: Entry, form: Form) -> int:
        number = len(self.variants)
        if form.is_unspaced:
            self.variants.append(_variant(entry, form, ()))
            self._file_unspaced(form.tokens[0], number)
            return number
        tokens = tuple(map(self.vocabulary.token_id, form.tokens))
        self.variants.append(_variant(entry, form, tokens))
        self._file_spaced(entry, form, tokens, number)
        if joined := joined_form(form.tokens):
            self.vocabulary.add_joined(joined, number)
        return number

    def _file_spaced(self, entry: Entry, form: Form, tokens: tuple[int, ...], number: int) -> None:
        is_topic = is_loose(entry.watch, form.text, form.kind)
        if len(tokens) == 1 or is_topic:
            is_name = not is_topic and not is_lower(form.text)
            rarest = min(tokens, key=self._rank)
            self.vocabulary.call_up(rarest, number, is_name=is_name)
            return
        ranks = [self._rank(a) + self._rank(b) for a, b in pairwise(tokens)]
        first = ranks.index(min(ranks))
        small = (word for word in form.text.split() if is_lower(word) and word not in PARTICLES)
        takes_small = form.kind is AliasKind.ROLE or any(small)
        key = self.vocabulary.pair(tokens[first], tokens[first + 1], takes_small=takes_small)
        _file_under(self.pairs, key, number)

    def _rank(self, token: int) -> int:
        """How common a token is, the rarest lowest."""
        vocabulary = self.vocabulary
        is_common = vocabulary.tokens[token] in COMMON
        return vocabulary.counts[token] + (_COMMON_RANK if is_common else 0)

    def _file_unspaced(self, text: str, number: int) -> None:
        self.letters[number] = text
        bigram = text[:2]
        self.unspaced[bigram] = (*self.unspaced.get(bigram, ()), number)

    def _unfile(self, number: int) -> None:
        variant = self.variants[number]
        self.variants[number] = None
        if variant is None:
            return
        for token in variant.tokens:
            self.vocabulary.call_up_no_more(token, number)
        for a, b in pairwise(variant.tokens):
            _unfile_from(self.pairs, mix(a) + mix(b), number)
        if not variant.tokens:
            self._unfile_unspaced(number)

    def _unfile_unspaced(self, number: int) -> None:
        bigram = self.letters.pop(number)[:2]
        left = tuple(n for n in self.unspaced.pop(bigram, ()) if n != number)
        if left:
            self.unspaced[bigram] = left


def is_loose(watch: Watch, text: str, kind: AliasKind) -> bool:
    """Whether the words may stand apart and in any order: a topic in small letters."""
    return (
        watch.kind is WatchKind.TOPIC
        and kind is AliasKind.NAME
        and text == text.lower() != text.upper()
    )


def _variant(entry: Entry, form: Form, tokens: tuple[int, ...]) -> Variant:
    return Variant(watch=entry, text=form.text, kind=form.kind, tokens=tokens, penalty=form.penalty)


def _confusable_forms(watch: Watch) -> Iterable[Form]:
    aliases = tuple(Alias(text=text) for text in watch.confusables)
    stand_in = Watch(id=watch.id, name=watch.confusables[0], kind=watch.kind, aliases=aliases)
    return forms_of_watch(stand_in)


def _file_under(table: Filed, key: int, number: int) -> None:
    held = table.get(key)
    if held is None:
        table[key] = number
    else:
        table[key] = (*held, number) if isinstance(held, tuple) else (held, number)


def _unfile_from(table: Filed, key: int, number: int) -> None:
    held = table.get(key)
    if held == number:
        del table[key]
    elif isinstance(held, tuple) and number in held:
        left = tuple(n for n in held if n != number)
        table[key] = left if len(left) > 1 else left[0]
