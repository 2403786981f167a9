"""Dates of events: labelled sentences read right, beside a general date library.

The sentences are the project's own (tests/samples/event_dates.jsonl). The library, dateparser, is
given the day of writing and the language, and is right where it finds the same days, whatever else
they belong to: kinds of event and times of saying are not asked of it.
"""

import json
import warnings
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dateparser.search import search_dates

from watchers.model import Article
from watchers.stories.dates import read_event_dates

SAMPLES = Path(__file__).resolve().parents[1] / "tests" / "samples" / "event_dates.jsonl"
Case = dict[str, Any]


def run() -> list[dict[str, Any]]:
    """One row per language and one for all."""
    by_language: dict[str, list[Case]] = defaultdict(list)
    for line in SAMPLES.read_text("utf-8").splitlines():
        case = json.loads(line)
        by_language[case["language"]].append(case)
    groups = {**by_language, "all": [case for cases in by_language.values() for case in cases]}
    return [_row(language, cases) for language, cases in groups.items()]


def _row(language: str, cases: list[Case]) -> dict[str, Any]:
    ours = sum(_read(case) == case["dates"] for case in cases)
    library = sum(_library_days(case) == _days(case["dates"]) for case in cases)
    return {
        "language": language,
        "sentences": len(cases),
        "right": ours / len(cases),
        "dateparser right": library / len(cases),
        "goal": "≥ .95",
    }


def _read(case: Case) -> list[list[str | None]]:
    at = _at(case)
    article = Article(
        id=1,
        title="",
        text=case["text"],
        language=case["language"],
        first_seen_at=at,
        published_at=at,
    )
    return [
        [event.kind.value, event.first.isoformat(), event.last and event.last.isoformat()]
        for event in read_event_dates(article)
    ]


def _library_days(case: Case) -> set[date]:
    settings = {"RELATIVE_BASE": _at(case).replace(tzinfo=None), "PREFER_DATES_FROM": "future"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = search_dates(case["text"], languages=[case["language"]], settings=settings)
    return {at.date() for _, at in found or ()}


def _days(dates: list[list[str | None]]) -> set[date]:
    return {date.fromisoformat(day) for _, *days in dates for day in days if day}


def _at(case: Case) -> datetime:
    return datetime.fromisoformat(case["published_at"].replace("Z", "+00:00"))
