"""What to say when a watch is made: what an alias would do, and what to do instead."""

import unicodedata
from collections.abc import Iterator

from watchers.matching.codes import reason
from watchers.matching.family import EAST_ASIAN
from watchers.matching.folding import alias_tokens, fold
from watchers.matching.likeness import is_ordinary
from watchers.matching.variants import LONGEST_ALIAS, content_tokens, is_acronym
from watchers.matching.wordlists import words_of
from watchers.matching.words import GIVEN_NAMES, PARTICLES, PEOPLES
from watchers.model import Alias, AliasKind, Reason, Watch, WatchKind
from watchers.text.tokens import UNSPACED

_FLOODING = frozenset(
    words_of(
        """
un us eu uk usa news war world president minister government police
"""
    )
)
_SHORT = 3


def check_watch(watch: Watch) -> tuple[Reason, ...]:
    """Every answer its name and aliases call for; a code with `refuse-` must not be accepted."""
    aliases = [Alias(text=watch.name), *(a for a in watch.aliases if a.text != watch.name)]
    return tuple(answer for alias in aliases for answer in _check_alias(alias, watch))


def _check_alias(alias: Alias, watch: Watch) -> Iterator[Reason]:
    refusal = _refusal(alias, watch)
    if refusal is not None:
        yield refusal
        return
    if _mixes_scripts(alias.text):
        yield reason("advise-mixed-scripts", alias=alias.text)
    if any(fold(alias.text) == fold(text) for text in watch.confusables):
        yield reason("advise-confusable-same", alias=alias.text)
    advice = _advice(alias, watch)
    if advice:
        yield reason(advice, alias=alias.text)


def _refusal(alias: Alias, watch: Watch) -> Reason | None:
    text = alias.text.strip()
    tokens = alias_tokens(text)
    letters = [c for c in text if c.isalnum()]
    if not letters:
        return reason("refuse-empty", alias=text)
    if len(text) > LONGEST_ALIAS:
        return reason("refuse-too-long", alias=text[:40], length=len(text), limit=LONGEST_ALIAS)
    if len(letters) == 1:
        return reason("refuse-one-letter", alias=text)
    if all(c.isdigit() for c in letters):
        return reason("refuse-digits", alias=text)
    if _would_flood(text, tokens, alias, watch):
        return reason("refuse-common", alias=text)
    return None


def _would_flood(text: str, tokens: tuple[str, ...], alias: Alias, watch: Watch) -> bool:
    """The, UN, Kim: one frequent word, acronym or family name and nothing that narrows it."""
    if len(tokens) != 1 or UNSPACED.search(text):
        return False
    token = tokens[0]
    if token in PARTICLES or token in _FLOODING:
        return not (is_acronym(alias) and watch.context)
    if token in EAST_ASIAN or token in GIVEN_NAMES:
        return watch.kind in (WatchKind.PERSON, WatchKind.TOPIC)
    return is_ordinary(token) and text == text.lower() and len(token) <= _SHORT + 1


def _advice(alias: Alias, watch: Watch) -> str:
    tokens = content_tokens(alias.text)
    if UNSPACED.search(alias.text):
        return "advise-short" if len([c for c in alias.text if c.isalnum()]) == 2 else ""
    if is_acronym(alias):
        return "" if watch.context else "advise-acronym"
    if alias.kind is AliasKind.ROLE:
        return ""
    if all(is_ordinary(token) or token in PEOPLES for token in tokens) and not watch.context:
        return "advise-common-words"
    if len(tokens) == 1 and watch.kind is WatchKind.PERSON:
        return "advise-family-name"
    return "advise-short" if len(tokens) == 1 and len(tokens[0]) <= _SHORT else ""


def _mixes_scripts(text: str) -> bool:
    return any(len(_scripts(word)) > 1 for word in text.split())


def _scripts(word: str) -> set[str]:
    """The alphabets in a word; Chinese characters and kana go together."""
    names = {unicodedata.name(c, "").split(" ")[0] for c in word if c.isalpha()}
    return {"CJK" if n in ("HIRAGANA", "KATAKANA") else n for n in names}
