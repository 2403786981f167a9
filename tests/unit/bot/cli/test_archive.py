"""An archive's lines as values."""

import json
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.archive import LONG_AGO, Articles, read_watches
from watchers.model import AliasKind, Article, WatchKind


def _articles(folder: Path, *rows: dict[str, object]) -> list[Article]:
    path = folder / "articles.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return [article for _, article in Articles(path)]


def test_the_clock_of_an_archive_never_goes_back(tmp_path: Path) -> None:
    """First sight is publication, and never before the line above; unknown dates take its time."""
    # when
    articles = _articles(
        tmp_path,
        {"id": 1, "title": "a"},
        {"id": 2, "title": "b", "published_at": "2023-08-14T09:00:00+09:00"},
        {"id": 3, "title": "c", "published_at": "2023-08-13"},
        {"id": 4, "title": "d", "published_at": ""},
    )
    # then
    noon = datetime(2023, 8, 14, tzinfo=UTC)
    assert [each.first_seen_at for each in articles] == [LONG_AGO, noon, noon, noon]
    assert articles[2].published_at == datetime(2023, 8, 13, tzinfo=UTC)


def test_a_missing_source_is_an_outlet_of_its_own(tmp_path: Path) -> None:
    """Two articles of one source share it; two without any share nothing."""
    # when
    articles = _articles(
        tmp_path,
        {"id": 1, "title": "a", "source": "Harbour Wire"},
        {"id": 2, "title": "b", "source": "Harbour Wire"},
        {"id": 3, "title": "c"},
        {"id": 4, "title": "d", "source": None},
    )
    # then
    assert articles[0].publisher == articles[1].publisher
    assert len({each.publisher for each in articles}) == 3
    assert len({each.source_id for each in articles}) == 3


def test_watches_take_both_forms_of_aliases(tmp_path: Path) -> None:
    """Strings and objects; blanks are left out, unknown keys ignored."""
    # given
    path = tmp_path / "watches.jsonl"
    acronym = {"text": "UFS", "kind": "acronym", "note": 1}
    row = {"id": "w", "name": "W", "kind": "exercise", "aliases": ["A", " ", acronym], "x": []}
    path.write_text(json.dumps(row))
    # when
    found = read_watches(path)
    # then
    (watch,) = found.watches
    assert (watch.kind, found.names) == (WatchKind.EXERCISE, {1: "w"})
    assert [(a.text, a.kind) for a in watch.aliases] == [
        ("A", AliasKind.NAME),
        ("UFS", AliasKind.ACRONYM),
    ]


def test_ids_keep_their_type(tmp_path: Path) -> None:
    """A number is found by what is typed, and given back as a number."""
    # given
    path = tmp_path / "watches.jsonl"
    path.write_text('{"id": 7, "name": "W"}\n{"id": "seven", "name": "V"}\n')
    # when
    found = read_watches(path)
    # then
    assert found.names == {1: 7, 2: "seven"}
    assert (found.number_of("7"), found.number_of("seven"), found.number_of("8")) == (1, 2, None)
