"""Names in scripts without reliable spaces: found by letters, judged by what clings to them."""

from collections.abc import Iterator
from itertools import pairwise

from watchers.matching.codes import reason
from watchers.matching.condense import Condensed, condense
from watchers.matching.endings import is_korean_particle
from watchers.matching.hits import Hit
from watchers.matching.index import Index
from watchers.matching.scan import Scan
from watchers.matching.variants import Variant
from watchers.matching.wordlists import words_of
from watchers.model import WatchKind
from watchers.text.tokens import UNSPACED

INSIDE_POINTS = 35.0
STRANGE_REST_POINTS = 25.0
TWO_HAN_POINTS = 8.0
_SHORT_NAME = 3
_MOST_PLACES = 64


def unspaced_hits(scan: Scan, index: Index) -> Iterator[Hit]:
    """Every mention of an alias in Hangul, Han, Kana and the like, judged."""
    if not index.unspaced or scan.text.isascii() or not UNSPACED.search(scan.text):
        return
    text = condense(scan.text)
    bigrams = {a + b for a, b in pairwise(text.text)}
    for bigram in bigrams & index.unspaced.keys():
        for number in index.unspaced[bigram]:
            variant = index.variants[number]
            if variant is not None:
                yield from _hits_of(variant, index.letters[number], text, scan)


def _hits_of(variant: Variant, letters: str, text: Condensed, scan: Scan) -> Iterator[Hit]:
    at = text.text.find(letters)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        hit = _judged(variant, letters, text, scan, at)
        if hit is not None:
            yield hit
        at = text.text.find(letters, at + 1)


def _judged(variant: Variant, letters: str, text: Condensed, scan: Scan, at: int) -> Hit | None:
    end = at + len(letters)
    inner = [s for s in range(at + 1, end) if s in text.starts]
    is_split = inner and len(letters) <= _SHORT_NAME and " " not in variant.text
    if (is_split and is_hangul(letters[0])) or _cuts_run(text, at, end):
        return None
    hit = Hit(
        entry=variant.watch,
        alias=variant.text,
        kind=variant.kind,
        scan=scan,
        start=text.offsets[at],
        end=text.offsets[end - 1] + 1,
        score=100.0,
    )
    _judge_left(hit, text, at)
    _judge_right(hit, text, end)
    if len(letters) == 2 and all("\u4e00" <= c <= "\u9fff" for c in letters):
        hit.doubt(TWO_HAN_POINTS, reason("match-two-characters", points=round(TWO_HAN_POINTS)))
    return hit


def _cuts_run(text: Condensed, at: int, end: int) -> bool:
    """Whether the span begins or ends inside a number, a Latin word or a Katakana word."""
    return _is_cut(text, at) or _is_cut(text, end)


def _is_cut(text: Condensed, at: int) -> bool:
    if not 0 < at < len(text.text) or at in text.starts:
        return False
    left, right = text.text[at - 1], text.text[at]
    return _is_same_run(left, right)


def _is_same_run(left: str, right: str) -> bool:
    if left.isdigit() or right.isdigit():
        return left.isdigit() and right.isdigit()
    if left.isascii() and right.isascii():
        return left.isalpha() and right.isalpha()
    return is_katakana(left) and is_katakana(right)


def is_katakana(char: str) -> bool:
    return "\u30a1" <= char <= "\u30fe" and char != "・"


def is_hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"


def _judge_left(hit: Hit, text: Condensed, at: int) -> None:
    if at == 0 or at in text.starts or not is_hangul(text.text[at]):
        return
    if is_hangul(text.text[at - 1]):
        begin = max((s for s in text.starts if s < at), default=0)
        hit.doubt(
            INSIDE_POINTS,
            reason("refused-inside-word", word=text.text[begin:at] + text.text[at : at + 4]),
        )


def _judge_right(hit: Hit, text: Condensed, end: int) -> None:
    if not is_hangul(text.text[end - 1]):
        return
    rest = _clinging(text, end)
    if not rest:
        return
    if _is_grammar(rest, hit.entry.watch.kind):
        hit.reasons.append(reason("match-particle", rest=rest))
    else:
        hit.doubt(
            STRANGE_REST_POINTS,
            reason("refused-inside-word", word=hit.scan.text[hit.start : hit.end] + rest),
        )


def _clinging(text: Condensed, end: int) -> str:
    stop = end
    while stop < len(text.text) and stop not in text.starts and is_hangul(text.text[stop]):
        stop += 1
    return text.text[end:stop]


def _is_grammar(rest: str, kind: WatchKind) -> bool:
    """Whether what clings to the name leaves it that name: a particle, a person's title.

    Behind a place or body the syllables 인, 산, 발 make its people, goods and origin.
    """
    if kind is WatchKind.PERSON:
        return is_korean_particle(rest) or _is_title(rest)
    return is_korean_particle(rest) and rest[0] not in "인산발"


_TITLES = words_of(
    """
국무위원장 위원장 총비서 대통령 주석 총리 장관 의원 시장 지사 대표 사장 회장 감독 선수 기자
교수 박사 후보 부부장 제1부부장 외상 국방상 총서기 대장 중장 소장 장군 사령관 대변인 정권 정부
체제 일가 부부 형제 훈련 연습
"""
)


def _is_title(rest: str) -> bool:
    """A title written on to the name, with or without a particle."""
    return any(
        rest.startswith(title) and is_korean_particle(rest[len(title) :]) for title in _TITLES
    )
