"""Sources: reading feeds, one polite poll over TLS, the whole poll, and how late news is found.

`ratio` is theirs divided by ours, above 1 where ours is better. Times are CPU of this process. The
rows on reading need the shared corpus of real feeds; the row against `reader` (lemon24) appears
where that package is installed.
"""

import asyncio
import io
import random
import ssl
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partialmethod
from math import exp
from pathlib import Path
from typing import Any

import feedparser
import httpx

from benchmarks.feed_corpus import BASE_URL, SHARED, read_corpus
from benchmarks.poll_server import TLS
from watchers.model import Source, SourceHistory
from watchers.sources.articles import clean_changed
from watchers.sources.cadence import Terms, interval_s, pace_for
from watchers.sources.fetch import Fetcher
from watchers.sources.formats import read
from watchers.sources.identity import identity_keys, part
from watchers.sources.model import Fetched, FetchRequest, FetchSettings, ReadFeed
from watchers.sources.skim import Skim

Row = dict[str, Any]

CERTIFICATE = str(TLS / "certificate.pem")
POLLS, AT_ONCE = 500, 50
SOURCES, POLLS_A_SECOND = 100_000, 100.0
LARGE_BYTES = 80_000
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SOURCE = Source(id=1, url="https://127.0.0.1/f", name="Bench", is_baseline_due=False)


def run() -> list[Row]:
    """One row per comparison."""
    return [*_reading(), *_polling(), *_delay(), *_first_tier()]


def _row(what: str, unit: str, theirs: tuple[str, float], ours: float) -> Row:
    name, figure = theirs
    return {
        "what": what,
        "unit": unit,
        "against": name,
        "theirs": round(figure, 3),
        "ours": round(ours, 3),
        "ratio": round(figure / ours, 2),
    }


def _reading() -> Iterator[Row]:
    if not (SHARED / "feeds_real.tar.xz").exists():
        return
    bodies = [file.body for file in read_corpus("feeds_real")]
    large = [body for body in bodies if len(body) >= LARGE_BYTES]
    for name, chosen in (("real feed", bodies), (f"feed over {LARGE_BYTES // 1000} kB", large)):
        theirs = _timed(chosen, lambda body: feedparser.parse(io.BytesIO(body)), times=1)
        ours = _timed(chosen, lambda body: read(body, "", BASE_URL), times=5)
        yield _row(f"reading a {name} ({len(chosen)})", "ms", ("feedparser", theirs), ours)


def _timed(bodies: Sequence[bytes], reads: Callable[[bytes], object], *, times: int) -> float:
    """Milliseconds of CPU for one document, the best of several runs."""
    best = float("inf")
    for _ in range(times):
        started = time.process_time()
        for body in bodies:
            reads(body)
        best = min(best, time.process_time() - started)
    return best / len(bodies) * 1000


def _polling() -> Iterator[Row]:
    with _serving() as url:
        theirs = asyncio.run(_poll_with_httpx(url, parse=False))
        ours = asyncio.run(_poll_with_ours(url, reads=False))
        what = "one HTTPS poll on a new connection, four 304s to one 50 kB gzip"
        yield _row(what, "ms", ("httpx tuned, without address check or caps", theirs), ours)
        theirs = asyncio.run(_poll_with_httpx(url, parse=True))
        ours = asyncio.run(_poll_with_ours(url, reads=True))
        what = "poll, decode, read and know again"
        yield _row(what, "ms", ("httpx + feedparser", theirs), ours)
        theirs = _poll_with_reader(url)
        if theirs is not None:
            yield _row(what, "ms", ("reader (lemon24)", theirs), ours)


@contextmanager
def _serving() -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.poll_server"]
    folder = Path(__file__).resolve().parents[1]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE)
    try:
        assert server.stdout is not None
        yield f"https://127.0.0.1:{int(server.stdout.readline())}/feed"
    finally:
        server.kill()
        server.wait()
        if server.stdout is not None:
            server.stdout.close()


