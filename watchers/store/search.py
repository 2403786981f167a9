"""Full text over the archive, the same on both databases."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import select, text

from watchers.model import Article, Reader
from watchers.store.columns import storable
from watchers.store.reading import article_columns, article_of, is_visible
from watchers.store.schema import articles
from watchers.store.tx import Tx, is_sqlite, portions
from watchers.text.bigrams import search_phrases, search_terms

TABLE = "article_search"

VERSION = 1
"""Rises when the same text gives other terms; the index is then made anew."""

# PostgreSQL keeps no position beyond 16,383 in a text, so more would not be found side by side.
_TERMS_MAX = 16_000
_TERM_LENGTH_MAX = 80
_ROWS_AT_ONCE = 500
_NEWEST = 2**62

_ADD = {
    True: text("INSERT INTO article_search (rowid, terms) VALUES (:id, :terms)"),
    False: text(
        "INSERT INTO article_search (article_id, terms) VALUES (:id, CAST(:terms AS tsvector))"
    ),
}
# The index keeps no copy of the text: SQLite drops an entry by being told its terms again.
_DROP = {
    True: text(
        "INSERT INTO article_search (article_search, rowid, terms) VALUES ('delete', :id, :terms)"
    ),
    False: text("DELETE FROM article_search WHERE article_id = :id"),
}
_DROP_ALL = {
    True: text("INSERT INTO article_search (article_search) VALUES ('delete-all')"),
    False: text("DELETE FROM article_search"),
}
_HITS = {
    True: text(
        "SELECT rowid FROM article_search WHERE article_search MATCH :query "
        "AND rowid < :before_id ORDER BY rowid DESC LIMIT :limit"
    ),
    False: text(
        "SELECT article_id FROM article_search WHERE terms @@ CAST(:query AS tsquery) "
        "AND article_id < :before_id ORDER BY article_id DESC LIMIT :limit"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of articles, newest first; `before_id` asks for the next page, None ends."""

    articles: tuple[Article, ...]
    before_id: int | None = None


def search(
    tx: Tx, text: str, reader: Reader, *, limit: int = 10, before_id: int | None = None
) -> Found:
    """Articles visible to the reader that hold every word of the query; words in "quotes" must
    stand side by side; any part of a name counts in scripts without spaces."""
    query = _query(text, is_for_sqlite=is_sqlite(tx))
    if not query:
        return Found(articles=())
    hits = _visible_hits(tx, (query, before_id or _NEWEST), reader, 2 * limit)
    found = tuple(islice(hits, limit + 1))
    is_more = len(found) > limit
    return Found(articles=found[:limit], before_id=found[limit - 1].id if is_more else None)


def index_articles(tx: Tx, added: Iterable[Article]) -> None:
    """Make new articles findable."""
    rows = [_row(tx, each.id, _text_of(each)) for each in added]
    if rows:
        tx.execute(_ADD[is_sqlite(tx)], rows)


def forget_articles(tx: Tx, article_ids: Iterable[int]) -> None:
    """Take stored articles out of the index; to be called while their texts are still there."""
    for portion in portions(list(article_ids)):
        rows = [_row(tx, row.id, _text_of(row)) for row in _texts(tx, portion)]
        if rows:
            tx.execute(_DROP[is_sqlite(tx)], rows)


def rebuild(tx: Tx) -> None:
    """Make the whole index anew from the stored articles."""
    tx.execute(_DROP_ALL[is_sqlite(tx)])
    ids = list(tx.scalars(select(articles.c.id)))
    for portion in portions(ids, _ROWS_AT_ONCE):
        rows = [_row(tx, row.id, _text_of(row)) for row in _texts(tx, portion)]
        tx.execute(_ADD[is_sqlite(tx)], rows)


def _visible_hits(tx: Tx, asked: tuple[str, int], reader: Reader, limit: int) -> Iterator[Article]:
    """Newest first. Hits are taken in growing portions, for most are visible and few are read."""
    query, before_id = asked
    while True:
        values = {"query": query, "before_id": before_id, "limit": limit}
        ids = list(tx.scalars(_HITS[is_sqlite(tx)], values))
        yield from _visible(tx, ids, reader)
        if len(ids) < limit:
            return
        before_id, limit = ids[-1], min(limit * 4, 5000)


def _visible(tx: Tx, ids: Sequence[int], reader: Reader) -> list[Article]:
    statement = (
        select(*article_columns())
        .where(articles.c.id.in_(ids), is_visible(reader))
        .order_by(articles.c.id.desc())
    )
    return [article_of(row) for row in tx.execute(statement)] if ids else []


def _query(text: str, *, is_for_sqlite: bool) -> str:
    """The phrases of a text in the database's own query language; terms hold only letters."""
    phrases = search_phrases(text)
    if is_for_sqlite:
        return " AND ".join(_phrase_for_sqlite(phrase) for phrase in phrases)
    return " & ".join(" <-> ".join(map(_term_for_pg, phrase)) for phrase in phrases)


def _phrase_for_sqlite(phrase: Sequence[str]) -> str:
    *whole, last = phrase
    is_start = last.endswith("*")
    words = " ".join([*whole, last.removesuffix("*")])
    return f'"{words}"*' if is_start else f'"{words}"'


def _term_for_pg(term: str) -> str:
    return f"'{term.removesuffix('*')}':*" if term.endswith("*") else f"'{term}'"


def _row(tx: Tx, article_id: int, content: str) -> dict[str, Any]:
    terms = [term[:_TERM_LENGTH_MAX] for term in search_terms(content).split(" ")[:_TERMS_MAX]]
    return {"id": article_id, "terms": " ".join(terms) if is_sqlite(tx) else _as_vector(terms)}


def _as_vector(terms: Sequence[str]) -> str:
    """The text form of a tsvector, so that no parser of the server takes the terms apart."""
    return " ".join(f"'{term}':{place}" for place, term in enumerate(terms, 1) if term)


def _text_of(article: Any) -> str:
    return storable("\n".join((article.title, article.summary, article.text)))


def _texts(tx: Tx, ids: Sequence[int]) -> list[Any]:
    columns = (articles.c.id, articles.c.title, articles.c.summary, articles.c.text)
    return list(tx.execute(select(*columns).where(articles.c.id.in_(ids))))
