"""Which watches an article names, with the evidence; and why, or why not, one of them."""

import gc
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from watchers.matching import memo
from watchers.matching.align import Aligned, Step, align
from watchers.matching.codes import reason
from watchers.matching.compete import settle_claims
from watchers.matching.context import settle_context
from watchers.matching.family import family_hits
from watchers.matching.hits import Hit
from watchers.matching.index import Index
from watchers.matching.judge import judged
from watchers.matching.likeness import EXACT, forms_of
from watchers.matching.loose import loose_hit
from watchers.matching.periods import is_in_period
from watchers.matching.roles import role_of
from watchers.matching.scan import Scan, candidates, scan
from watchers.matching.unspaced import unspaced_hits
from watchers.matching.variants import Variant, joined_form
from watchers.matching.view import View, line_kind
from watchers.model import (
    AliasKind,
    Article,
    Evidence,
    Field,
    LineClass,
    Match,
    Reason,
    Refusal,
    Strictness,
    Watch,
)

THRESHOLDS: Mapping[Strictness, float] = {
    Strictness.STRICT: 90.0,
    Strictness.BALANCED: 80.0,
    Strictness.WIDE: 65.0,
}
"""The score from which a match counts."""

FREEZE_FROM = 5_000
"""From so many watches on the collector is told to leave what was built alone: walking it took
half of the time of matching (benchmarks/bench_matching.py)."""
MOST_PLACES = 64
"""One alias is looked at in so many places of a field; nobody reads more evidence."""
MOST_EVIDENCE = 20
MOST_REFUSED = 10
_LOWEST_WORTH_TELLING = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What became of one watch in one article; `reasons` are those of the match, else empty."""

    match: Match | None
    refused: tuple[Refusal, ...] = ()
    reasons: tuple[Reason, ...] = ()


def is_counted(match: Match, strictness: Strictness) -> bool:
    """Whether the match counts at this strictness."""
    return match.score >= THRESHOLDS[strictness]


class Matcher:
    """All watches in memory; a change takes effect on the next article."""

    def __init__(self, watches: Iterable[Watch] = ()) -> None:
        self._index = Index()
        for watch in watches:
            self._index.add(watch)
        self._index.vocabulary.settle()
        if len(self._index.entries) >= FREEZE_FROM:
            gc.freeze()

    def add(self, watch: Watch) -> None:
        """Look for this watch from now on; it replaces one of the same id."""
        self._index.add(watch)

    def remove(self, watch_id: int) -> None:
        """Look for this watch no more; an unknown id changes nothing."""
        self._index.remove(watch_id)

    def match(self, article: Article) -> tuple[Match, ...]:
        """One match per watch that the article names at `wide`, by watch id."""
        hits = self._hits(article)
        if not hits:
            return ()
        by_watch: dict[int, list[Hit]] = {}
        for hit in hits:
            if not hit.entry.is_confusable:
                by_watch.setdefault(hit.entry.watch.id, []).append(hit)
        found = (_match(article, by_watch[watch_id]) for watch_id in sorted(by_watch))
        return tuple(match for match in found if match is not None)

    def dump_memo(self) -> bytes:
        """What was learnt about words, to be kept over a restart."""
        return memo.dump(self._index.vocabulary)

    def load_memo(self, data: bytes) -> None:
        """Take over what another matcher learnt; what cannot be read is left aside."""
        memo.load(data, self._index.vocabulary)

    def known_words(self) -> frozenset[str]:
        """Every word of a text whose verdict is remembered."""
        return frozenset(self._index.vocabulary.memo)

    def explain(self, article: Article, watch_id: int) -> Explanation:
        """Why the article matches this watch, or does not."""
        hits = [
            hit
            for hit in self._hits(article)
            if hit.entry.watch.id == watch_id and not hit.entry.is_confusable
        ]
        match = _match(article, hits) if hits else None
        refused = match.refused if match else _refusals(hits)
        return Explanation(match=match, refused=refused, reasons=match.reasons if match else ())

    def _hits(self, article: Article) -> list[Hit]:
        index = self._index
        scans = [scan(field, text, index.vocabulary) for field, text in _fields(article) if text]
        view = View(at=article.published_at or article.first_seen_at, scans=scans)
        hits = [hit for read in scans for hit in self._hits_in(read, view)]
        if hits:
            settle_claims(hits)
            settle_context(hits, view)
            hits.extend(_in_prose(family_hits(hits, view)))
        return hits

    def _hits_in(self, read: Scan, view: View) -> list[Hit]:
        index = self._index
        hits: list[Hit] = []
        told: dict[tuple[int, int], Hit] = {}
        counts: Counter[int] = Counter()
        may_be = candidates(read, index.pairs)
        for number, place in chain(may_be.by_pair, may_be.by_word):
            variant = index.variants[number]
            if variant is None or _is_told(told.get((id(variant.watch), place)), variant):
                continue
            counts[number] += 1
            if counts[number] > MOST_PLACES:
                continue
            hit = self._judged(variant, read, view, place)
            if hit is not None:
                told[id(variant.watch), hit.first] = hit
                hits.append(hit)
        hits.extend(unspaced_hits(read, index))
        return [hit for hit in _in_prose(hits) if is_in_period(hit, view)]

    def _judged(self, variant: Variant, read: Scan, view: View, place: int) -> Hit | None:
        tokens = self._index.vocabulary.tokens
        if len(variant.tokens) > 1 and self._index.is_loose(variant):
            return loose_hit(variant, read, place, tokens)
        found = align(variant, read, place) or _joined(variant, read, place, tokens)
        return judged(found, read, view, tokens) if found else None


def _is_told(hit: Hit | None, variant: Variant) -> bool:
    """Whether a mention found at this place already says all that another alias could."""
    return (
        hit is not None
        and hit.score >= _SURE
        and hit.refusal is None
        and len(hit.tokens) >= len(variant.tokens)
        and hit.kind is AliasKind.NAME
    )


_SURE = 99.5


def _joined(variant: Variant, read: Scan, place: int, tokens: Sequence[str]) -> Aligned | None:
    """The whole alias in one word; the table of keys may have returned a stranger."""
    joined = joined_form(tuple(tokens[token] for token in variant.tokens))
    forms = forms_of(read.words.words[place])
    if not forms or forms[0][0] != joined:
        return None
    step = Step(place=place, token=variant.tokens[0], cost=0.0, code=EXACT)
    return Aligned(variant=variant, steps=(step,), is_joined=True)


def _fields(article: Article) -> tuple[tuple[Field, str], ...]:
    return (
        (Field.TITLE, article.title),
        (Field.SUMMARY, article.summary),
        (Field.TEXT, article.text),
    )


def _in_prose(hits: Iterable[Hit]) -> list[Hit]:
    """The same mentions; those in captions, credits, notes and share lines are refused."""
    kept = list(hits)
    for hit in kept:
        kind = line_kind(hit.scan, hit.start)
        if kind is not LineClass.PROSE:
            hit.refuse(reason("refused-line", line=kind.value))
    return kept


def _match(article: Article, hits: Sequence[Hit]) -> Match | None:
    counted = [h for h in hits if h.refusal is None and h.score >= THRESHOLDS[Strictness.WIDE]]
    if not counted:
        return None
    counted.sort(key=_best_first)
    watch = counted[0].entry.watch
    role = role_of(article, watch.kind, counted)
    reasons = counted[0].reasons or [reason("match-exact")]
    return Match(
        article_id=article.id,
        watch_id=watch.id,
        score=counted[0].evidence().score,
        role=role.role,
        evidence=_distinct(counted),
        reasons=(*reasons, role.reason),
        refused=_refusals(hits),
    )


_FIELD_ORDER = {Field.TITLE: 0, Field.SUMMARY: 1, Field.TEXT: 2}


def _best_first(hit: Hit) -> tuple[float, int, int, int]:
    return -hit.score, _FIELD_ORDER[hit.scan.field], hit.start, hit.start - hit.end


def _distinct(counted: Sequence[Hit]) -> tuple[Evidence, ...]:
    """The best evidence of each span; a span inside a better one says nothing new."""
    kept: list[Hit] = []
    for hit in counted:
        if not any(_overlap(hit, other) for other in kept):
            kept.append(hit)
        if len(kept) == MOST_EVIDENCE:
            break
    return tuple(hit.evidence() for hit in kept)


def _overlap(a: Hit, b: Hit) -> bool:
    return a.scan is b.scan and a.start < b.end and b.start < a.end


def _refusals(hits: Sequence[Hit]) -> tuple[Refusal, ...]:
    """What was weighed and does not count, the most likely first."""
    weighed = [h for h in hits if h.refusal is not None or h.score < THRESHOLDS[Strictness.WIDE]]
    weighed.sort(key=_best_first)
    told = [h for h in weighed if h.score >= _LOWEST_WORTH_TELLING][:MOST_REFUSED]
    return tuple(Refusal(evidence=h.evidence(), reason=_why_refused(h)) for h in told)


def _why_refused(hit: Hit) -> Reason:
    if hit.refusal is not None:
        return hit.refusal
    doubts = [reason for reason in hit.reasons if reason.code.startswith("refused-")]
    return doubts[-1] if doubts else reason("refused-score", score=round(hit.score))
