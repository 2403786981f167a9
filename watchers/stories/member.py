"""What a story keeps of an article: little, and enough to know its like."""

import math
import re
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice, pairwise
from zlib import crc32

from watchers.model import Article, Mark
from watchers.stories.copies import shingle
from watchers.stories.dates import read_event_dates
from watchers.stories.doubts import find_doubt
from watchers.stories.headdate import find_head_date
from watchers.stories.lexicon import find_shared_words
from watchers.stories.names import Name, find_names
from watchers.stories.origins import find_origin, find_quoted
from watchers.stories.prose import read_prose
from watchers.stories.quantities import find_quantities
from watchers.stories.rarity import Rarity
from watchers.stories.terms import read_terms, weigh_terms
from watchers.stories.times import published_at_of
from watchers.text.urls import canonical_url

MAX_TERMS = 60
"""Terms kept of an article, the most telling ones."""
TELLING_PAIR = 0.1
MAX_NUMBERS = 24
MAX_PAIRS = 150
_ROUND = re.compile(r"\d0+|\d5|1\d|24")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)+|\d\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article as its story remembers it; `vector` has unit length, most telling term first.

    `outlet` is a key and `name` what to show; `published_at` is None where it is unknown, and then
    `head_date` may be read from the text. `names` are the proper names in it,
    `words` those that the beat's lexicon knows in all its languages,
    `pairs` hashes of adjacent telling terms of title and lead.
    """

    article_id: int
    outlet: str
    name: str
    origin: str
    is_state_media: bool
    seen_at: datetime
    published_at: datetime | None
    head_date: date | None
    language: str
    title_key: str
    urls: tuple[str, ...]
    vector: Mapping[str, float]
    names: tuple[Name, ...]
    words: frozenset[str]
    pairs: "array[int]"
    numbers: tuple[str, ...]
    quantities: Mapping[str, str]
    quoted: "array[int]"
    shingles: "array[int]"
    doubt: str
    dates: tuple[tuple[str, date, date | None], ...]
    marks: tuple[Mark, ...]
    watch_ids: frozenset[int]

    @property
    def day(self) -> date | None:
        """The day it was published, as far as anything tells."""
        return self.published_at.date() if self.published_at else self.head_date

    @property
    def at(self) -> datetime:
        """When it was published, or first seen where that is unknown."""
        return self.published_at or self.seen_at


def read_member(article: Article, watch_ids: frozenset[int], rarity: Rarity) -> Member:
    """The article as a member, its terms weighed by their rarity so far, itself included."""
    prose = read_prose(article)
    terms = read_terms(prose)
    weights = weigh_terms(terms)
    rarity.learn(weights)
    vector = _vector(weights, article.language, rarity)
    published_at = published_at_of(article)
    canonical = article.canonical_url or canonical_url(article.url)
    return Member(
        article_id=article.id,
        outlet=outlet_of(article),
        name=article.outlet or article.publisher,
        origin=find_origin(article, prose),
        is_state_media=article.is_state_media,
        seen_at=article.first_seen_at,
        published_at=published_at,
        head_date=None if published_at else find_head_date(" . ".join(prose.lead.split("\n"))),
        language=article.language,
        title_key=" ".join(terms.title),
        urls=(canonical,) if canonical else (),
        vector=vector,
        names=find_names(prose),
        words=find_shared_words(prose.lead, frozenset(terms.lead)),
        pairs=_pairs(terms.lead, vector),
        numbers=_numbers("\n".join((prose.title, *prose.lines))),
        quantities=find_quantities(prose),
        quoted=find_quoted(prose),
        shingles=shingle(terms),
        doubt=find_doubt(prose),
        dates=_dates(article) if watch_ids else (),
        marks=prose.marks,
        watch_ids=watch_ids,
    )


def outlet_of(article: Article) -> str:
    """The key of the outlet; an article that names none is an outlet of its own."""
    if article.publisher or article.outlet:
        return (article.publisher or article.outlet).casefold()
    return f"source {article.source_id}" if article.source_id else f"article {article.id}"


def _vector(counts: Mapping[str, float], language: str, rarity: Rarity) -> dict[str, float]:
    rare = rarity.weigher(language)
    weights = {term: (1 + math.log1p(count)) * rare(term) for term, count in counts.items()}
    telling = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:MAX_TERMS]
    length = math.sqrt(sum(weight * weight for _, weight in telling)) or 1.0
    return {term: weight / length for term, weight in telling if weight > 0}


def _pairs(terms: Iterator[str], vector: Mapping[str, float]) -> "array[int]":
    """Hashes of adjacent terms of which one at least is telling, each once."""
    found = (
        crc32(f"{one} {other}".encode("utf-8", "replace"))
        for one, other in pairwise(islice(terms, MAX_PAIRS))
        if vector.get(one, 0.0) + vector.get(other, 0.0) > TELLING_PAIR
    )
    return array("I", dict.fromkeys(found))


def _dates(article: Article) -> tuple[tuple[str, date, date | None], ...]:
    """Kind, first and last day of what the article dates; asked of what is watched alone."""
    return tuple((event.kind.value, event.first, event.last) for event in read_event_dates(article))


def _numbers(text: str) -> tuple[str, ...]:
    """The numbers that tell something: no small or round ones."""
    found = (number.replace(",", "") for number in _NUMBER.findall(text[:1500]))
    telling = (number for number in found if not _ROUND.fullmatch(number))
    return tuple(dict.fromkeys(telling))[:MAX_NUMBERS]
