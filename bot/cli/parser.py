"""What may be typed: every command with its arguments, without loading any of them."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from bot import __version__
from bot.cli.failures import USAGE

ROLES = ("all", "poll", "match", "deliver", "bot")
STRICTNESSES = ("strict", "balanced", "wide")
MODES = ("right_away", "once_a_day", "both")
Commands = Any  # argparse gives its sub-parsers no public type


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}. See: {self.prog} --help", file=sys.stderr)
        raise SystemExit(USAGE)


def build_parser() -> argparse.ArgumentParser:
    """The parser of `watchfloor`."""
    parser = _Parser(prog="watchfloor", description="Watches the news and tells each story once.")
    parser.add_argument("--version", action="version", version=f"watchfloor {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for add in (_add_service, _add_checks, _add_matching, _add_archive, _add_sources, _add_store):
        add(commands)
    return parser


def _add_service(commands: Commands) -> None:
    run = _add(commands, "run", "the service; without a token it prints alerts here")
    run.add_argument("--role", choices=ROLES, default="all", help="default: all, in one process")
    _add(commands, "demo", "the whole path offline, on bundled feeds, printed here")


def _add_checks(commands: Commands) -> None:
    _add(commands, "check", "validate settings, sources and watchlists without network")
    _add(commands, "doctor", "check database, Discord token and permissions, and each source")
    _add(commands, "health", "exit code 0 when the service is well; for containers")
    status = _add(commands, "status", "lag, broken sources, outbox, counts, versions")
    status.add_argument("--json", action="store_true", help="one JSON object")


def _add_matching(commands: Commands) -> None:
    match = _add(commands, "match", "which articles name which watches, as JSON lines")
    _add_watches(match)
    _add_articles(match)
    _add_strictness(match)
    explain = _add(commands, "explain", "why a text does or does not match a watch")
    _add_watches(explain)
    explain.add_argument("--watch", required=True, metavar="ID", help="id of the watch in FILE")
    explain.add_argument("--json", action="store_true", help="one JSON object")
    _add_strictness(explain)
    explain.add_argument("text", nargs="+", metavar="TEXT", help="its first line is the headline")


def _add_archive(commands: Commands) -> None:
    stories = _add(commands, "stories", "group an archive's articles into stories, as JSON lines")
    _add_articles(stories)
    replay = _add(commands, "replay", "the alerts and digests of an archive, as JSON lines")
    _add_watches(replay)
    _add_articles(replay)
    _add_strictness(replay)
    replay.add_argument("--when", choices=MODES, default="both", help="default: both")
    parse = _add(commands, "parse", "what the bot sees in a feed, as JSON lines", noun="feed")
    parse.add_argument("input", nargs="+", metavar="FILE|URL")


def _add_sources(commands: Commands) -> None:
    sources = _add(commands, "sources", "subscriptions of other readers, in and out (OPML)")
    verbs = sources.add_subparsers(metavar="VERB", dest="verb", required=True)
    add = verbs.add_parser("import", help="poll the feeds of an OPML file for everyone")
    add.add_argument("file", type=Path, metavar="FILE.opml")
    verbs.add_parser("export", help="all sources that everyone sees, as OPML on standard output")


def _add_store(commands: Commands) -> None:
    backup = _add(commands, "backup", "a consistent copy of the database, also while it runs")
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = _add(commands, "restore", "put a backup in the database's place", noun="backup")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.set_defaults(verb="restore")
    backup.set_defaults(verb="backup")
    db = _add(commands, "db", "the database's own affairs")
    verbs = db.add_subparsers(metavar="VERB", dest="verb", required=True)
    verbs.add_parser("upgrade", help="bring the database to this version's schema")


def _add(
    commands: Commands, name: str, help_text: str, *, noun: str = ""
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=help_text, description=help_text.capitalize() + "."
    )
    parser.set_defaults(module=f"bot.cli.{noun or name}")
    return parser


def _file_argument(name: str, help_text: str) -> Callable[[argparse.ArgumentParser], None]:
    def add(parser: argparse.ArgumentParser) -> None:
        parser.add_argument(name, required=True, metavar="FILE", type=Path, help=help_text)

    return add


_add_watches = _file_argument("--watches", "watches, one JSON object a line; - for stdin")
_add_articles = _file_argument("--articles", "articles, one JSON object a line; - for stdin")


def _add_strictness(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--strictness", choices=STRICTNESSES, default="balanced", help="default: balanced"
    )
