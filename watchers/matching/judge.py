"""Is a mention what it seems? Each guard looks at one thing and takes points or rules it out."""

from collections.abc import Sequence

from watchers.matching.align import COMMA_POINTS, ROTATED_POINTS, SKIPPED_POINTS, Aligned, score_of
from watchers.matching.codes import reason
from watchers.matching.folding import fold
from watchers.matching.hits import Hit
from watchers.matching.likeness import (
    EXACT,
    LONG_TOKEN,
    ROMANISED,
    SCRIPT,
    SOUND,
    TYPO,
    is_lower,
    is_ordinary,
)
from watchers.matching.neighbours import (
    EXTENDED_POINTS,
    begins_sentence,
    judge_neighbours,
    lengthens,
    neighbour,
)
from watchers.matching.scan import Scan
from watchers.matching.variants import ADJECTIVE_POINTS
from watchers.matching.view import View
from watchers.matching.words import (
    GIVEN_NAMES,
    PARTICLES,
    PEOPLES,
)
from watchers.model import AliasKind, WatchKind

LOWER_CASE_POINTS = 8.0
HALF_LOWER_POINTS = 10.0
LOWER_SINGLE_POINTS = 19.0
COMMON_LOWER_POINTS = 40.0
SENTENCE_START_POINTS = 25.0
JOINED_POINTS = 3.0

_CODES = {
    ROMANISED: "match-romanised",
    SOUND: "match-sound",
    TYPO: "match-typo",
    SCRIPT: "match-script",
}


def judged(found: Aligned, scan: Scan, view: View, tokens: Sequence[str]) -> Hit:
    """The mention with its score after all that can be told from where it stands."""
    hit = _hit(found, scan, tokens)
    _note_steps(hit, found, tokens)
    if hit.kind is AliasKind.ACRONYM:
        _judge_acronym(hit)
    elif hit.kind is AliasKind.EXACT:
        _judge_exact(hit)
    else:
        _judge_case(hit)
        _judge_single(hit, found, tokens, view)
        judge_neighbours(hit, view, is_rotated=found.is_rotated)
    return hit


def _hit(found: Aligned, scan: Scan, tokens: Sequence[str]) -> Hit:
    words = scan.words
    end = words.end(found.last)
    variant = found.variant
    start = words.start(found.first)
    word = words.words[found.last]
    return Hit(
        entry=variant.watch,
        alias=variant.text,
        kind=variant.kind,
        scan=scan,
        start=start + _leading_quotes(words.words[found.first]),
        end=end - (len(word) - len(_bare(word))),
        score=score_of(found, list(tokens))
        if not isinstance(tokens, list)
        else score_of(found, tokens),
        first=found.first,
        last=found.last,
        tokens=variant.tokens,
    )


def _leading_quotes(word: str) -> int:
    return len(word) - len(word.lstrip("'’"))


def _bare(word: str) -> str:
    """The word without a genitive's 's or quotes behind it."""
    for ending in ("'s", "’s", "'S", "’S"):
        if word.endswith(ending) and len(word) > 2:
            return word[:-2]
    return word.rstrip("'’")


def _note_steps(hit: Hit, found: Aligned, tokens: Sequence[str]) -> None:
    total = sum(len(tokens[step.token]) for step in found.steps) or 1
    for step in found.steps:
        if step.code == EXACT:
            continue
        points = round(100 * step.cost * len(tokens[step.token]) / total)
        word = hit.scan.words.words[step.place]
        hit.reasons.append(
            reason(
                _CODES.get(step.code, "match-ending"),
                alias_word=tokens[step.token],
                text_word=word,
                points=points,
            )
        )
    if found.skipped:
        points = round(SKIPPED_POINTS * found.skipped)
        hit.reasons.append(reason("match-skipped", count=found.skipped, points=points))
    if found.is_rotated:
        lost = COMMA_POINTS if found.has_comma else ROTATED_POINTS
        hit.reasons.append(reason("match-order", points=round(lost)))
    if found.variant.penalty:
        points = round(found.variant.penalty)
        code = "match-adjective" if points == ADJECTIVE_POINTS else "match-shortened"
        hit.reasons.append(reason(code, points=points))
    if found.is_joined:
        hit.doubt(JOINED_POINTS, reason("match-joined", points=round(JOINED_POINTS)))


def _judge_acronym(hit: Hit) -> None:
    """Exact capitals, alone or dotted, outside lines of capitals."""
    shown = hit.scan.text[hit.start : hit.end].rstrip(".")
    wanted = hit.alias.replace(".", "")
    if (
        shown.replace(".", "").replace("-", "") != wanted.replace("-", "")
        or "-" in shown[1:2]
        or hit.scan.text[hit.end : hit.end + 1] == "$"
    ):
        hit.refuse(reason("refused-score", score=0))
    elif is_shouted(hit.scan, hit.start) and "." not in shown and len(hit.tokens) == 1:
        hit.refuse(reason("refused-capitals"))
    elif hit.entry.watch.kind in (WatchKind.EXERCISE, WatchKind.WEAPON):
        _judge_acronym_extension(hit)


