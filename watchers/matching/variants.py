"""What the matcher looks for on behalf of a watch: each alias in its forms, cut into tokens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from watchers.matching.condense import condense
from watchers.matching.folding import fold, parts_of
from watchers.matching.peoples import ADJECTIVES
from watchers.matching.romanisation import pinyin_syllables
from watchers.matching.wordlists import words_of
from watchers.matching.words import ARTICLES, PARTICLES
from watchers.model import Alias, AliasKind, Watch, WatchKind
from watchers.text.tokens import UNSPACED, split_words

LONGEST_ALIAS = 200
"""Longer aliases are no names; `check_watch` says so, and they are not matched."""
LEGAL_FORMS = frozenset(
    words_of(
        """
inc incorporated corp corporation co company ltd limited llc plc gmbh ag sa nv spa oao ooo pao
ojsc jsc pjsc kk
"""
    )
)
ADJECTIVE_POINTS = 22.0
LEGAL_FORM_POINTS = 4.0
_ACRONYM = re.compile(r"[A-ZА-ЯΑ-Ω][A-ZА-ЯΑ-Ω&]{1,4}")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")
_CAPITALS = re.compile(r"\b[A-Z]{2,3}\b")
_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")


@dataclass(slots=True, eq=False)
class Variant:
    """One form of one alias. Millions of them may be held, hence not frozen and without defaults.

    `tokens` are vocabulary ids in the order of the alias; `text` the alias as it was given.
    """

    watch: "Entry"
    text: str
    kind: AliasKind
    tokens: tuple[int, ...]
    penalty: float


@dataclass(slots=True, eq=False)
class Entry:
    """A watch with what the matcher filed for it."""

    watch: Watch
    variants: tuple[int, ...] = ()
    is_confusable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form before its tokens have ids; `is_unspaced` forms are searched letter by letter."""

    text: str
    kind: AliasKind
    tokens: tuple[str, ...]
    penalty: float = 0.0
    is_unspaced: bool = False


def forms_of_watch(watch: Watch) -> Iterator[Form]:
    """Every form of the watch's name and aliases, without repetition."""
    seen: set[tuple[tuple[str, ...], AliasKind, bool]] = set()
    for alias in _all_aliases(watch):
        for form in forms_of_alias(alias, watch.kind):
            key = (form.tokens, form.kind, form.is_unspaced)
            if form.tokens and key not in seen:
                seen.add(key)
                yield form


def _all_aliases(watch: Watch) -> Iterator[Alias]:
    if all(alias.text != watch.name for alias in watch.aliases):
        yield Alias(text=watch.name)
    yield from watch.aliases


def forms_of_alias(alias: Alias, watch_kind: WatchKind) -> Iterator[Form]:
    """The alias as it stands first, then how else the press writes it."""
    if "&" in alias.text:
        alias = replace(alias, text=unescape(alias.text))
    if not alias.text.strip() or len(alias.text) > LONGEST_ALIAS:
        return
    if UNSPACED.search(alias.text):
        yield Form(
            text=alias.text, kind=alias.kind, tokens=(condense(alias.text).text,), is_unspaced=True
        )
        return
    kind = AliasKind.ACRONYM if is_acronym(alias) else alias.kind
    tokens = content_tokens(alias.text)
    yield Form(text=alias.text, kind=kind, tokens=tokens)
    yield from _other_forms(alias, kind, tokens, watch_kind)


