"""The labelled story sets of the shared folder as articles, with the true story of each."""

import hashlib
import io
import json
import lzma
import random
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from watchers.model import Article

SHARED = Path(__file__).resolve().parents[2] / "shared"
START = datetime(2024, 1, 1, tzinfo=UTC)
MONTH = Path(__file__).resolve().parents[1] / "tests" / "samples" / "news_month.jsonl"
SETS = (
    "ecbplus_dev titles",
    "ecbplus_dev text",
    "uci_headlines_dev titles",
    "meantime_xling_dev text",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSet:
    """Articles in order of arrival and, beside them, the key of each one's true story."""

    name: str
    articles: tuple[Article, ...]
    truth: tuple[str, ...]


@cache
def read_set(name: str) -> LabelledSet:
    """A set by its name in `SETS`; raises FileNotFoundError where the shared folder is missing."""
    file, fields = name.split()
    rows = list(_rows(file))
    articles = tuple(_article(n, row, has_text=fields == "text") for n, row in enumerate(rows, 1))
    return LabelledSet(name=name, articles=articles, truth=tuple(row["cluster"] for row in rows))


@cache
def read_month() -> LabelledSet:
    """The project's own month of news: the key of each article's event is its story."""
    rows = [json.loads(line) for line in MONTH.read_text("utf-8").splitlines()]
    articles = tuple(_own_article(number, row) for number, row in enumerate(rows, 1))
    truth = tuple(row["event"] for row in rows)
    return LabelledSet(name="own month", articles=articles, truth=truth)


@cache
def read_month_in_traffic(headlines: int) -> LabelledSet:
    """The own month among so many unrelated headlines of seven years, each a story of its own."""
    month = read_month()
    path = SHARED / "eval" / "articles_reddit_news_pddl.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = random.Random(3).sample([json.loads(line) for line in lines], headlines)
    others = [
        _traffic(len(month.articles) + n, row, n / headlines) for n, row in enumerate(rows, 1)
    ]
    pairs = [*zip(month.articles, month.truth, strict=True)]
    pairs += [(article, f"traffic {article.id}") for article in others]
    pairs.sort(key=lambda pair: pair[0].first_seen_at)
    articles, truth = zip(*pairs, strict=True)
    return LabelledSet(name=f"own month among {headlines:,}", articles=articles, truth=truth)


def is_tuning(story: str) -> bool:
    """Whether a story belongs to the half that weights are learnt on; the other half checks."""
    return hashlib.sha256(story.encode()).digest()[-1] % 2 == 0


def b_cubed(truth: Sequence[str], found: Sequence[object]) -> tuple[float, float, float]:
    """Precision, recall and F1 averaged over articles (Bagga and Baldwin 1998)."""
    true_groups, found_groups = _groups(truth), _groups(found)
    precision = recall = 0.0
    for real, guess in zip(truth, found, strict=True):
        common = len(true_groups[real] & found_groups[guess])
        precision += common / len(found_groups[guess])
        recall += common / len(true_groups[real])
    return _scores(precision / len(truth), recall / len(truth))


def pairwise(truth: Sequence[str], found: Sequence[object]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of articles said to be of one story."""
    both = _pairs(list(zip(truth, found, strict=True)))
    return _scores(both / max(_pairs(found), 1), both / max(_pairs(truth), 1))


def _rows(file: str) -> Iterator[dict[str, str]]:
    with tarfile.open(SHARED / "eval" / "eval_dev.tar.xz") as archive:
        member = next(m for m in archive.getmembers() if m.name.endswith(f"/{file}.jsonl"))
        raw = archive.extractfile(member)
        yield from (json.loads(line) for line in io.TextIOWrapper(raw, "utf-8"))


def _article(number: int, row: dict, *, has_text: bool) -> Article:
    milliseconds = row.get("published_ms")
    at = datetime.fromtimestamp(milliseconds / 1000, UTC) if milliseconds else None
    return Article(
        id=number,
        title=row["title"],
        text=row["text"] if has_text else "",
        url=row.get("url") or "",
        outlet=row.get("publisher") or "",
        language=row["lang"],
        published_at=at,
        first_seen_at=at or START + timedelta(seconds=number),
    )


def _own_article(number: int, row: dict[str, str]) -> Article:
    at = datetime.fromisoformat(row["at"].replace("Z", "+00:00"))
    return Article(
        id=number,
        title=row["title"],
        text=row["text"],
        outlet=row["outlet"],
        language=row["language"],
        published_at=at,
        first_seen_at=at + timedelta(minutes=2),
    )


def _traffic(number: int, row: dict[str, str], share: float) -> Article:
    at = datetime(2024, 3, 1, tzinfo=UTC) + timedelta(days=30) * share
    return Article(
        id=number,
        title=row["title"],
        outlet=row["url"].split("/")[2],
        language="en",
        first_seen_at=at,
        published_at=at,
    )


def _groups(keys: Sequence[object]) -> dict[object, set[int]]:
    groups: dict[object, set[int]] = {}
    for number, key in enumerate(keys):
        groups.setdefault(key, set()).add(number)
    return groups


def _pairs(keys: Sequence[object]) -> int:
    return sum(len(group) * (len(group) - 1) // 2 for group in _groups(keys).values())


def _scores(precision: float, recall: float) -> tuple[float, float, float]:
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0
