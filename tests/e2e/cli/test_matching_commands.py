"""`match` and `explain` on files of an operator's own."""

import json

from tests.e2e.cli.conftest import Cli

ANNA = {
    "id": "anna",
    "name": "Anna Lindqvist",
    "kind": "person",
    "aliases": ["A. Lindqvist", {"text": "Анна Линдквист", "language": "ru"}],
}
NATO = {"id": 7, "name": "Northern Shield", "kind": "exercise", "context": None, "extra": 1}


def test_match_writes_a_line_for_each_pair_that_matches(cli: Cli) -> None:
    """One line per article and watch, under the ids of the files, whatever their type."""
    # given
    watches = cli.lines("watches.jsonl", ANNA, NATO)
    articles = cli.lines(
        "articles.jsonl",
        {"id": 1, "title": "Anna Lindqvist opens exercise Northern Shield", "unknown": {"x": 1}},
        {"id": "two", "title": "Nothing of interest", "summary": None},
        {
            "id": "three",
            "title": "Minister speaks",
            "text": "Northern Shield began with 3,000 troops.",
        },
    )
    # when
    done = cli("match", "--watches", watches, "--articles", articles)
    # then
    assert (done.code, done.errors) == (0, [])
    pairs = {(record["article"], record["watch"]) for record in done.records}
    assert pairs == {(1, "anna"), (1, 7), ("three", 7)}


def test_evidence_is_the_text_between_its_offsets(cli: Cli) -> None:
    """Offsets are code points of the raw input, emoji and combining marks included."""
    # given
    title = "🚢🚢 Cafe\u0301: Анна Линдквист в порту"
    watches = cli.lines("watches.jsonl", ANNA)
    articles = cli.lines("articles.jsonl", {"id": 1, "title": title})
    # when
    (record,) = cli("match", "--watches", watches, "--articles", articles).records
    # then
    best = record["evidence"][0]
    assert set(record) == {"article", "watch", "score", "role", "evidence"}
    assert set(best) == {"alias", "field", "start", "end", "text", "score"}
    assert title[best["start"] : best["end"]] == best["text"] == "Анна Линдквист"
    assert 0 <= best["score"] <= record["score"] <= 100


def test_a_lone_surrogate_does_not_stop_the_line(cli: Cli) -> None:
    """JSON can carry half a character; it stays escaped."""
    # given
    watches = cli.lines("watches.jsonl", ANNA)
    articles = cli.file("articles.jsonl", '{"id": "\\ud800", "title": "Anna Lindqvist"}\n')
    # when
    done = cli("match", "--watches", watches, "--articles", articles)
    # then
    assert done.code == 0
    assert '"article": "\\ud800"' in done.out


def test_articles_may_come_from_standard_input(cli: Cli) -> None:
    """A dash in place of a file, for pipes."""
    # given
    watches = cli.lines("watches.jsonl", ANNA)
    line = json.dumps({"id": 1, "title": "Anna Lindqvist resigns"})
    # when
    done = cli("match", "--watches", watches, "--articles", "-", stdin=line)
    # then
    assert [record["watch"] for record in done.records] == ["anna"]


def test_bad_lines_are_told_skipped_and_counted(cli: Cli) -> None:
    """Each with its number; the good lines give their matches; the exit code is 1."""
    # given
    watches = cli.lines("watches.jsonl", ANNA, {"id": "anna", "name": "Twice"})
    articles = cli.file(
        "articles.jsonl",
        b'{"id": 1, "title": "Anna Lindqvist"}\n'
        b'{"id": 2, "title": \n'
        b"[1, 2]\n"
        b'{"title": "no id"}\n'
        b'{"id": 5}\n'
        b'{"id": 6, "title": 6}\n'
        b'{"id": 7, "title": "x", "published_at": "yesterday"}\n'
        b'{"id": 8, "title": "\xff"}\n' + b"[" * 100_000 + b"\n\n"
        b'{"id": 10, "title": "Anna Lindqvist again"}\n',
    )
    # when
    done = cli("match", "--watches", watches, "--articles", articles)
    # then
    assert done.code == 1
    assert [record["article"] for record in done.records] == [1, 10]
    told = [error.removeprefix(f"watchfloor: {articles}:") for error in done.errors[1:]]
    assert done.errors[0].startswith(f"watchfloor: {watches}:2: the id 'anna' is taken")
    assert [line.partition(":")[0] for line in told] == ["2", "3", "4", "5", "6", "7", "8", "9"]
    assert all(line.endswith("line skipped") for line in told)


def test_a_missing_file_is_bad_usage(cli: Cli) -> None:
    """One line that names the file."""
    # when
    done = cli("match", "--watches", "none.jsonl", "--articles", "none.jsonl")
    # then
    assert done.code == 2
    assert done.errors == ["watchfloor: none.jsonl cannot be read: No such file or directory"]


def test_stricter_never_matches_more(cli: Cli) -> None:
    """The pairs at `strict` are among those at `balanced`, and these among those at `wide`."""
    # given
    watches = cli.lines("watches.jsonl", ANNA, NATO)
    titles = ["Anna Lindqvist", "Ana Lindquist", "Lindqvist speaks", "Nothern Sheild", "Anna"]
    rows = [{"id": number, "title": title} for number, title in enumerate(titles)]
    articles = cli.lines("articles.jsonl", *rows)
    # when
    found = [
        {
            (record["article"], record["watch"])
            for record in cli(
                "match", "--watches", watches, "--articles", articles, "--strictness", strictness
            ).records
        }
        for strictness in ("strict", "balanced", "wide")
    ]
    # then
    assert found[0] <= found[1] <= found[2]
    assert found[0]


def test_explain_tells_people_why(cli: Cli) -> None:
    """The score, and where the mention stands."""
    # given
    watches = cli.lines("watches.jsonl", ANNA)
    # when
    done = cli("explain", "--watches", watches, "--watch", "anna", "Anna", "Lindqvist", "resigns")
    # then
    assert done.code == 0
    assert done.out.startswith("Anna Lindqvist: matches with 100 of 100, as subject.\n")
    assert "“Anna Lindqvist” in the title at 0 to 14" in done.out


def test_explain_gives_one_object(cli: Cli) -> None:
    """With --json the match object, and what was refused."""
    # given
    watches = cli.lines("watches.jsonl", ANNA, NATO)
    # when
    done = cli("explain", "--watches", watches, "--watch", "7", "--json", "Sun over the harbour")
    # then
    record = json.loads(done.out)
    assert done.code == 0
    assert (record["watch"], record["score"], record["matches"]) == (7, 0.0, False)
    assert record["evidence"] == []
    assert isinstance(record["refused"], list)


def test_explain_without_such_a_watch_is_bad_usage(cli: Cli) -> None:
    """The ids that there are, in one line."""
    # given
    watches = cli.lines("watches.jsonl", ANNA, NATO)
    # when
    done = cli("explain", "--watches", watches, "--watch", "bob", "text")
    # then
    assert done.code == 2
    assert done.errors == ["watchfloor: no watch has the id “bob”; the file's ids are: anna, 7"]
