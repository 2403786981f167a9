"""`watchfloor check`: settings, sources and watchlists, without network."""

import sys
from argparse import Namespace
from collections.abc import Iterator

from bot.cli.offer import load_catalogue
from bot.cli.plain import say
from bot.cli.surroundings import load_settings
from config.catalogue import Catalogue
from config.settings import SHIPPED_CONFIG, Settings
from watchers.matching import check_watch
from watchers.model import Watch


def act(args: Namespace) -> int:
    """Say what is there and what is advised; faults are raised, each with file and line."""
    settings = load_settings()
    catalogue = load_catalogue(settings)
    own = settings.config_dir / "watchlists"
    has_own = own.exists() and own.resolve() != SHIPPED_CONFIG / "watchlists"
    advice = _advise(catalogue) if has_own else ()
    for line in dict.fromkeys((*_tell(settings, catalogue), *advice)):
        sys.stdout.write(line + "\n")
    return 0


def _tell(settings: Settings, catalogue: Catalogue) -> Iterator[str]:
    watches = sum(len(pack.watches) for pack in catalogue.packs)
    where = (
        "alerts go to Discord" if settings.discord.token else "no token: alerts go to a terminal"
    )
    yield f"settings    sound, {where}"
    publishers = len({source.publisher for source in catalogue.sources})
    yield f"sources     {len(catalogue.sources)} of {publishers} publishers"
    yield f"watchlists  {len(catalogue.packs)} with {watches} watches"


def _advise(catalogue: Catalogue) -> Iterator[str]:
    """What would make the operator's own watches better; those that ship were weighed already."""
    for pack in catalogue.packs:
        for watch in pack.watches:
            yield from _advise_on(watch)


def _advise_on(watch: Watch) -> Iterator[str]:
    for reason in check_watch(watch):
        yield f"advice      watchlists/{watch.pack}.toml, {watch.key}: {say(reason)}"
