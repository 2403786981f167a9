"""Speed and memory of the matcher beside exact search, in one run on one core.

Run with `python -m benchmarks.bench_matching [sizes]`; `make bench` prints the same rows. Every
engine and size has a process of its own; times are CPU time per article, warm, the best of several
passes, with matches and their evidence. What counts is the ratio to FlashText in the same run.
"""

import gc
import io
import json
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from statistics import quantiles
from typing import Any

import psutil

from benchmarks.alias_lists import SHARED, Listed, aliases, watches
from watchers.matching import Matcher
from watchers.model import Alias, Article, Watch, WatchKind

SIZES = (1_000, 10_000, 100_000, 1_000_000)
GOALS = {1_000: 0.52, 10_000: 0.68, 100_000: 1.0, 1_000_000: 2.5}
"""Ratio to FlashText to reach, per number of aliases."""
MEMORY_GOALS = {100_000: 80.0, 1_000_000: 500.0}
PASSES = 5
SHORTEST, LONGEST = 20, 1000
AT = datetime(2024, 1, 1, tzinfo=UTC)
Pass = Callable[[], list[Any]]
Text = tuple[str, str]


@cache
def texts() -> tuple[Text, ...]:
    """English news texts of 20 to 1,000 words (ECB+, MEANTIME), read in place."""
    found = []
    with tarfile.open(SHARED / "eval_dev.tar.xz") as archive:
        for name in ("ecbplus_dev", "meantime_xling_dev"):
            file = archive.extractfile(f"eval_dev/story_eval/{name}.jsonl")
            assert file is not None
            rows = [json.loads(line) for line in io.TextIOWrapper(file, "utf-8")]
            found += [(r["title"], r["text"]) for r in rows if r.get("lang", "en") == "en"]
    return tuple(t for t in found if SHORTEST <= len(t[1].split()) <= LONGEST)


def build_ours(listed: Sequence[Listed]) -> Pass:
    """The matcher over all watches; a pass matches every article."""
    matcher = Matcher(watches(listed))
    articles = [
        Article(id=number, title=title, text=text, first_seen_at=AT)
        for number, (title, text) in enumerate(texts(), 1)
    ]
    return lambda: [matcher.match(article) for article in articles]


def build_flashtext(listed: Sequence[Listed]) -> Pass:
    """FlashText: exact, whole words, any case; drops overlapping names."""
    from flashtext import KeywordProcessor

    engine = KeywordProcessor()
    for text, _, record in listed:
        engine.add_keyword(text, str(record))
    joined = ["\n".join(text) for text in texts()]
    return lambda: [engine.extract_keywords(text, span_info=True) for text in joined]


def build_pyahocorasick(listed: Sequence[Listed]) -> Pass:
    """pyahocorasick: exact substrings; case levelled by hand, boundaries not looked at."""
    import ahocorasick

    engine = ahocorasick.Automaton()
    for text, _, record in listed:
        engine.add_word(text.lower(), record)
    engine.make_automaton()
    joined = ["\n".join(text) for text in texts()]
    return lambda: [list(engine.iter(text.lower())) for text in joined]


def build_ahocorasick_rs(listed: Sequence[Listed]) -> Pass:
    """ahocorasick_rs: the same in Rust."""
    import ahocorasick_rs

    engine = ahocorasick_rs.AhoCorasick([text.lower() for text, _, _ in listed])
    joined = ["\n".join(text) for text in texts()]
    return lambda: [engine.find_matches_as_indexes(t.lower(), overlapping=True) for t in joined]


