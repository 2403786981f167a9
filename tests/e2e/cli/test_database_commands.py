"""`db`, `backup`, `restore`, `status`, `health` and `sources` on a folder of an operator's own."""

import json
import sqlite3
from pathlib import Path

from tests.e2e.cli.conftest import Cli

OPML = """<opml version="2.0"><body><outline text="Strait">
<outline text="Harbour &quot;Wire&quot;" xmlUrl="https://harbour.example/rss" language="en-GB"/>
<outline text="海の新聞" xmlUrl="https://umi.example/feed"/>
<outline text="no address" xmlUrl="javascript:alert(1)"/>
</outline></body></opml>"""


def test_a_backup_comes_back(cli: Cli) -> None:
    """What is restored is of the same schema, with a prefix of its own; the old one is kept."""
    # given
    assert cli("db", "upgrade").code == 0
    # when
    copied = cli("backup", "copy.db")
    restored = cli("restore", "copy.db")
    # then
    assert (copied.code, restored.code) == (0, 0), restored.errors
    assert copied.out.startswith("wrote copy.db, ")
    assert "nothing that was sent before will be sent again" in restored.out
    kept = [path.name for path in (cli.folder / "data").rglob("*") if path.is_file()]
    assert len([name for name in kept if ".db" in name]) >= 2
    # A restored database never reuses a nonce of its earlier life.
    databases = (cli.folder / "copy.db", cli.folder / "data" / "watchfloor.db")
    assert len({_prefix(path) for path in databases}) == 2


def _prefix(path: Path) -> str:
    connection = sqlite3.connect(path)
    prefix: str = connection.execute("SELECT prefix FROM installation").fetchone()[0]
    connection.close()
    return prefix


def test_status_is_one_object(cli: Cli) -> None:
    """Versions, sources and outbox, for programs."""
    # given
    cli("db", "upgrade")
    # when
    status = json.loads(cli("status", "--json").out)
    # then
    assert {"versions", "sources", "outbox", "last_day"} <= set(status)
    # A service that never ran is not well.
    done = cli("health")
    assert done.code == 1
    assert done.errors == ["watchfloor: the service has not started yet: no pulse in the database"]


def test_feeds_of_another_reader_are_taken_once(cli: Cli) -> None:
    """They stand in a file that can be read, checked and written out again."""
    # given
    cli.file("feeds.opml", OPML)
    # when
    first, second = cli("sources", "import", "feeds.opml"), cli("sources", "import", "feeds.opml")
    # then
    assert first.out.startswith("2 sources added, 0 were there already")
    assert second.out.startswith("0 sources added, 2 were there already")
    assert cli("check").code == 0
    exported = cli("sources", "export").out
    assert 'xmlUrl="https://harbour.example/rss"' in exported
    assert "海の新聞" in exported
    assert "javascript" not in exported


def test_what_is_no_list_of_feeds_is_told(cli: Cli) -> None:
    """A page in place of OPML is one line, and nothing is kept."""
    # given
    cli.file("page.html", "<html><body>Hello</body></html>")
    # when
    done = cli("sources", "import", "page.html")
    # then
    assert done.code == 1
    assert done.errors[0].startswith("watchfloor: page.html is not OPML: ")
    assert not (cli.folder / "data").exists()


def test_a_role_that_this_version_lacks_is_refused(cli: Cli) -> None:
    """Rather than run half a service."""
    # when
    done = cli("run", "--role", "poll")
    # then
    assert done.code == 2
    assert len(done.errors) == 1
