"""Search over a large archive: how long a page of ten takes, against the 50 ms it may take.

`WATCHFLOOR_BENCH_ARTICLES=1000000 python -m benchmarks search` takes 10 minutes and 1.5 GB; on two
cores under load it found 25, 17 and 35 ms (p99) for the three kinds of query.
"""

import os
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.bench_store import LETTERS, Archive, open_store, percentiles
from watchers.model import Reader
from watchers.store import Store, Tx, search
from watchers.text.bigrams import search_terms

ARTICLES = int(os.environ.get("WATCHFLOOR_BENCH_ARTICLES", "30000"))
LIMIT_MS = 50.0
QUERIES = 300
_SEEN = "2026-01-01 00:00:00.000000"
_STORY = (
    "INSERT INTO stories (id, title, revision, first_seen_at, updated_at) "
    f"VALUES (1, '', 1, '{_SEEN}', '{_SEEN}')"
)
_ARTICLE = (
    "INSERT INTO articles "
    "(id, source_id, story_id, title, text, first_seen_at, kind, content_hash) "
    f"VALUES (?, ?, 1, ?, ?, '{_SEEN}', 'news', '')"
)
_TERMS = "INSERT INTO article_search (rowid, terms) VALUES (?, ?)"


def run() -> list[dict[str, Any]]:
    """One row per kind of query; `ratio` is the limit divided by the 99th percentile."""
    archive = Archive(2)
    texts = [(archive.text(10), archive.text(90)) for _ in range(min(ARTICLES, 30_000))]
    asked = {
        "parts of Chinese names": _names(archive, texts),
        "one word": archive.dice.choices(archive.words, archive.weights, k=QUERIES),
        "two words": [
            " ".join(archive.dice.choices(archive.words, archive.weights, k=2))
            for _ in range(QUERIES)
        ],
    }
    with tempfile.TemporaryDirectory() as folder:
        store, source_id, *_ = open_store(Path(folder))
        _fill(store, source_id, texts)
        rows = [_measure(store, what, queries) for what, queries in asked.items()]
        store.close()
    return rows


def _measure(store: Store, what: str, queries: Sequence[str]) -> dict[str, Any]:
    half_ms, most_ms = percentiles(queries, partial(_ask, store))
    return {
        "query": what,
        "articles": ARTICLES,
        "p50_ms": half_ms,
        "p99_ms": most_ms,
        "limit_ms": LIMIT_MS,
        "ratio": LIMIT_MS / most_ms,
    }


def _ask(store: Store, query: str) -> object:
    return store.read_now(lambda tx: search.search(tx, query, Reader(), limit=10))


def _names(archive: Archive, texts: Sequence[tuple[str, str]]) -> list[str]:
    chinese = [text for _, text in texts if text[-1] in LETTERS]
    found = []
    for text in archive.dice.choices(chinese, k=QUERIES):
        start = archive.dice.randrange(len(text) - 3)
        found.append(text[start : start + archive.dice.choice((2, 2, 3))])
    return found


def _fill(store: Store, source_id: int, texts: Sequence[tuple[str, str]]) -> None:
    """The texts again and again, their terms made once: the index cannot tell."""
    terms = [search_terms(f"{title}\n{text}") for title, text in texts]
    store.write_now(lambda tx: tx.exec_driver_sql(_STORY).close())
    for start in range(1, ARTICLES + 1, 20_000):
        numbers = range(start, min(start + 20_000, ARTICLES + 1))
        said = [(n << 10, source_id, *texts[n % len(texts)]) for n in numbers]
        found = [(n << 10, terms[n % len(texts)]) for n in numbers]
        store.write_now(partial(_write, said=said, found=found))


def _write(tx: Tx, said: list[Any], found: list[Any]) -> None:
    tx.exec_driver_sql(_ARTICLE, said)
    tx.exec_driver_sql(_TERMS, found)
