"""Names that need company: acronyms, exercises with ordinary names, roles with their dates."""

import re
from collections.abc import Iterable, Sequence

from watchers.matching.codes import reason
from watchers.matching.folding import fold
from watchers.matching.hits import Hit
from watchers.matching.judge import is_shouted
from watchers.matching.likeness import is_lower, is_ordinary
from watchers.matching.neighbours import neighbour
from watchers.matching.view import View
from watchers.matching.words import DRILL_CHARS, DRILL_WORDS, PARTICLES, PEOPLES
from watchers.model import AliasKind, WatchKind

ACRONYM_POINTS = 16.0
NO_CONTEXT_POINTS = 35.0
_LONG_FORM_FROM = 75.0
_EDITION = re.compile(r"(?:19|20)?\d\d(?:[-–/]\d+)?|[IVXL]{2,}|'\d\d")


def settle_context(hits: Sequence[Hit], view: View) -> None:
    """Judge every mention that may not stand alone by what else the article says."""
    for hit in hits:
        if hit.refusal is not None or hit.entry.is_confusable:
            continue
        watch = hit.entry.watch
        if hit.kind is AliasKind.ACRONYM:
            _settle_acronym(hit, hits, view)
        elif watch.kind is WatchKind.EXERCISE and hit.kind is AliasKind.NAME:
            _settle_exercise(hit, view)
        elif hit.kind is AliasKind.ROLE and watch.kind is not WatchKind.PERSON:
            _settle_nameless(hit, view)
        if watch.excluded:
            _settle_excluded(hit, view)


def _settle_excluded(hit: Hit, view: View) -> None:
    word = next((word for word in hit.entry.watch.excluded if view.has(word)), "")
    if word:
        hit.refuse(reason("refused-excluded", word=word))


def _settle_acronym(hit: Hit, hits: Iterable[Hit], view: View) -> None:
    long_form = next((h for h in hits if h.entry is hit.entry and _is_long_form(h)), None)
    if long_form is not None:
        hit.reasons.append(reason("match-long-form", name=long_form.alias))
        return
    word = next((word for word in hit.entry.watch.context if view.has(word)), "")
    if word:
        hit.reasons.append(reason("match-context", word=word))
    elif hit.entry.watch.context:
        hit.refuse(reason("refused-context"))
    else:
        hit.doubt(ACRONYM_POINTS, reason("match-acronym", points=round(ACRONYM_POINTS)))


def _is_long_form(hit: Hit) -> bool:
    return (
        hit.kind is AliasKind.NAME
        and hit.refusal is None
        and hit.score >= _LONG_FORM_FROM
        and (len(hit.tokens) > 1 or hit.first < 0)
    )


def _settle_nameless(hit: Hit, view: View) -> None:
    """ "Joint drills" stand for an exercise only beside a word of its context."""
    words = (word for word in hit.entry.watch.context if fold(word) not in fold(hit.alias))
    found = next((word for word in words if view.has(word)), "")
    if found:
        hit.reasons.append(reason("match-context", word=found))
    else:
        hit.refuse(reason("refused-context"))


def _settle_exercise(hit: Hit, view: View) -> None:
    if not _is_ambiguous(hit):
        return
    found = _context_of(hit, view)
    if found:
        hit.reasons.append(reason("match-context", word=found))
    else:
        hit.doubt(NO_CONTEXT_POINTS, reason("refused-context"))


def _is_ambiguous(hit: Hit) -> bool:
    """Whether the name is made of ordinary words, or is one word that may mean anything."""
    if hit.first < 0:
        return False
    words = hit.scan.words.words[hit.first : hit.last + 1]
    if any(r.code in _INEXACT for r in hit.reasons) or _is_small(words, hit.alias):
        return True
    if len(hit.tokens) > 1:
        return all(is_ordinary(w) or w.isdigit() or fold(w) in PEOPLES for w in words)
    return not words[0].isupper() or is_ordinary(words[0]) or is_shouted(hit.scan, hit.start)


_INEXACT = frozenset(["match-typo", "match-sound", "match-lower-case"])


def _is_small(words: Sequence[str], alias: str) -> bool:
    """Whether a word stands in small letters though the alias has capitals alone."""
    has_small = any(is_lower(word) for word in words if fold(word) not in PARTICLES)
    return has_small and not any(is_lower(word) for word in alias.split())


def _context_of(hit: Hit, view: View) -> str:
    """The word that tells that an exercise is meant; "" where there is none."""
    wanted = next((word for word in hit.entry.watch.context if view.has(word)), "")
    if wanted:
        return wanted
    after = neighbour(hit, +1)
    if _EDITION.fullmatch(after):
        return after
    drill = DRILL_WORDS & view.words
    if drill:
        return min(drill)
    if view.aircraft:
        return view.aircraft
    return next((chars for chars in DRILL_CHARS if view.has(chars)), "")
