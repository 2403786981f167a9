"""The operator's commands, one module per noun; exit codes and errors are the same for all."""

import importlib
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TextIO, cast

from bot.cli.failures import USAGE, WORK_FAILED, CommandFailed
from bot.cli.parser import build_parser

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code: 0 done, 1 failed, 2 bad usage or configuration, 78 token refused."""
    _speak_utf8()
    args = build_parser().parse_args(argv)
    try:
        return _act(args)
    except CommandFailed as error:
        return _tell(str(error), error.exit_code)
    except BrokenPipeError:
        return _leave_closed_pipe()
    except KeyboardInterrupt:
        return INTERRUPTED


def _act(args: Namespace) -> int:
    """Run the command; only its own module is loaded, so that a small one starts at once."""
    from config.faults import ConfigError
    from watchers.store.errors import StoreError

    try:
        return cast("int", importlib.import_module(args.module).act(args))
    except ConfigError as error:
        return _tell(str(error), USAGE)
    except StoreError as error:
        return _tell(str(error), WORK_FAILED)


def _tell(message: str, exit_code: int) -> int:
    for line in message.splitlines():
        print(f"watchfloor: {line}", file=sys.stderr)
    return exit_code


def _speak_utf8() -> None:
    """News is in every script, whatever the locale; what no encoding holds is shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(cast("TextIO", stream), "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _leave_closed_pipe() -> int:
    """`… | head` has what it wanted; Python must not complain of it while it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
