"""Wrong input through the real command line: one clear line with place and cure, nothing lost."""

import ctypes
import gzip
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.cli.conftest import ROOT, Cli

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1  # linux/prctl.h, linux/capability.h
FEED = "<rss version='2.0'><channel><title>T</title>{}</channel></rss>"
ENTRY = "<item><title>{}</title><link>https://a.example/{}</link></item>"


def test_a_wrong_setting_name_is_refused(cli: Cli) -> None:
    """Exit code 2, and the name that was meant."""
    # when
    done = cli("check", environ={"WATCHFLOOR_FETCH__CONTCAT": "me"})
    # then
    assert done.code == 2
    assert done.errors == [
        "watchfloor: environment: WATCHFLOOR_FETCH__CONTCAT: no such setting. "
        "Did you mean WATCHFLOOR_FETCH__CONTACT?"
    ]


def test_a_malformed_settings_line_is_named(cli: Cli) -> None:
    """File, line, and how the line should look; also for `run`, which does not start."""
    # given
    cli.file("config/settings.toml", "[alerts]\nmax_age_h == 3\n")
    # when
    done = cli("run", environ={"WATCHFLOOR_CONFIG_DIR": "config"})
    # then
    assert done.code == 2
    assert len(done.errors) == 1
    assert done.errors[0].startswith("watchfloor: config/settings.toml:2: not valid TOML: ")
    assert not (cli.folder / "data").exists()


def test_every_fault_of_the_catalogue_is_named(cli: Cli) -> None:
    """Each with file and line, so that one look mends them all; `run` does not start."""
    # given
    cli.file("config/sources.toml", '[[source]]\nkey = "a"\nname = "A"\nurl = "a.example"\n')
    cli.file("config/watchlists/w.toml", 'name = "W"\n\n[[watch]]\nkey = "Big Key"\nname = "B"\n')
    # when
    done = cli("run", environ={"WATCHFLOOR_CONFIG_DIR": "config"})
    # then
    assert done.code == 2
    places = [line.split(" ")[1] for line in done.errors]
    assert places == ["config/sources.toml:4:", "config/watchlists/w.toml:4:"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["match"],
        ["match", "--watches", "a", "--articles", "b", "--strictness", "loose"],
        ["sources"],
        ["db", "downgrade"],
        ["run", "--role", "king"],
    ],
)
def test_bad_usage_is_one_line(cli: Cli, arguments: list[str]) -> None:
    """Exit code 2, one line, and where help is."""
    # when
    done = cli(*arguments)
    # then
    assert done.code == 2
    assert len(done.errors) == 1
    assert "--help" in done.errors[0]


@pytest.mark.parametrize("command", [["health"], ["backup", "copy.db"]])
def test_a_missing_database_is_told_with_its_cure(cli: Cli, command: list[str]) -> None:
    """Nothing is made where there was nothing."""
    # when
    done = cli(*command)
    # then
    assert done.code == 1
    assert len(done.errors) == 1
    assert "watchfloor run" in done.errors[0]
    assert not (cli.folder / "data" / "watchfloor.db").exists()


@pytest.mark.parametrize("command", [["run"], ["status"]])
def test_a_file_that_is_no_database_is_left_alone(cli: Cli, command: list[str]) -> None:
    """One line that names the file and what to do, and the file as it was."""
    # given
    path = cli.file("data/watchfloor.db", "this is a diary, not a database\n" * 100)
    before = path.read_bytes()
    # when
    done = cli(*command)
    # then
    assert done.code == 1
    told = [line for line in done.errors if "is not a database" in line]
    assert len(told) == 1
    assert "watchfloor.db" in told[0]
    assert "restore" in told[0]
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", [["run"], ["status"]])
def test_a_newer_database_is_left_alone(cli: Cli, command: list[str]) -> None:
    """A schema of a later version is neither read nor changed."""
    # given
    assert cli("db", "upgrade").code == 0
    path = cli.folder / "data" / "watchfloor.db"
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_later'")
    connection.close()
    # when
    done = cli(*command)
    # then
    assert done.code == 1
    assert sum("newer Watchfloor" in line for line in done.errors) == 1
    assert sqlite3.connect(path).execute("SELECT * FROM alembic_version").fetchone() == (
        "9999_later",
    )