def _judge_acronym_extension(hit: Hit) -> None:
    """UFS Explorer, TEL AVIV: a further name behind it makes it a name of its own."""
    after = neighbour(hit, +1)
    is_capitals = (
        after.isalpha() and after.isupper() and len(after) > 2 and after.lower() not in PEOPLES
    )
    if is_capitals or lengthens(after):
        points = round(EXTENDED_POINTS)
        hit.doubt(EXTENDED_POINTS, reason("refused-extended", word=after, points=points))


def _judge_exact(hit: Hit) -> None:
    if hit.scan.text[hit.start : hit.end] != hit.alias:
        hit.refuse(reason("refused-score", score=0))


_SHOUTED_SHARE = 0.7
_SHOUTED_WORDS = 3
_SHOUTED_REACH = 300


def is_shouted(scan: Scan, start: int) -> bool:
    """Whether the line of a mention is written in capitals."""
    nearest = max(0, start - _SHOUTED_REACH)
    begin = max(nearest, scan.text.rfind("\n", nearest, start) + 1)
    end = scan.text.find("\n", start, start + _SHOUTED_REACH)
    line = scan.text[begin : end if end >= 0 else start + _SHOUTED_REACH]
    words = [word for word in line.split() if any(map(str.isalpha, word))]
    long_words = [w for w in words if len(w) > _SHOUTED_WORDS]
    shouted = sum(w.isupper() for w in long_words)
    return len(words) >= _SHOUTED_WORDS and shouted > _SHOUTED_SHARE * max(1, len(long_words))


def _judge_case(hit: Hit) -> None:
    """A name in small letters is a name only where its words are no ordinary ones."""
    if is_lower(hit.alias) or hit.kind is AliasKind.ROLE:
        return
    words = hit.scan.words.words[hit.first : hit.last + 1]
    if not all(is_lower(word) for word in words if word.lower() not in PARTICLES):
        _judge_half_lower(hit, words)
        return
    is_common = all(is_ordinary(word) for word in words)
    if is_common:
        hit.doubt(
            COMMON_LOWER_POINTS,
            reason("refused-common-word", word=" ".join(words), points=round(COMMON_LOWER_POINTS)),
        )
    else:
        points = LOWER_CASE_POINTS if len(hit.tokens) > 1 else LOWER_SINGLE_POINTS
        hit.doubt(points, reason("match-lower-case", points=round(points)))


def _judge_half_lower(hit: Hit, words: Sequence[str]) -> None:
    """“The UN commands respect” is not the UN Command."""
    small = [w for w in words if w.isalpha() and is_lower(w) and w not in PARTICLES]
    if not small or any(is_lower(word) and word not in PARTICLES for word in hit.alias.split()):
        return
    is_inexact = any(r.code == "match-ending" for r in hit.reasons)
    points = HALF_LOWER_POINTS * (2 if is_inexact else 1)
    hit.doubt(points, reason("match-lower-case", points=round(points)))


def _judge_single(hit: Hit, found: Aligned, tokens: Sequence[str], view: View) -> None:
    """One word alone must be spelt as the alias, and be a name."""
    if len(found.steps) != 1 or found.is_joined:
        return
    step = found.steps[0]
    token, word = tokens[step.token], hit.scan.words.words[step.place]
    is_guess = step.code in (TYPO, SOUND, SCRIPT)
    is_name = fold(word) in GIVEN_NAMES or is_ordinary(word)
    if is_guess and (is_name or (step.code == TYPO and len(token) < LONG_TOKEN)):
        hit.refuse(reason("refused-single-typo", alias_word=token, text_word=word))
    elif (
        is_ordinary(word)
        and not is_lower(hit.alias)
        and begins_sentence(hit.scan, hit.first)
        and not _is_capital_elsewhere(hit, view)
    ):
        hit.doubt(
            SENTENCE_START_POINTS,
            reason("match-sentence-start", word=word, points=round(SENTENCE_START_POINTS)),
        )


def _is_capital_elsewhere(hit: Hit, view: View) -> bool:
    """Whether the word has its capital within a sentence too, as only names have."""
    word = hit.scan.words.words[hit.first]
    known = view.capitals.get(word)
    if known is None:
        known = view.capitals[word] = any(
            other == word and not begins_sentence(scan, place)
            for scan in view.scans
            if not view.is_title_case(scan)
            for place, other in enumerate(scan.words.words)
        )
    return known
