"""Plays the demo: invented outlets publish, the real service polls, matches, groups and tells."""

import asyncio
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from bot.app import App
from bot.cli.failures import CommandFailed
from bot.commands.digest import Period, read_digest
from bot.demo.newsstand import Newsstand
from bot.demo.wire import ExplainingWire
from bot.render.digest import digest
from bot.render.message import Message
from bot.render.shown import Voice
from bot.render.words import load_words
from config import catalogue
from config.layers import load
from config.settings import Settings
from watchers.model import Reader
from watchers.store import Tx, deliveries, watches

STEP_MAX_S = 25.0
LOOK_EVERY_S = 0.1
INTRO = """\
Watchfloor, the whole path offline. Five invented outlets publish on this machine; the real service
polls them over HTTP and matches three watches: Kim Jong Un, Ulchi Freedom Shield, Cobra Gold.
"""
BASELINE = """\
1  The first poll of every outlet is a baseline: five articles are stored, nobody is alerted.
"""
FIRST_STORY = """\
2  Two outlets publish. One story is worth a card, which names both watches that it tells of. A
   midfielder named Kim Jong-hun and an insurer named Freedom Shields only look like watches.
"""
SECOND_STORY = """\
3  Three more outlets follow, one of them Korean, and the first begins a second story. What tells
   the first story again edits its card; what is new gets a card of its own.
"""
EDITED = """\
   The card of the first story, as it looks now:
"""
DIGEST = """\
4  What /digest answers for the same day:
"""
OUTRO = """\
So far without Discord. To go on with a real token:
  1  make the bot's account and its token: README.md, “A bot of your own”
  2  write it into a file named .env:  WATCHFLOOR_DISCORD__TOKEN=your-token
  3  start the service:  make run   (it prints the address that invites the bot)
"""


async def play(folder: Path) -> None:
    """Play all steps in that empty folder. Raises CommandFailed where a step does not come."""
    async with Newsstand() as newsstand:
        settings = _settle(folder, newsstand.port)
        offer = catalogue.load(settings.config_dir, settings.data_dir)
        voice = Voice(words=load_words())
        wire = ExplainingWire(sys.stdout, voice)
        app = App(settings, offer, wire=wire)
        wire.store = lambda: app.store
        running = asyncio.create_task(app.run())
        try:
            await Stage(app, running, newsstand, wire).perform(voice)
        finally:
            app.stop()
            with suppress(asyncio.CancelledError):
                await running


class Stage:
    """The running service with the outlets before it and the wire behind it."""

    def __init__(
        self, app: App, running: asyncio.Task[None], newsstand: Newsstand, wire: ExplainingWire
    ) -> None:
        self._app = app
        self._running = running
        self._newsstand = newsstand
        self._wire = wire

    async def perform(self, voice: Voice) -> None:
        """One step after the other, each as soon as the one before has settled."""
        _say(INTRO)
        await self._settled(cards=0)
        _say(BASELINE)
        self._newsstand.publish()
        _say(FIRST_STORY)
        await self._settled(cards=1)
        self._newsstand.publish()
        _say(SECOND_STORY)
        await self._settled(cards=2)
        self._show_edited()
        _say(DIGEST)
        for message in await self._app.store.read(lambda tx: _digest(tx, voice)):
            self._wire.print(message)
        _say(OUTRO)

    def _show_edited(self) -> None:
        for message in self._wire.edited.values():
            _say(EDITED)
            self._wire.print(message)

    async def _settled(self, *, cards: int) -> None:
        """Wait until every feed was read at this stage and all that is owed has been told."""
        try:
            async with asyncio.timeout(STEP_MAX_S):
                while not await self._is_settled(cards):
                    self._see_that_it_runs()
                    await asyncio.sleep(LOOK_EVERY_S)
        except TimeoutError:
            said = f"the demo waited {STEP_MAX_S:.0f} s for card {cards}; {self._wire.sent} came"
            raise CommandFailed(said) from None

    async def _is_settled(self, cards: int) -> bool:
        # A feed that is asked for the second time has been read and remembered the first time.
        if not self._app.is_running.is_set() or self._newsstand.fewest_polls() < 2:
            return False
        waiting = await self._app.store.read(_count_waiting)
        return waiting == 0 and self._wire.sent >= cards

    def _see_that_it_runs(self) -> None:
        if self._wire.is_closed:
            raise BrokenPipeError
        if self._running.done():
            self._running.result()
            raise CommandFailed("the service ended before the demo did")


def _settle(folder: Path, port: int) -> Settings:
    """Settings and catalogue of the demo, in the folder."""
    template = files("bot.demo").joinpath("config")
    config = folder / "config"
    (config / "watchlists").mkdir(parents=True)
    sources = template.joinpath("sources.toml").read_text(encoding="utf-8")
    (config / "sources.toml").write_text(sources.replace("{port}", str(port)), encoding="utf-8")
    watchlist = template.joinpath("watchlists", "demo.toml").read_text(encoding="utf-8")
    (config / "watchlists" / "demo.toml").write_text(watchlist, encoding="utf-8")
    environ = {
        "WATCHFLOOR_DATA_DIR": str(folder / "data"),
        "WATCHFLOOR_CONFIG_DIR": str(config),
        "WATCHFLOOR_FETCH__ALLOWED_NETWORKS": "127.0.0.0/8",
        "WATCHFLOOR_FETCH__INTERVAL_MIN_S": "0.5",
        "WATCHFLOOR_FETCH__INTERVAL_MAX_S": "0.5",
        "WATCHFLOOR_FETCH__TICK_S": "0.2",
        "WATCHFLOOR_DELIVER__TICK_S": "0.2",
        "WATCHFLOOR_STORE__BACKUP_EVERY_H": "0",
    }
    return load(environ, env_file=folder / "none")


def _count_waiting(tx: Tx) -> int:
    """Messages and edits that are owed and not yet told."""
    lanes = deliveries.counts(tx, datetime.now(UTC)).lanes
    return sum(lane.open for lane in lanes.values())


def _digest(tx: Tx, voice: Voice) -> tuple[Message, ...]:
    """What /digest answers for the last hour."""
    now = datetime.now(UTC)
    period = Period(
        watch_ids=tuple(watch.id for watch in watches.all_watches(tx)),
        since=now - timedelta(hours=24),
        until=now,
    )
    return digest(read_digest(tx, Reader(), period), voice)


def _say(text: str) -> None:
    print(text, flush=True)