def _obey_file_modes() -> None:
    """Root, too, may then write only what its mode allows."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


def test_a_read_only_database_is_told(cli: Cli) -> None:
    """The file and who must be allowed what."""
    # given
    assert cli("db", "upgrade").code == 0
    (cli.folder / "data" / "watchfloor.db").chmod(0o400)
    # when
    done = cli("db", "upgrade", before=_obey_file_modes)
    # then
    assert done.code == 1
    assert "cannot be written" in done.errors[0]


def test_a_backup_is_never_overwritten(cli: Cli) -> None:
    """The file that is there stays as it is."""
    # given
    assert cli("db", "upgrade").code == 0
    path = cli.file("copy.db", "mine")
    # when
    done = cli("backup", path)
    # then
    assert done.code == 1
    assert "exists already" in done.errors[0]
    assert path.read_text() == "mine"


def test_what_is_no_backup_is_not_restored(cli: Cli) -> None:
    """The database that is there goes on."""
    # given
    assert cli("db", "upgrade").code == 0
    path = cli.file("copy.db", "mine")
    # when
    done = cli("restore", path)
    # then
    assert done.code == 1
    assert len(done.errors) == 1
    assert "copy.db" in done.errors[0]
    assert cli("db", "upgrade").code == 0


def _parse_one(cli: Cli, path: Path) -> dict[str, str]:
    done = cli("parse", path)
    assert done.code == 1
    (record,) = done.records
    assert record.pop("input") == str(path)
    assert set(record) == {"error"}
    assert "\n" not in record["error"]
    return record


NO_FEEDS = {
    "empty": b"",
    "blank": b"   \n",
    "page": b"<!doctype html><html><head><title>T</title></head><body>Hello</body></html>",
    "bytes": b"\x00\x01\x02\x03" * 100,
    "json": b'{"no": "feed"}',
    "words": b"just some words",
    "gzip": gzip.compress(FEED.encode()),
}


def test_what_is_no_feed_gives_one_line(cli: Cli) -> None:
    """Each input with an error in words, and exit code 1."""
    # given
    paths = [cli.file(name, content) for name, content in NO_FEEDS.items()]
    # when
    done = cli("parse", *paths)
    # then
    assert done.code == 1
    told = {record["input"]: record["error"] for record in done.records}
    assert list(told) == [str(path) for path in paths]
    assert [said for said in told.values() if " " not in said or "\n" in said] == []


def test_a_page_that_names_its_feed_is_told(cli: Cli) -> None:
    """The feed that the page offers is worth a try."""
    # given
    link = "<link rel=alternate type='application/rss+xml' href='https://a.example/rss'>"
    path = cli.file("page", f"<!doctype html><html><head>{link}</head><body></body></html>")
    # when
    record = _parse_one(cli, path)
    # then
    assert "https://a.example/rss" in record["error"]


def test_a_feed_of_fifty_megabytes_is_refused(cli: Cli) -> None:
    """Its size and the largest one allowed, without reading it."""
    # given
    path = cli.folder / "large"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    # when
    record = _parse_one(cli, path)
    # then
    assert "50,000,000 bytes" in record["error"]
    assert "WATCHFLOOR_FETCH__BODY_MAX_BYTES" in record["error"]


def test_a_truncated_feed_gives_what_it_has(cli: Cli) -> None:
    """The whole entries before the cut are read."""
    # given
    text = FEED.format("".join(ENTRY.format(f"Title {n}", n) for n in range(3)))
    path = cli.file("cut", text[: text.index("Title 2") + 3])
    # when
    done = cli("parse", path)
    # then
    assert [record["title"] for record in done.records][:2] == ["Title 0", "Title 1"]


def test_a_wrong_charset_does_not_spoil_the_text(cli: Cli) -> None:
    """The declaration lies; the words are read all the same."""
    # given
    title = "Российские корабли вышли из порта на учения в понедельник утром"
    lies = [("utf-8", "cp1251"), ("iso-8859-1", "utf-8"), ("no-such-charset", "utf-8")]
    feed = FEED.format(ENTRY.format(title, 1))
    paths = [
        cli.file(written + said, f"<?xml version='1.0' encoding='{said}'?>{feed}".encode(written))
        for said, written in lies
    ]
    # when
    done = cli("parse", *paths)
    # then
    assert [record["title"] for record in done.records] == [title] * 3


def test_one_unreadable_input_leaves_the_others(cli: Cli) -> None:
    """Every input has its lines; the exit code tells that one had none."""
    # given
    good = cli.file("good", FEED.format(ENTRY.format("Title", 1)))
    # when
    done = cli("parse", "none", good)
    # then
    assert done.code == 1
    assert [sorted(record)[0] for record in done.records] == ["error", "authors"]


def test_a_refused_address_is_told(cli: Cli) -> None:
    """Loopback is private until the operator allows it."""
    # when
    done = cli("parse", "http://127.0.0.1:8080/feed")
    # then
    assert done.code == 1
    assert done.records[0]["input"] == "http://127.0.0.1:8080/feed"
    assert " " in done.records[0]["error"]


def test_output_into_a_closed_pipe_ends_quietly(cli: Cli) -> None:
    """`… | head` is no fault."""
    # given
    rows = [{"id": n, "title": f"Title number {n}"} for n in range(4_000)]
    articles = cli.lines("articles.jsonl", *rows)
    script = cli.file(
        "run.sh",
        'set -o pipefail\n"$0" -P -m bot stories --articles "$1" | head -n 1\n',
    )
    # when
    done = subprocess.run(
        ["bash", "-c", script.read_text(), sys.executable, str(articles)],
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
        check=False,
        capture_output=True,
        timeout=60,
    )
    # then
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == {"article": 0, "story": 1}
