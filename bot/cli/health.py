"""`watchfloor health`: what `/readyz` would say, for containers."""

import sys
from argparse import Namespace
from datetime import UTC, datetime

from bot.beat import read_vitals
from bot.cli.failures import WORK_FAILED
from bot.cli.reading import open_reader
from bot.cli.surroundings import load_settings
from bot.health import find_ailments


def act(args: Namespace) -> int:
    """0 where the service is well; else what ails it, on standard error, and 1."""
    now = datetime.now(UTC)
    with open_reader(load_settings()) as store:
        vitals = store.read_now(lambda tx: read_vitals(tx, now))
    ailments = find_ailments(vitals.pulse, vitals.backlog, now)
    for ailment in ailments:
        print(f"watchfloor: {ailment}", file=sys.stderr)
    return WORK_FAILED if ailments else 0
