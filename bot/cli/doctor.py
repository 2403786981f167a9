"""`watchfloor doctor`: the surroundings as they are now."""

import asyncio
import logging
import sys
from argparse import Namespace
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from bot.checkup.database import check_database
from bot.checkup.discord import check_discord
from bot.checkup.findings import Finding, Grade
from bot.checkup.sources import check_sources
from bot.cli.failures import WORK_FAILED
from bot.cli.offer import load_catalogue
from bot.cli.reading import open_reader
from bot.cli.surroundings import load_settings
from config.catalogue import Catalogue
from config.settings import Settings
from watchers.model import Place
from watchers.store import StoreError, places


def act(args: Namespace) -> int:
    """Write one line per finding; 1 where something is ill."""
    settings = load_settings()
    catalogue = load_catalogue(settings)
    logging.disable(logging.CRITICAL)  # discord.py's warnings are findings here
    return asyncio.run(_examine(settings, catalogue))


async def _examine(settings: Settings, catalogue: Catalogue) -> int:
    counts = dict.fromkeys(Grade, 0)
    async for finding in _find_all(settings, catalogue):
        counts[finding.grade] += 1
        sys.stdout.write(f"{finding.grade:<5} {finding.about}: {finding.said}\n")
        sys.stdout.flush()
    told = ", ".join(f"{count} {grade}" for grade, count in counts.items())
    sys.stdout.write(f"{told}\n")
    return WORK_FAILED if counts[Grade.ILL] else 0


async def _find_all(settings: Settings, catalogue: Catalogue) -> AsyncIterator[Finding]:
    for finding in await asyncio.to_thread(
        lambda: tuple(check_database(settings, datetime.now(UTC)))
    ):
        yield finding
    async for finding in check_discord(settings, _followed(settings)):
        yield finding
    async for finding in check_sources(settings, catalogue.sources):
        yield finding


def _followed(settings: Settings) -> tuple[Place, ...]:
    """The channels that follow something; none where there is no database yet."""
    try:
        with open_reader(settings) as store:
            return store.read_now(places.channels)
    except StoreError:
        return ()
