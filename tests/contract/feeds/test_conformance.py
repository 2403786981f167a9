"""Other readers' test files and real feeds, read in place: none crashes, core fields are right."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest

from benchmarks.feed_corpus import BASE_URL, CorpusFile, Expected, read_corpus
from watchers.sources.formats import read
from watchers.sources.model import RawArticle, ReadFeed
from watchers.text.clean import clean_title

SLOWEST_S = 2.0
RIGHT_SHARE = 0.95


@pytest.fixture(scope="module", params=["feeds_conformance", "feeds_real"])
def corpus(request: pytest.FixtureRequest, shared: Path) -> list[CorpusFile]:
    """One archive's files; skipped where the shared data are missing."""
    return list(read_corpus(request.param))


def test_no_file_crashes_or_takes_long(corpus: list[CorpusFile]) -> None:
    """Whatever another reader was ever tested with gives a value, in time."""
    slowest = 0.0
    for file in corpus:
        started = time.process_time()
        read(file.body, "", BASE_URL)
        slowest = max(slowest, time.process_time() - started)

    assert slowest < SLOWEST_S


def test_core_fields_are_right(corpus: list[CorpusFile]) -> None:
    """Number of entries, titles, links, guids and dates, as the suites expect them."""
    verdicts = Counter(
        verdict for file in corpus if file.entries is not None for verdict in judge(file)
    )

    assert verdicts[True] / verdicts.total() >= RIGHT_SHARE


def judge(file: CorpusFile) -> Iterator[bool]:
    """One verdict for each thing that a suite expects."""
    feed = read(file.body, "", BASE_URL)
    articles = feed.articles if isinstance(feed, ReadFeed) else ()
    expected = file.entries or ()
    yield len(articles) == len(expected)
    if file.feed_title is not None:
        yield isinstance(feed, ReadFeed) and is_same(feed.title, file.feed_title)
    for article, wanted in zip(articles, expected, strict=False):
        yield from judge_entry(article, wanted)


def judge_entry(article: RawArticle, wanted: Expected) -> Iterator[bool]:
    if wanted.title is not None:
        yield is_same(article.title, wanted.title)
    if wanted.url:
        yield article.url in {wanted.url, urljoin(BASE_URL, wanted.url.strip())}
    if wanted.guid:
        yield article.guid == wanted.guid.strip()
    if wanted.published_at:
        yield wanted.published_at in {article.published_at, article.updated_at}


def is_same(one: str, other: str) -> bool:
    return clean_title(one) == clean_title(other)
