"""The shared corpora of feed files, read in place, with what their suites expect of them."""

import json
import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from watchers.sources.formats.dates import read_date

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval"
_MADE_UP = re.compile(r"[0-9a-f]{31,32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
BASE_URL = "http://example.com/feed"


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What a suite expects of one entry; None where it says nothing."""

    title: str | None = None
    url: str | None = None
    guid: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class CorpusFile:
    """One feed file; `entries` None where no suite says what to expect."""

    name: str
    body: bytes
    suite: str
    feed_title: str | None = None
    entries: tuple[Expected, ...] | None = None
    count: int | None = None
    about: Mapping[str, Any] = field(default_factory=dict)


def read_corpus(archive: str) -> Iterator[CorpusFile]:
    """Every file of `feeds_real` or `feeds_conformance`."""
    with tarfile.open(SHARED / f"{archive}.tar.xz") as tar:
        held = {
            member.name: file.read()
            for member in tar.getmembers()
            if member.isfile() and (file := tar.extractfile(member))
        }
    for line in held[f"{archive}/index.jsonl"].splitlines():
        row = json.loads(line)
        yield _file(row, held, archive)


def _file(row: dict[str, Any], held: dict[str, bytes], archive: str) -> CorpusFile:
    expected = row.get("expected") or {}
    entries = None
    if "n" in expected:
        entries = _entries(expected, _detail(row, held, archive))
    return CorpusFile(
        name=row["id"],
        body=held[f"{archive}/{row['file']}"],
        suite=row["set"],
        feed_title=expected.get("feed_title"),
        entries=entries,
        count=row.get("count_gold"),
        about=row,
    )


def _detail(row: dict[str, Any], held: dict[str, bytes], archive: str) -> list[dict[str, Any]]:
    """The suite's own expectation of each entry, where it has one."""
    wanted = row["expected"]["file"].rpartition("/")[2]
    folder = f"{archive}/expected/{row['set']}/"
    tail = "/".join(row["expected"]["file"].split("/")[-3:])
    names = [n for n in held if n.startswith(folder) and n.endswith(f"/{wanted}")]
    names.sort(key=lambda name: not name.endswith(tail))
    if not names:
        return []
    try:
        document = json.loads(held[names[0]])
    except ValueError:
        return []
    document = document.get("feed", document) if isinstance(document, dict) else {}
    found = document.get("entries") or document.get("items") or []
    return [each for each in found if isinstance(each, dict)]


def _entries(expected: dict[str, Any], detail: list[dict[str, Any]]) -> tuple[Expected, ...]:
    count = expected["n"]
    titles = expected.get("titles") or [None] * count
    ids = expected.get("ids") or [None] * count
    if len(detail) != count:
        detail = [{}] * count
    return tuple(
        Expected(
            title=title,
            url=_link(each),
            guid=_own(guid or _guid(each)),
            published_at=_published(each),
        )
        for title, guid, each in zip(titles, ids, detail, strict=False)
    )


def _link(entry: dict[str, Any]) -> str | None:
    if isinstance(entry.get("link"), str):
        return str(entry["link"])
    for link in entry.get("links") or ():
        if isinstance(link, dict) and (link.get("rel") or "alternate") == "alternate":
            return link.get("href")
    return None


def _guid(entry: dict[str, Any]) -> str | None:
    guid = entry.get("guid") or entry.get("id")
    return guid.get("value") if isinstance(guid, dict) else guid


def _own(guid: str | None) -> str | None:
    """A guid of the document's own; what a suite's reader makes up for a missing one is a hash."""
    return None if guid is None or _MADE_UP.fullmatch(guid) else guid


def _published(entry: dict[str, Any]) -> datetime | None:
    for name in ("publishedParsed", "pubDateParsed", "isoDate", "published"):
        if isinstance(entry.get(name), str):
            return read_date(entry[name])
    return None
