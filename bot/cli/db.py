"""`watchfloor db upgrade`: bring the database to this version's schema."""

import sys
from argparse import Namespace

from bot.cli.surroundings import load_settings
from watchers.store import Store


def act(args: Namespace) -> int:
    """Open as the service would: an older schema is backed up, then migrated."""
    settings = load_settings()
    Store.open(settings.database, data_dir=settings.data_dir).close()
    sys.stdout.write("the database is at this version's schema\n")
    return 0
