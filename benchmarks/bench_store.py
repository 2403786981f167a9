"""The store: one closure a batch against one await a row; search; claiming due sources.

`ratio` is theirs divided by ours, above 1 where ours is faster (for recall ours by theirs, which
counts as .01 at least). A single await is measured by the very statements that remembering runs.
"""

import asyncio
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from watchers.model import (
    Article,
    DeliveryKind,
    Evidence,
    Field,
    Grouped,
    Match,
    News,
    Owed,
    PlaceKind,
    Reader,
    Role,
    Source,
    Story,
    Tier,
    Watch,
)
from watchers.store import Store, Tx, articles, places, search, sources, watches
from watchers.store.schema import sources as source_table

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BATCH, BATCHES = 30, 20
ARCHIVE = 8000
SOURCES, CLAIMED = 50_000, 500
LETTERS = [chr(0x4E00 + n) for n in range(2500)]
Row = dict[str, Any]


def run() -> list[Row]:
    """One row per comparison."""
    with tempfile.TemporaryDirectory() as folder:
        return [
            *_remember(Path(folder) / "remember"),
            *_search(Path(folder) / "search"),
            _claim(Path(folder) / "claim"),
        ]


def _row(what: str, unit: str, theirs: tuple[str, float], ours: float) -> Row:
    name, figure = theirs
    ratio = ours / max(figure, 0.01) if unit == "recall" else figure / ours
    return {
        "what": what,
        "unit": unit,
        "against": name,
        "theirs": figure,
        "ours": ours,
        "ratio": ratio,
    }


class Archive:
    """Articles of about 100 words over a long-tailed vocabulary, one in four Chinese."""

    def __init__(self, seed: int = 1) -> None:
        self.dice = random.Random(seed)
        self.words = [self._word() for _ in range(30_000)]
        self.weights = [1 / (rank + 1) for rank in range(len(self.words))]

    def _word(self) -> str:
        return "".join(self.dice.choices("abcdefghijklmnoprstuvwyz", k=self.dice.randint(3, 10)))

    def text(self, count: int) -> str:
        if self.dice.random() < 0.25:
            return "".join(self.dice.choices(LETTERS, k=count * 2))
        return " ".join(self.dice.choices(self.words, self.weights, k=count))


def open_store(folder: Path) -> tuple[Store, int, int, int]:
    """A store with one shipped source, one watch and one place: their ids."""
    store = Store.open("", data_dir=folder)

    def fill(tx: Tx) -> tuple[int, int, int]:
        shipped = Source(id=0, url="https://wire.example/rss", name="Wire", key="wire")
        (source_id,) = sources.sync_catalogue(tx, (), (shipped,), NOW)
        pack = watches.Pack(key="p", name="P", watches=(Watch(id=0, name="W", key="w"),))
        watches.sync_packs(tx, (pack,), NOW)
        place = places.ensure(tx, PlaceKind.CHANNEL, 1, NOW, guild_id=2)
        return source_id, watches.all_watches(tx)[0].id, place.id

    return store, *store.write_now(fill)


def _news(archive: Archive, new_id: int, source_id: int, watch_id: int) -> News:
    seen = NOW + timedelta(milliseconds=new_id >> 10)
    article = Article(
        id=new_id,
        title=archive.text(10),
        text=archive.text(90),
        first_seen_at=seen,
        source_id=source_id,
        url=f"https://wire.example/{new_id}",
    )
    evidence = Evidence(alias="W", field=Field.TITLE, start=0, end=1, text="W", score=100.0)
    found = Match(
        article_id=new_id,
        watch_id=watch_id,
        score=100.0,
        role=Role.SUBJECT,
        evidence=(evidence,),
    )
    grouped = Grouped(article_id=new_id, story_id=new_id, is_new_story=True)
    return News(article=article, grouped=grouped, matches=(found,))


def _remembered(news: Sequence[News], place_id: int) -> articles.Remembered:
    return articles.Remembered(
        at=NOW,
        news=tuple(news),
        keys={each.article.id: (f"g{each.article.id}", f"u{each.article.id}") for each in news},
        stories=tuple(
            Story(
                id=each.article.id,
                title=each.article.title,
                revision=1,
                first_seen_at=each.article.first_seen_at,
                updated_at=each.article.first_seen_at,
            )
            for each in news
        ),
        owed=tuple(
            Owed(
                place_id=place_id,
                kind=DeliveryKind.ALERT,
                about=f"story:{each.article.id}:1",
                tier=Tier.NORMAL,
                due_at=NOW,
                story_ids=(each.article.id,),
            )
            for each in news[:1]
        ),
    )


