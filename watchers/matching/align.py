"""An alias laid along the words of a text: which word stands for which token, at what cost."""

from collections.abc import Iterator
from dataclasses import dataclass

from watchers.matching.folding import fold
from watchers.matching.likeness import SCRIPT, TYPO
from watchers.matching.scan import WIDEST_GAP, Scan
from watchers.matching.variants import Variant
from watchers.matching.wordlists import words_of
from watchers.matching.words import ARTICLES, PARTICLES
from watchers.model import AliasKind, WatchKind

ROTATED_POINTS = 3.0
COMMA_POINTS = 2.0
SKIPPED_POINTS = 5.0
MOST_SKIPPED = 2


@dataclass(slots=True)
class Step:
    """One token of the alias and the word that stands for it."""

    place: int
    token: int
    cost: float
    code: str


@dataclass(slots=True)
class Aligned:
    """A whole alias found: its steps in the order of the text, and points lost so far."""

    variant: Variant
    steps: tuple[Step, ...]
    skipped: int = 0
    is_rotated: bool = False
    has_comma: bool = False
    is_joined: bool = False

    @property
    def first(self) -> int:
        return self.steps[0].place

    @property
    def last(self) -> int:
        return self.steps[-1].place


def align(variant: Variant, scan: Scan, place: int) -> Aligned | None:
    """The cheapest way in which the alias stands around the place; None where it does not."""
    if len(variant.tokens) == 1:
        step = _step(scan, place, variant.tokens[0])
        return Aligned(variant=variant, steps=(step,)) if step else None
    found = _in_order(variant, scan, place, variant.tokens)
    if found is None and variant.watch.watch.kind is WatchKind.PERSON:
        found = _rotated(variant, scan, place)
    return found if found and _is_sound(found) else None


def _rotated(variant: Variant, scan: Scan, place: int) -> Aligned | None:
    tokens = variant.tokens
    for order in ((tokens[-1], *tokens[:-1]), (*tokens[1:], tokens[0])):
        found = _in_order(variant, scan, place, order)
        if found is not None:
            found.is_rotated = True
            return found
    return None


def _in_order(variant: Variant, scan: Scan, place: int, tokens: tuple[int, ...]) -> Aligned | None:
    earliest = max(0, place - WIDEST_GAP * (len(tokens) - 2))
    for start in range(place, earliest - 1, -1):
        first = _step(scan, start, tokens[0])
        found = _follow(variant, scan, first, tokens) if first else None
        if found is not None:
            return found
    return None


def _follow(variant: Variant, scan: Scan, first: Step, tokens: tuple[int, ...]) -> Aligned | None:
    steps, skipped, has_comma = [first], 0, False
    for token in tokens[1:]:
        step = _next_step(scan, steps[-1].place, token)
        if step is None:
            return None
        between = range(steps[-1].place + 1, step.place)
        skipped += sum(not _is_particle(scan, place) for place in between)
        if between and not _may_skip(variant, scan, between, skipped):
            return None
        gap = _gap(scan, steps[-1].place, step.place)
        if "," in gap:
            has_comma = True
        if not _may_stand_between(gap, variant):
            return None
        steps.append(step)
    return Aligned(variant=variant, steps=tuple(steps), skipped=skipped, has_comma=has_comma)


def _next_step(scan: Scan, place: int, token: int) -> Step | None:
    for nearer in range(place + 1, min(place + 1 + WIDEST_GAP, len(scan.verdicts))):
        step = _step(scan, nearer, token)
        if step is not None:
            return step
    return None


def _step(scan: Scan, place: int, token: int) -> Step | None:
    verdict = scan.verdicts[place]
    if not verdict or token not in verdict[1]:
        return None
    at = verdict[1].index(token)
    return Step(place=place, token=token, cost=verdict[2][at], code=verdict[3][at])


def _is_particle(scan: Scan, place: int) -> bool:
    return fold(scan.words.words[place]) in PARTICLES


def _may_skip(variant: Variant, scan: Scan, between: range, skipped: int) -> bool:
    """Persons may have middle names and initials that the alias does not give; names with small
    words in between may have others there."""
    small = {fold(scan.words.words[p]) for p in between if not scan.words.words[p][:1].isupper()}
    has_small = not PARTICLES.isdisjoint(variant.text.lower().split())
    if variant.watch.watch.kind is WatchKind.PERSON and variant.kind is AliasKind.NAME:
        return skipped <= MOST_SKIPPED and small <= (PARTICLES if has_small else _NAME_PARTICLES)
    return not skipped and (has_small or small <= ARTICLES)


_NAME_PARTICLES = PARTICLES - frozenset(
    ["and", "et", "und", "y", "e", "i", "o", "a", "an", "in", "on", "at", "for", "to", "as", "of"]
)


def _gap(scan: Scan, first: int, last: int) -> str:
    """What stands between two words besides the words."""
    words = scan.words
    pieces = []
    for place in range(first, last):
        piece = scan.text[words.end(place) : words.start(place + 1)]
        if piece[:1] == "." and _is_abbreviated(words.words[place]):
            piece = piece[1:]
        pieces.append(piece)
    return "".join(pieces) if len(pieces) > 1 else pieces[0]


def _is_abbreviated(word: str) -> bool:
    return len(word) == 1 or word.lower() in _ABBREVIATED


_ABBREVIATED = frozenset(
    words_of(
        """
jr sr st mt gen col lt capt adm dr prof gov sen rep no vs al
"""
    )
)
_ENDS = frozenset(".!?;:。！？；：([)]/\\{}<>…")


def _may_stand_between(gap: str, variant: Variant) -> bool:
    """No sentence may end inside a name; a line may, where it was only wrapped."""
    if gap in (" ", "-", "\u00a0", "‑", "‐"):
        return True
    text = variant.text
    if any(c in _ENDS and c not in text for c in gap) or "\n\n" in gap:
        return False
    if (" - " in gap or "–" in gap or "—" in gap) and not any(c in text for c in "-–—"):
        return False
    is_person = variant.watch.watch.kind is WatchKind.PERSON
    return "," not in gap or "," in text or is_person


def _is_sound(found: Aligned) -> bool:
    """A comma belongs to a family name put first; of the tokens at most half are guesses."""
    variant = found.variant
    if found.has_comma and not found.is_rotated and "," not in variant.text:
        return False
    if variant.kind is AliasKind.EXACT and any(step.cost for step in found.steps):
        return False
    guessed = [step for step in found.steps if step.code in (TYPO, SCRIPT)]
    typed = sum(step.code == TYPO for step in found.steps)
    return typed * 2 <= len(found.steps) or all(step.cost <= 0.21 for step in guessed)


def score_of(found: Aligned, tokens: list[str]) -> float:
    """100 less what the words differ, the order, and what stands in between."""
    steps = found.steps
    weights = [len(tokens[step.token]) for step in steps]
    lost = sum(w * s.cost for w, s in zip(weights, steps, strict=True)) / max(1, sum(weights))
    score = 100.0 - 100.0 * lost - SKIPPED_POINTS * found.skipped - found.variant.penalty
    if found.is_rotated:
        score -= COMMA_POINTS if found.has_comma else ROTATED_POINTS
    return score


def word_steps(found: Aligned) -> Iterator[Step]:
    """The steps that cost something."""
    return (step for step in found.steps if step.cost)
