"""The operator's commands, one module per noun; exit codes and errors are the same for all."""

import importlib
import os
import sys
import traceback
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
    try:
        return cast("int", importlib.import_module(args.module).act(args))
    except (CommandFailed, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001 - the last one who can say it in one line
        return _tell(*_explain(error))


def _explain(error: Exception) -> tuple[str, int]:
    """What the operator reads, and the exit code."""
    # Only a command that loaded these rooms can meet their errors.
    config, store = sys.modules.get("config.faults"), sys.modules.get("watchers.store.errors")
    if config is not None and isinstance(error, config.ConfigError):
        return str(error), USAGE
    if store is not None and isinstance(error, store.StoreError):
        return str(error), WORK_FAILED
    return _describe_bug(error), WORK_FAILED


def _describe_bug(error: Exception) -> str:
    """A fault of the program itself in one line, or with its traceback where that is asked for."""
    if os.environ.get("WATCHFLOOR_LOG__LEVEL", "").lower() == "debug":
        return "".join(traceback.format_exception(error))
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return f"a fault of Watchfloor itself: {what} (WATCHFLOOR_LOG__LEVEL=debug shows where)"


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