def build_partial_ratio(listed: Sequence[Listed]) -> Pass:
    """rapidfuzz: every alias against every text; on a few texts, for it is slow."""
    from rapidfuzz import fuzz, process

    choices = [text.lower() for text, _, _ in listed]
    few = ["\n".join(text).lower() for text in texts()[:: max(1, len(choices) // 250)][:50]]
    return lambda: [
        process.extract(text, choices, scorer=fuzz.partial_ratio, score_cutoff=85, limit=None)
        for text in few
    ]


ENGINES: dict[str, Callable[[Sequence[Listed]], Pass]] = {
    "watchfloor": build_ours,
    "flashtext": build_flashtext,
    "pyahocorasick": build_pyahocorasick,
    "ahocorasick_rs": build_ahocorasick_rs,
    "partial_ratio": build_partial_ratio,
}
SLOW = {"partial_ratio": 10_000}
"""Engines that are not run above so many aliases: minutes per pass."""


def _listed() -> list[Listed]:
    return [(text, WatchKind(kind), record) for text, kind, record in json.load(sys.stdin)]


def measure(engine: str, size: int) -> dict[str, float]:
    """In this process: µs per article (warm, best pass), p99, build time, memory."""
    listed = _listed()
    texts()
    gc.collect()
    before = psutil.Process().memory_info().rss
    started = time.process_time()
    run_pass = ENGINES[engine](listed)
    built_s = time.process_time() - started
    cold = _timed(run_pass)
    count = len(run_pass())
    gc.collect()
    memory = psutil.Process().memory_info().rss - before
    gc.freeze()
    passes = 1 if engine in SLOW else PASSES
    best = min(_timed(run_pass) for _ in range(passes))
    return {
        "us": 1e6 * best / count,
        "cold_us": 1e6 * cold / count,
        "build_s": built_s,
        "mb": memory / 1e6,
    }


def _timed(run_pass: Pass) -> float:
    started = time.process_time()
    run_pass()
    return time.process_time() - started


def measure_ours(size: int) -> dict[str, float]:
    """What only a matcher has: p99 per article, a word never seen, adding and removing."""
    matcher = Matcher(watches(_listed()))
    articles = [
        Article(id=number, title=title, text=text, first_seen_at=AT)
        for number, (title, text) in enumerate(texts(), 1)
    ]
    unseen = _time_unseen(matcher, articles)
    for article in articles:
        matcher.match(article)
    times = [_timed(lambda a=article: [matcher.match(a)]) for article in articles]
    added, removed = _time_changes(matcher)
    return {
        "p99_us": 1e6 * quantiles(times, n=100)[98],
        "unseen_us": unseen,
        "add_ms": added,
        "remove_ms": removed,
    }


def _time_unseen(matcher: Matcher, articles: Sequence[Article]) -> float:
    """µs per word met for the first time, over all words of the corpus."""
    known = len(matcher.known_words())
    cold = sum(_timed(lambda a=article: [matcher.match(a)]) for article in articles)
    new = len(matcher.known_words()) - known
    warm = sum(_timed(lambda a=article: [matcher.match(a)]) for article in articles)
    return 1e6 * (cold - warm) / max(1, new)


def _time_changes(matcher: Matcher) -> tuple[float, float]:
    """The slowest of some additions and removals, in ms."""
    names = [f"Quentin Abcombe{n} Varnholt" for n in "abcdefgh"] + ["Osprey Lantern", "Kim Jong Un"]
    new = [
        Watch(id=10**9 + n, name=name, kind=WatchKind.PERSON, aliases=(Alias(text=f"{name} Jr"),))
        for n, name in enumerate(names)
    ]
    added = [_timed(lambda w=watch: [matcher.add(w)]) for watch in new]
    removed = [_timed(lambda w=watch: [matcher.remove(w.id)]) for watch in new]
    return 1e3 * max(added), 1e3 * max(removed)


def _child(task: str, engine: str, size: int, listed: str) -> dict[str, float]:
    command = [
        sys.executable,
        "-m",
        "benchmarks.bench_matching",
        "--child",
        task,
        engine,
        str(size),
    ]
    done = subprocess.run(command, input=listed, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def run(sizes: Sequence[int] = SIZES) -> list[dict[str, Any]]:
    """Rows {name, ratio, ours, theirs, unit, goal}; none where the shared texts are missing."""
    if not (SHARED / "eval_dev.tar.xz").exists():
        return []
    rows: list[dict[str, Any]] = []
    for size in sizes:
        rows += _rows_of(size)
    return rows


def _rows_of(size: int) -> list[dict[str, Any]]:
    listed = json.dumps(aliases(size))
    engines = [e for e in ENGINES if size <= SLOW.get(e, size)]
    found = {engine: _child("measure", engine, size, listed) for engine in engines}
    ours, extra = found.pop("watchfloor"), _child("ours", "watchfloor", size, listed)
    flash = found["flashtext"]
    label = f"{size:,} aliases"
    rows = [
        _row(f"{label}: time per article / {name}", ours["us"], theirs["us"], "µs", GOALS[size])
        for name, theirs in found.items()
        if name == "flashtext" or size in GOALS
    ]
    rows.append(
        _row(f"{label}: memory / flashtext", ours["mb"], flash["mb"], "MB", MEMORY_GOALS.get(size))
    )
    rows.append(_row(f"{label}: build / flashtext", ours["build_s"], flash["build_s"], "s", None))
    for name, value in extra.items():
        unit = name.rsplit("_", 1)[1].replace("us", "µs")
        rows.append(_row(f"{label}: {name.rsplit('_', 1)[0]}", value, None, unit, None))
    return rows


def _row(
    name: str, ours: float, theirs: float | None, unit: str, goal: float | None
) -> dict[str, Any]:
    return {
        "name": name,
        "ratio": round(ours / theirs, 3) if theirs else None,
        "ours": round(ours, 1),
        "theirs": round(theirs, 1) if theirs else None,
        "unit": unit,
        "goal": goal if theirs is None or "flashtext" in name else None,
    }


def main(arguments: Sequence[str]) -> None:
    if arguments[:1] == ["--child"]:
        task, engine, size = arguments[1:]
        found = measure_ours(int(size)) if task == "ours" else measure(engine, int(size))
        sys.stdout.write(json.dumps(found))
        return
    for row in run([int(a) for a in arguments] or SIZES):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
