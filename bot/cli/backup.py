"""`watchfloor backup` and `restore`: a consistent copy, and its return."""

import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.reading import open_reader
from bot.cli.surroundings import load_settings
from config.settings import Settings
from watchers.store.backup import backup, restore


def act(args: Namespace) -> int:
    """Copy or bring back, and say what was done."""
    settings = load_settings()
    said = _restore(args.file, settings) if args.verb == "restore" else _copy(args.file, settings)
    sys.stdout.write(said + "\n")
    return 0


def _copy(file: Path, settings: Settings) -> str:
    with open_reader(settings) as store:
        size = backup(store, file)
    return f"wrote {file}, {size:,} bytes"


def _restore(file: Path, settings: Settings) -> str:
    now = datetime.now(UTC)
    restored = restore(file, settings.database, data_dir=settings.data_dir, now=now)
    said = f"restored {restored.articles:,} articles and {restored.deliveries:,} deliveries"
    if restored.damaged:
        said += f"; {len(restored.damaged):,} articles do not fit their check sum"
    return f"{said}; nothing that was sent before will be sent again"