def _remember(folder: Path) -> Iterator[Row]:
    """A poll's 30 articles with keys, matches, stories, search terms and a delivery."""
    store, *ids = open_store(folder)
    archive = Archive()
    size = BATCH * BATCHES
    polls = [_poll(archive, ids, range(n, n + BATCH)) for n in range(1, size, BATCH)]
    alone = [_poll(archive, ids, range(n, n + 1)) for n in range(size + 1, size + 101)]
    later = [_poll(archive, ids, range(n, n + BATCH)) for n in range(2 * size, 3 * size, BATCH)]
    ours = asyncio.run(_write_each(store, polls)) / size
    by_itself = asyncio.run(_write_each(store, alone)) / len(alone)
    statements = [_statements(store, each) for each in later]
    store.close()
    together, one_by_one = asyncio.run(_raw(folder / "watchfloor.db", statements))
    yield _row(
        f"remember {size:,} articles, {BATCH} a transaction",
        "µs an article",
        ("one transaction an article", by_itself * 1e6),
        ours * 1e6,
    )
    yield _row(
        "the same statements, one closure a transaction",
        "µs an article",
        ("one await a statement", one_by_one / size * 1e6),
        together / size * 1e6,
    )


def _poll(archive: Archive, ids: Sequence[int], numbers: range) -> articles.Remembered:
    source_id, watch_id, place_id = ids
    news = [_news(archive, number << 10, source_id, watch_id) for number in numbers]
    return _remembered(news, place_id)


async def _write_each(store: Store, written: Sequence[articles.Remembered]) -> float:
    """Seconds for all, one transaction each."""
    started = time.perf_counter()
    for each in written:
        await store.write(partial(articles.remember, remembered=each))
    return time.perf_counter() - started


def _statements(store: Store, remembered: articles.Remembered) -> list[str]:
    """The single statements that remembering comes to; nothing is kept."""
    traced: list[str] = []

    def trace(tx: Tx) -> None:
        raw: Any = tx.connection.driver_connection
        raw.set_trace_callback(traced.append)
        articles.remember(tx, remembered)
        raw.set_trace_callback(None)
        raise _Undone

    with suppress(_Undone):
        store.write_now(trace)
    return [sql for sql in traced if not sql.startswith("--")]


class _Undone(Exception):
    """Rolls a measured transaction back."""


async def _raw(file: Path, transactions: Sequence[Sequence[str]]) -> tuple[float, float]:
    """Seconds in one thread: a hop into it per transaction, and per statement as aiosqlite does.

    Each run works on its own copy of the file.
    """
    thread = ThreadPoolExecutor(1)
    loop = asyncio.get_running_loop()
    connection = await loop.run_in_executor(thread, _raw_writer, file)
    took_s = []
    for is_together in (True, False):
        saved = file.with_suffix(f".{is_together}")
        await loop.run_in_executor(thread, connection.close)
        shutil.copyfile(file, saved)
        connection = await loop.run_in_executor(thread, _raw_writer, saved)
        started = time.perf_counter()
        for statements in transactions:
            whole = ("BEGIN IMMEDIATE", *statements, "COMMIT")
            if is_together:
                await loop.run_in_executor(thread, _execute_all, connection, whole)
                continue
            for sql in whole:
                await loop.run_in_executor(thread, connection.execute, sql)
        took_s.append(time.perf_counter() - started)
    await loop.run_in_executor(thread, connection.close)
    thread.shutdown()
    return took_s[0], took_s[1]


def _execute_all(connection: sqlite3.Connection, statements: Sequence[str]) -> None:
    for sql in statements:
        connection.execute(sql)


