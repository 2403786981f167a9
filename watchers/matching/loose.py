"""Topics: several words near one another, in any order."""

from collections.abc import Sequence

from watchers.matching.codes import reason
from watchers.matching.hits import Hit
from watchers.matching.scan import Scan
from watchers.matching.variants import Variant

WIDEST_WINDOW = 10
"""Words of a topic may stand this many words apart, within one sentence."""
GAP_POINTS = 2.0


def loose_hit(variant: Variant, scan: Scan, place: int, tokens: Sequence[str]) -> Hit | None:
    """The topic around this place: all its words within one sentence's window."""
    places = [_nearest(variant, scan, place, token) for token in variant.tokens]
    if any(found is None for found in places):
        return None
    taken = sorted(found for found in places if found is not None)
    if len(set(taken)) < len(variant.tokens) or _crosses_sentence(scan, taken[0], taken[-1]):
        return None
    apart = taken[-1] - taken[0] + 1 - len(taken)
    words = scan.words
    hit = Hit(
        entry=variant.watch,
        alias=variant.text,
        kind=variant.kind,
        scan=scan,
        start=words.start(taken[0]),
        end=words.end(taken[-1]),
        score=100.0 - GAP_POINTS * apart,
        first=taken[0],
        last=taken[-1],
        tokens=variant.tokens,
    )
    if apart:
        shown = " ".join(words.words[p] for p in taken)
        hit.reasons.append(reason("match-near", words=shown))
    return hit


def _nearest(variant: Variant, scan: Scan, place: int, token: int) -> int | None:
    reach = range(max(0, place - WIDEST_WINDOW), min(len(scan.verdicts), place + WIDEST_WINDOW + 1))
    fits = [p for p in reach if scan.verdicts[p] and token in scan.verdicts[p][1]]  # type: ignore[misc]
    return min(fits, key=lambda p: abs(p - place)) if fits else None


def _crosses_sentence(scan: Scan, first: int, last: int) -> bool:
    text, words = scan.text, scan.words
    gaps = (text[words.end(p) : words.start(p + 1)] for p in range(first, last))
    return any(c in ".!?;\n" for gap in gaps for c in gap)