async def _cost_of(poll: Callable[[], Awaitable[None]]) -> float:
    """Milliseconds of CPU for one poll, many of them at once."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def take_turn() -> None:
        async with turns:
            await poll()

    await asyncio.gather(*(take_turn() for _ in range(AT_ONCE)))
    started = time.process_time()
    await asyncio.gather(*(take_turn() for _ in range(POLLS)))
    return (time.process_time() - started) / POLLS * 1000


async def _poll_with_httpx(url: str, *, parse: bool) -> float:
    context = ssl.create_default_context(cafile=CERTIFICATE)
    limits = httpx.Limits(max_connections=2 * AT_ONCE, max_keepalive_connections=0)
    headers = {"If-None-Match": '"a"', "Connection": "close"}
    async with httpx.AsyncClient(verify=context, limits=limits, trust_env=False) as client:

        async def poll() -> None:
            response = await client.get(url, headers=headers)
            if parse and response.status_code == 200:
                feedparser.parse(io.BytesIO(response.content))

        return await _cost_of(poll)


async def _poll_with_ours(url: str, *, reads: bool) -> float:
    settings = FetchSettings(allowed_networks=("127.0.0.0/8",), ca_file=CERTIFICATE)
    desk = _Desk()
    async with Fetcher(settings) as fetcher:

        async def poll() -> None:
            answer = await fetcher.fetch(FetchRequest(url=url, etag='"a"'))
            if reads and isinstance(answer, Fetched):
                desk.take(answer)

        return await _cost_of(poll)


class _Desk:
    """What polling does with a document, without the store: read, outline or clean, know again."""

    def __init__(self) -> None:
        self._skim = Skim()
        self._known: dict[str, int] = {}

    def take(self, answer: Fetched) -> None:
        feed = read(answer.body, answer.media_type, answer.url)
        if not isinstance(feed, ReadFeed):
            return
        changed = self._skim.find_changed(SOURCE.id, feed.articles)
        articles = clean_changed(feed.articles, changed, SOURCE, NOW).articles
        keys = {key for each in articles for key in identity_keys(each, SOURCE.id)}
        known = {key: self._known[key] for key in keys if key in self._known}
        for count, kept in enumerate(part(SOURCE, articles, known).keys, start=1):
            self._known |= dict.fromkeys(kept, count)
        self._skim.note(SOURCE.id, feed.articles)


def _poll_with_reader(url: str) -> float | None:
    """lemon24's reader updating one source again and again; None where it is not installed."""
    try:
        import requests
        from reader import make_reader
    except ImportError:
        return None
    polls = POLLS // 10
    requests.Session.send = partialmethod(requests.Session.send, verify=CERTIFICATE)
    with make_reader(":memory:") as theirs:
        theirs.add_feed(url)
        theirs.update_feed(url)
        started = time.process_time()
        for _ in range(polls):
            theirs.update_feed(url)
        return (time.process_time() - started) / polls * 1000


def _delay() -> Iterator[Row]:
    """Mean seconds from publication to detection over all articles, each source Poisson."""
    dice = random.Random(1)
    rates = [exp(dice.gauss(0.0, 1.9)) * 2.0 for _ in range(SOURCES)]
    ours = _mean_delay(rates, _ours(rates))
    what = (
        f"delay to detection, {SOURCES:,} sources, {POLLS_A_SECOND:.0f} polls a second (simulated)"
    )
    uniform = [SOURCES / POLLS_A_SECOND] * SOURCES
    yield _row(what, "s", ("round robin", _mean_delay(rates, uniform)), ours)
    yield _row(what, "s", ("proportional to the rate", _mean_delay(rates, _by_rate(rates))), ours)


def _first_tier() -> Iterator[Row]:
    """Seconds from publication to detection over the articles of wires, 60 a day in the middle."""
    dice = random.Random(2)
    rates = [60.0 * exp(dice.gauss(0.0, 1.0)) for _ in range(500)]
    terms = Terms(now=NOW, tier=1)
    delays = sorted(
        dice.uniform(0.0, interval_s(SourceHistory(polls=9, daily_rate=rate), terms))
        for rate in rates
        for _ in range(round(rate))
    )
    for share in (50, 95):
        ours = delays[len(delays) * share // 100]
        what = f"first tier, publication to detection, p{share} (simulated)"
        yield _row(what, "s", ("every five minutes", 300.0 * share / 100), ours)


def _ours(rates: Sequence[float]) -> list[float]:
    """Our intervals at the pace that takes the polls given, within a minute and a day."""
    terms = Terms(now=NOW, interval_max_s=86400.0, pace_s=pace_for(list(rates), POLLS_A_SECOND))
    for _ in range(20):
        intervals = [interval_s(SourceHistory(polls=9, daily_rate=rate), terms) for rate in rates]
        polls = sum(1 / each for each in intervals)
        terms = replace(terms, pace_s=terms.pace_s * polls / POLLS_A_SECOND)
    return intervals


def _by_rate(rates: Sequence[float]) -> list[float]:
    share, intervals = POLLS_A_SECOND / sum(rates), []
    for _ in range(20):
        intervals = [min(86400.0, max(60.0, 1 / (share * rate))) for rate in rates]
        share *= POLLS_A_SECOND / sum(1 / each for each in intervals)
    return intervals


def _mean_delay(rates: Sequence[float], intervals: Sequence[float]) -> float:
    """Weighed by articles; an article waits for half an interval on average."""
    weighed = sum(rate * each / 2 for rate, each in zip(rates, intervals, strict=True))
    return weighed / sum(rates)
