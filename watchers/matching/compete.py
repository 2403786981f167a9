"""Where several names claim the same words: confusables that fit better, and longer names, win."""

from collections.abc import Iterable

from watchers.matching.codes import reason
from watchers.matching.hits import Hit
from watchers.model import AliasKind, Watch, WatchKind

STRONG_ENOUGH = 75.0


def settle_claims(hits: Iterable[Hit]) -> None:
    """Refuse every mention whose words another name has the better claim to."""
    by_field: dict[int, list[Hit]] = {}
    for hit in hits:
        if hit.refusal is None:
            by_field.setdefault(id(hit.scan), []).append(hit)
    for rivals in by_field.values():
        if len(rivals) > 1:
            _settle_field(rivals)


def _settle_field(rivals: list[Hit]) -> None:
    rivals.sort(key=lambda hit: (hit.start, -hit.end))
    for k, first in enumerate(rivals):
        for second in rivals[k + 1 :]:
            if second.start >= first.end:
                break
            _settle_pair(first, second)
            _settle_pair(second, first)


def _settle_pair(weaker: Hit, stronger: Hit) -> None:
    if weaker.refusal is not None or weaker.entry.is_confusable:
        return
    if stronger.entry.is_confusable:
        if stronger.entry.watch is weaker.entry.watch and _fits_better(stronger, weaker):
            weaker.refuse(reason("refused-confusable", name=stronger.alias))
    elif _is_longer_name(stronger, weaker):
        weaker.refuse(reason("refused-longer-name", name=stronger.alias))


def _fits_better(confusable: Hit, hit: Hit) -> bool:
    longer = (confusable.end - confusable.start) - (hit.end - hit.start)
    if longer > 0 and confusable.score >= STRONG_ENOUGH:
        return (
            confusable.start <= hit.start and confusable.end >= hit.end
        ) or confusable.score > hit.score
    return confusable.score > hit.score and longer >= 0


def _is_longer_name(longer: Hit, hit: Hit) -> bool:
    mine, other = hit.entry.watch, longer.entry.watch
    is_inside = longer.start <= hit.start and hit.end <= longer.end
    return (
        is_inside
        and longer.end - longer.start > hit.end - hit.start
        and other.id != mine.id
        and longer.score >= STRONG_ENOUGH
        and longer.kind in (AliasKind.NAME, AliasKind.EXACT)
        and _is_one_name(longer.alias)
        and other.kind is not WatchKind.TOPIC
        and mine.kind is not WatchKind.TOPIC
        and may_see(mine, other)
    )


_LINKS = frozenset(["and", "und", "et", "y", "и", "및", "와", "과", "or"])


def _is_one_name(alias: str) -> bool:
    """No list, no place within a place, no kind of thing: its first and last words are capital."""
    words = alias.split()
    is_list = "," in alias or any(word in _LINKS for word in words)
    is_cased = alias.lower() != alias.upper()
    ends = words[-1][:1]
    return not is_list and not (is_cased and len(words) > 1 and ends.islower())


def may_see(mine: Watch, other: Watch) -> bool:
    """Nothing of one server's watches shows in another's results; packs are everybody's."""
    is_shared = other.guild_id is None and other.owner_id is None
    return is_shared or (other.guild_id, other.owner_id) == (mine.guild_id, mine.owner_id)