def _raw_writer(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    return connection


def _search(folder: Path) -> Iterator[Row]:
    """Two-character names and words over an archive, against FTS5's own tokenizers."""
    store, *ids = open_store(folder)
    archive = Archive(2)
    texts = _fill(store, archive, ids)
    names = [text[at : at + 2] for text, at in _places_in_chinese(archive, texts)]
    words = archive.dice.choices(archive.words, archive.weights, k=200)
    ours = percentiles(names + words, lambda query: _ids(store, query))
    found = [_recall(store, name, texts) for name in names[:60]]
    store.close()
    for tokenizer in ("unicode61", "trigram"):
        with closing(_rival(folder / f"{tokenizer}.db", tokenizer, texts)) as rival:
            theirs = percentiles(names + words, lambda query, r=rival: _rival_ids(r, query))  # type: ignore[misc]
            recalls = [_rival_recall(rival, name, texts) for name in names[:60]]
        size = f"{len(texts):,} articles"
        yield _row(
            f"two-character names in {size}",
            "recall",
            (f"FTS5 {tokenizer}", statistics.mean(recalls)),
            statistics.mean(found),
        )
        yield _row(f"search, {size}, p99", "ms", (f"FTS5 {tokenizer}", theirs[1]), ours[1])


def _fill(store: Store, archive: Archive, ids: Sequence[int]) -> dict[int, str]:
    texts: dict[int, str] = {}
    for start in range(1, ARCHIVE + 1, 500):
        poll = _poll(archive, ids, range(start, start + 500))
        store.write_now(partial(articles.remember, remembered=poll))
        said = [each.article for each in poll.news]
        texts.update((each.id, f"{each.title}\n{each.text}") for each in said)
    return texts


def _places_in_chinese(archive: Archive, texts: dict[int, str]) -> Iterator[tuple[str, int]]:
    chinese = [text.split("\n")[1] for text in texts.values() if text[-1] in LETTERS]
    for text in archive.dice.choices(chinese, k=200):
        yield text, archive.dice.randrange(len(text) - 2)


def percentiles(queries: Sequence[str], ask: Callable[[str], object]) -> tuple[float, float]:
    """Median and 99th percentile in milliseconds."""
    took = []
    for query in queries:
        started = time.perf_counter()
        ask(query)
        took.append((time.perf_counter() - started) * 1000)
    return statistics.median(took), statistics.quantiles(took, n=100)[98]


def _ids(store: Store, query: str, limit: int = 10) -> set[int]:
    found = store.read_now(lambda tx: search.search(tx, query, Reader(), limit=limit))
    return {each.id for each in found.articles}


def _recall(store: Store, name: str, texts: dict[int, str]) -> float:
    truth = {each for each, text in texts.items() if name in text}
    return len(_ids(store, name, limit=len(truth) + 10) & truth) / len(truth)


def _rival(file: Path, tokenizer: str, texts: dict[int, str]) -> sqlite3.Connection:
    connection = sqlite3.connect(file)
    connection.execute(f"CREATE VIRTUAL TABLE s USING fts5(text, tokenize='{tokenizer}')")
    connection.executemany("INSERT INTO s (rowid, text) VALUES (?, ?)", texts.items())
    connection.commit()
    return connection


def _rival_ids(connection: sqlite3.Connection, query: str, limit: int = 10) -> set[int]:
    sql = "SELECT rowid, text FROM s WHERE s MATCH ? ORDER BY rowid DESC LIMIT ?"
    return {row[0] for row in connection.execute(sql, (f'"{query}"', limit))}


def _rival_recall(connection: sqlite3.Connection, name: str, texts: dict[int, str]) -> float:
    truth = {each for each, text in texts.items() if name in text}
    return len(_rival_ids(connection, name, len(truth) + 10) & truth) / len(truth)


def _claim(folder: Path) -> Row:
    """Timekeeping of a due source: claimed and recorded in batches, or by itself."""
    store, *_ = open_store(folder)
    store.write_now(_add_many)

    def turn(limit: int, now: datetime) -> int:
        def claim(tx: Tx) -> tuple[Source, ...]:
            return sources.claim_due(tx, now, limit=limit, lease_s=60)

        claimed = store.write_now(claim)
        store.write_now(lambda tx: sources.record_polls(tx, claimed))
        return len(claimed)

    later = NOW + timedelta(seconds=1)
    started = time.perf_counter()
    count = sum(turn(CLAIMED, later) for _ in range(10))
    ours = (time.perf_counter() - started) / count
    started = time.perf_counter()
    alone = sum(turn(1, later) for _ in range(40))
    theirs = (time.perf_counter() - started) / alone
    store.close()
    what = f"claim and record a due source of {SOURCES:,}"
    return _row(what, "µs a source", ("one at a time", theirs * 1e6), ours * 1e6)


def _add_many(tx: Tx) -> None:
    """A hundred thousand copies of the one source, all due."""
    names = [name for name in source_table.c.keys() if name not in {"id", "url", "key", "name"}]  # noqa: SIM118
    columns = ", ".join(names)
    tx.exec_driver_sql(
        f"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {SOURCES}) "
        f"INSERT INTO sources (url, name, {columns}) "
        f"SELECT 'https://s' || n || '.example/rss', 'S' || n, {columns} FROM sources, n"
    ).close()
