"""The labelled story sets of the shared folder as articles, with the true story of each."""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from watchers.model import Article

SHARED = Path(__file__).resolve().parents[2] / "shared"
START = datetime(2024, 1, 1, tzinfo=UTC)
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
