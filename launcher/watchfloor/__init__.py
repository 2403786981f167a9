"""Starts the rooms that lie in this package; their generic names are seen by nobody else."""

import sys
from pathlib import Path


def main() -> int:
    """`watchfloor …`: the rooms come first on the path of this process alone."""
    sys.path.insert(0, str(Path(__file__).resolve().parent / "rooms"))
    from bot.cli import main as run

    return run()