def _other_forms(
    alias: Alias, kind: AliasKind, tokens: tuple[str, ...], watch_kind: WatchKind
) -> Iterator[Form]:
    text = alias.text
    if kind is AliasKind.EXACT:
        return
    if kind is AliasKind.ACRONYM and 2 <= len(text) <= 5 and text.isalpha():
        yield Form(text=text, kind=kind, tokens=tuple(fold(text)))
    if _DOTTED.search(text):
        merged = _DOTTED.sub(lambda m: m.group().replace(".", "") + " ", text)
        yield from _merged_form(text, kind, content_tokens(merged))
    if _CAPITALS.search(text) and len(tokens) > 1:
        spelled = _CAPITALS.sub(lambda m: " ".join(m.group()), text)
        yield Form(text=text, kind=kind, tokens=content_tokens(spelled))
    if _BRACKETS.search(text):
        yield Form(text=text, kind=kind, tokens=content_tokens(_BRACKETS.sub("", text)))
    may_be_firm = watch_kind in (WatchKind.ORGANISATION, WatchKind.TOPIC)
    if may_be_firm and len(tokens) > 1 and tokens[-1] in LEGAL_FORMS:
        yield Form(text=text, kind=kind, tokens=tokens[:-1], penalty=LEGAL_FORM_POINTS)
    if watch_kind is WatchKind.PLACE and tokens in ADJECTIVES:
        adjective = ADJECTIVES[tokens]
        yield Form(text=text, kind=kind, tokens=adjective, penalty=ADJECTIVE_POINTS)
    if watch_kind is WatchKind.PERSON:
        yield from _person_forms(text, kind, tokens)


def _merged_form(text: str, kind: AliasKind, tokens: tuple[str, ...]) -> Iterator[Form]:
    """U.F.S. as UFS; a short one alone only in capitals."""
    if len(tokens) > 1 or len("".join(tokens)) > 3:
        yield Form(text=text, kind=kind, tokens=tokens)
    elif text.isupper():
        yield Form(text=text, kind=AliasKind.ACRONYM, tokens=tokens)


def _person_forms(text: str, kind: AliasKind, tokens: tuple[str, ...]) -> Iterator[Form]:
    """East Asian given names are written together, apart or with a hyphen."""
    if len(tokens) == 2 and len(tokens[0]) <= 5 and (syllables := pinyin_syllables(tokens[1])):
        yield Form(text=text, kind=kind, tokens=(tokens[0], *syllables))
    if len(tokens) == 3 and all(len(token) <= 6 for token in tokens):
        yield Form(text=text, kind=kind, tokens=(tokens[0], tokens[1] + tokens[2]))
    if "-" in text and len(tokens) > 3:
        yield Form(text=text, kind=kind, tokens=content_tokens(text.replace("-", "")))
        yield Form(text=text, kind=kind, tokens=(*tokens[:-2], tokens[-2] + tokens[-1]))


def is_acronym(alias: Alias) -> bool:
    """Whether only exact capitals may stand for it: told so, or two to five capitals."""
    if alias.kind is AliasKind.ACRONYM:
        return True
    return alias.kind is AliasKind.NAME and bool(_ACRONYM.fullmatch(alias.text.replace(".", "")))


def content_tokens(text: str) -> tuple[str, ...]:
    """The alias's tokens without particles; all of them where too little else is left."""
    tokens = [
        (token, word) for word in split_words(text).words for token in parts_of(word) if token
    ]
    tied = set(_TIED.findall(text.lower()))
    kept = tuple(
        token for token, word in tokens if token not in PARTICLES or _is_code(word) or token in tied
    )
    dropped = {token for token, _ in tokens} - set(kept)
    is_telling = sum(map(len, kept)) >= _TELLING_LETTERS and not all(map(str.isdigit, kept))
    if is_telling and (len(kept) > 1 or dropped <= ARTICLES):
        return kept
    return tuple(token for token, _ in tokens)


def _is_code(word: str) -> bool:
    """AT-2, AS-24: in capitals a particle is none."""
    return len(word) > 1 and word.isupper()


_TELLING_LETTERS = 3
_TIED = re.compile(r"(?<=-)[^\W\d_](?=-)")
_JOINABLE_LETTERS = 5


def joined_form(tokens: tuple[str, ...]) -> str:
    """All tokens without spaces, as hashtags have them; "" where that would be too short."""
    joined = "".join(tokens)
    if all(len(token) == 1 for token in tokens):
        return ""
    is_long = len(joined) >= _JOINABLE_LETTERS or (len(joined) > 2 and not joined.isalpha())
    return joined if len(tokens) > 1 and is_long else ""
