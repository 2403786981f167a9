"""`watchfloor status`: the service in figures."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.cli.reading import open_reader
from bot.cli.surroundings import load_settings
from bot.status import gather_status


def act(args: Namespace) -> int:
    """Lines for people, or with --json one object."""
    now = datetime.now(UTC)
    with open_reader(load_settings()) as store:
        status = store.read_now(lambda tx: gather_status(tx, now))
    text = json.dumps(status, ensure_ascii=False) if args.json else "\n".join(_draw(status))
    sys.stdout.write(text + "\n")
    return 0


def _draw(status: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """Each figure on its own line under its full name."""
    for name, value in status.items():
        path = f"{before}{name}"
        if isinstance(value, Mapping):
            yield from _draw(value, f"{path}.")
        elif isinstance(value, list):
            yield f"{path:<28} {len(value)}"
            yield from (f"  {_in_one_line(each)}" for each in value)
        else:
            yield f"{path:<28} {'-' if value is None else value}"


def _in_one_line(value: object) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    return "  ".join(f"{name}={part}" for name, part in value.items())
