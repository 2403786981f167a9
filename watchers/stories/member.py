"""What a story keeps of an article: little, and enough to know its like."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from watchers.model import Article, Mark
from watchers.stories.copies import shingle
from watchers.stories.rarity import Rarity
from watchers.stories.terms import find_terms, weigh_terms

MAX_TERMS = 60
"""Terms kept of an article, the most telling ones; more change no figure of `make eval`."""
AHEAD = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article as its story remembers it; `vector` has unit length, most telling term first."""

    article_id: int
    outlet: str
    publisher: str
    origin: str
    is_state_media: bool
    seen_at: datetime
    date: datetime
    language: str
    title_key: str
    urls: tuple[str, ...]
    vector: Mapping[str, float]
    shingles: frozenset[int]
    marks: tuple[Mark, ...]
    watch_ids: frozenset[int]


def read_member(article: Article, watch_ids: frozenset[int], rarity: Rarity) -> Member:
    """The article as a member, its terms weighed by their rarity so far, itself included."""
    terms = weigh_terms(article)
    rarity.learn(terms)
    return Member(
        article_id=article.id,
        outlet=outlet_of(article),
        publisher=article.publisher or article.outlet,
        origin=article.origin,
        is_state_media=article.is_state_media,
        seen_at=article.first_seen_at,
        date=date_of(article),
        language=article.language,
        title_key=" ".join(find_terms(article.title[:500])),
        urls=tuple(dict.fromkeys(u for u in (article.canonical_url, article.url) if u)),
        vector=_vector(terms, article.language, rarity),
        shingles=shingle(article),
        marks=article.marks,
        watch_ids=watch_ids,
    )


def outlet_of(article: Article) -> str:
    """The key of the outlet; an article that names none is an outlet of its own."""
    if article.publisher or article.outlet:
        return (article.publisher or article.outlet).casefold()
    return f"source {article.source_id}" if article.source_id else f"article {article.id}"


def date_of(article: Article) -> datetime:
    """When it was published, or first seen where that is unknown or lies ahead."""
    date = article.published_at
    if date is None or date > article.first_seen_at + AHEAD:
        return article.first_seen_at
    return date


def _vector(terms: Mapping[str, float], language: str, rarity: Rarity) -> dict[str, float]:
    weights = {
        term: (1 + math.log1p(count)) * rarity.of(term, language) for term, count in terms.items()
    }
    telling = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:MAX_TERMS]
    length = math.sqrt(sum(weight * weight for _, weight in telling)) or 1.0
    return {term: weight / length for term, weight in telling if weight > 0}
