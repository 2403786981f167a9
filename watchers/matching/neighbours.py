"""What stands beside a mention: another name, an institution, a further part of the name."""

from watchers.matching.codes import reason
from watchers.matching.folding import fold, without_genitive
from watchers.matching.hits import Hit
from watchers.matching.likeness import is_ordinary
from watchers.matching.scan import Scan
from watchers.matching.view import View
from watchers.matching.words import (
    GENERIC,
    GIVEN_NAMES,
    INSTITUTIONS,
    MONTHS_AND_DAYS,
    PARTICLES,
    PEOPLES,
    TITLES,
)
from watchers.model import WatchKind

EXTENDED_POINTS = 22.0
INSTITUTION_POINTS = 25.0
GIVEN_NAME_POINTS = 30.0


def begins_sentence(scan: Scan, place: int) -> bool:
    """Whether the word is the first of its field, line or sentence."""
    if place == 0:
        return True
    gap = scan.text[scan.words.end(place - 1) : scan.words.start(place)]
    return any(c in ".!?\n" for c in gap)


def judge_neighbours(hit: Hit, view: View, *, is_rotated: bool) -> None:
    kind = hit.entry.watch.kind
    before, after = neighbour(hit, -1), neighbour(hit, +1)
    if kind is not WatchKind.ORGANISATION and _is_institution(after, hit, view):
        points = round(INSTITUTION_POINTS)
        hit.doubt(INSTITUTION_POINTS, reason("refused-institution", word=after, points=points))
    elif _is_continued(hit, after) or (is_rotated and is_name_like(after)):
        points = round(EXTENDED_POINTS)
        hit.doubt(EXTENDED_POINTS, reason("refused-extended", word=after, points=points))
    elif kind in (WatchKind.PERSON, WatchKind.PLACE) and len(hit.tokens) == 1:
        _judge_given_name(hit, before, view)
    elif kind in (WatchKind.EXERCISE, WatchKind.WEAPON) and not view.is_title_case(hit.scan):
        _judge_extension(hit, before, after)


def _is_institution(after: str, hit: Hit, view: View) -> bool:
    """Whether the next word makes the name that of a university, an airport and the like."""
    if not after[:1].isupper() or fold(after) not in INSTITUTIONS:
        return False
    return not view.is_title_case(hit.scan) or fold(after) in ("university", "airport")


def _judge_given_name(hit: Hit, before: str, view: View) -> None:
    """Another given name before a family name alone means another person."""
    is_known = fold(before) in GIVEN_NAMES and before[:1].isupper()
    is_person = hit.entry.watch.kind is WatchKind.PERSON
    if is_known or (is_person and is_name_like(before) and not view.is_title_case(hit.scan)):
        points = round(GIVEN_NAME_POINTS)
        hit.doubt(GIVEN_NAME_POINTS, reason("refused-given-name", word=before, points=points))


def _is_continued(hit: Hit, after: str) -> bool:
    """Whether a hyphen ties on a further part of a name, as in Hyun-wook."""
    ties = hit.scan.text[hit.end : hit.end + 1] in ("-", "\u2010", "\u2011")
    return ties and after[:1].islower() and not is_ordinary(after)


def _judge_extension(hit: Hit, before: str, after: str) -> None:
    if not before.isascii() and begins_sentence(hit.scan, hit.first - 1):
        before = ""  # the first word of a sentence has its capital from there
    for word in (before, after):
        if word and lengthens(word):
            hit.doubt(
                EXTENDED_POINTS,
                reason("refused-extended", word=word, points=round(EXTENDED_POINTS)),
            )
            return


def lengthens(word: str) -> bool:
    folded = without_genitive(fold(word))
    return is_name_like(word) and folded not in GENERIC and len(folded) > 1


def is_name_like(word: str) -> bool:
    """Whether a word beside a name is likely part of one: capital, and of no known sort."""
    if not word[:1].isupper() or "'" in word or "’" in word or (word.isupper() and len(word) <= 4):
        return False
    folded = fold(word)
    known = (PEOPLES, TITLES, MONTHS_AND_DAYS, PARTICLES)
    return not (is_ordinary(word) or any(folded in words for words in known))


def neighbour(hit: Hit, side: int) -> str:
    """The word next to the mention, with a space or hyphen between; "" where there is none."""
    scan, words = hit.scan, hit.scan.words
    place = hit.first - 1 if side < 0 else hit.last + 1
    if hit.first < 0 or not 0 <= place < len(words.words):
        return ""
    left, right = (place, hit.first) if side < 0 else (hit.last, place)
    gap = scan.text[words.end(left) : words.start(right)]
    return words.words[place] if gap in (" ", "-", "\u00a0") else ""
