"""A family name alone counts once its full name stands anywhere in the same article."""

from collections.abc import Iterator, Sequence

from watchers.matching.codes import reason
from watchers.matching.folding import fold
from watchers.matching.hits import Hit
from watchers.matching.neighbours import is_name_like, neighbour
from watchers.matching.scan import Scan
from watchers.matching.view import View
from watchers.matching.wordlists import words_of
from watchers.model import AliasKind, WatchKind

FAMILY_NAME_SCORE = 92.0
SHARED_FAMILY_SCORE = 72.0
FULL_NAME_FROM = 80.0
MOST_PLACES = 64

EAST_ASIAN = frozenset(
    words_of(
        """
kim gim lee yi ri rhee park pak bak choi choe jung jong jeong chung kang gang cho jo yoon yun
youn jang chang lim rim han oh seo suh shin sin kwon hwang ahn an song hong moon mun ko pae bae
paek baek nam noh roh thae tae hyon hyun ro xi li wang zhang liu chen yang huang zhao zhou wu xu
sun zhu ma hu guo lin luo gao zheng liang xie song tang deng feng cao zeng peng xiao cai tsai
tian dong pan yuan jiang yu du ye cheng wei su lu ding ren yao shen zhong hua mao han qin lai
hsiao ko hou chu nguyen tran pham phan vo dang bui to
"""
    )
)
"""Family names that stand first."""


def family_hits(hits: Sequence[Hit], view: View) -> Iterator[Hit]:
    """The places where a person named in full elsewhere is named by the family name alone."""
    seen: set[tuple[int, int]] = set()
    for hit in hits:
        if not _is_full_name(hit):
            continue
        token = family_token(hit, view)
        key = (hit.entry.watch.id, token)
        if key not in seen:
            seen.add(key)
            for scan in view.scans:
                yield from _places(hit, token, scan, hits)


def _is_full_name(hit: Hit) -> bool:
    return (
        hit.refusal is None
        and not hit.entry.is_confusable
        and hit.entry.watch.kind is WatchKind.PERSON
        and hit.kind is AliasKind.NAME
        and len(hit.tokens) > 1
        and hit.score >= FULL_NAME_FROM
    )


def family_token(hit: Hit, view: View) -> int:
    """The id of the token that is the family name: the first in East Asia, else the last."""
    words = hit.alias.replace("-", " ").split()
    is_east_asian = fold(words[0]) in EAST_ASIAN and len(words) in (2, 3)
    return hit.tokens[0] if is_east_asian else hit.tokens[-1]


def _places(full: Hit, token: int, scan: Scan, hits: Sequence[Hit]) -> Iterator[Hit]:
    taken = {
        place
        for hit in hits
        if hit.scan is scan and _takes(hit, full)
        for place in range(hit.first, hit.last + 1)
    }
    others = 0
    found: list[Hit] = []
    for place, verdict in enumerate(scan.verdicts):
        if not verdict or token not in verdict[1] or verdict[2][verdict[1].index(token)] > 0.05:
            continue
        if place in taken or len(found) == MOST_PLACES:
            continue
        hit = _family_hit(full, token, scan, place)
        if _stands_alone(hit):
            found.append(hit)
        else:
            others += 1
    for hit in found:
        if others:
            hit.score = SHARED_FAMILY_SCORE if others > len(found) else FAMILY_NAME_SCORE - 6
        yield hit


def _takes(hit: Hit, full: Hit) -> bool:
    """Whether a mention, counted or not, has its words to itself."""
    return hit.first >= 0 and (hit.refusal is None or hit.entry is full.entry)


def _family_hit(full: Hit, token: int, scan: Scan, place: int) -> Hit:
    word = scan.words.words[place]
    bare = word[:-2] if word.endswith(("'s", "’s")) else word.rstrip("'’")
    start = scan.words.start(place)
    return Hit(
        entry=full.entry,
        alias=full.alias,
        kind=AliasKind.NAME,
        scan=scan,
        start=start,
        end=start + len(bare),
        score=FAMILY_NAME_SCORE,
        first=place,
        last=place,
        tokens=(token,),
        reasons=[reason("match-family-name", name=full.alias)],
        is_family_name=True,
    )


def _stands_alone(hit: Hit) -> bool:
    """Whether no other name stands beside it, as in "Kim Yo Jong" or "Lyudmila Putin"."""
    word = hit.scan.words.words[hit.first]
    if word == word.lower() != word.upper():
        return False
    return not any(is_name_like(neighbour(hit, side)) for side in (-1, +1))
