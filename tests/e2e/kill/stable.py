"""Starts the real service without paying for its imports: each life is a fork of one process.

`start LOG` on standard input forks a child that runs `bot run` with this environment, its output
appended to that file; its process id is printed. Nothing but the imports is shared.
"""

import os
import signal
import sys

import bot.app
import bot.cli
import bot.cli.run


def start(log: str) -> int:
    """Fork one life; its process id."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _redirect(log)
        code = bot.cli.main(["run"])
    finally:
        os._exit(code)


def _redirect(log: str) -> None:
    target = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(target, 1)
    os.dup2(target, 2)


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the killed are not waited for
    for line in sys.stdin:
        print(start(line.strip()), flush=True)
