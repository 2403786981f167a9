"""Builds everything once and owns every task; nothing else in the program starts one."""

import asyncio
import logging
import os
import shutil
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TextIO

from bot import __version__
from bot.attempts import Patience
from bot.beat import Beat
from bot.bells import Bells
from bot.commands.context import Chat
from bot.commands.drafts import Drafts
from bot.deliver import Deliverer, Rhythm
from bot.discord_side import DiscordSide
from bot.health import PULSE_EVERY_S, DiscordState
from bot.keeping import Keeping
from bot.loops import Loop
from bot.metrics import Counts, format_metrics
from bot.newsroom import Desk, LiveNewsroom
from bot.outfit import Outfit
from bot.polling import Manners, PollLoop, PollRhythm
from bot.render import outbox
from bot.render.terminal import Screen
from bot.render.words import load_words
from bot.source_notices import SourceNotices
from bot.status import gather_status
from bot.terminal_place import follow_everything, forget_terminal
from bot.timers import Timers
from bot.web import Questions, Web
from bot.wires import TokenRefusedError, Wire
from bot.wires.over_terminal import TerminalWire
from config.catalogue import Catalogue
from config.pace import poll_pace
from config.settings import Settings
from config.terms import fetch_settings
from watchers.pipeline import Pipeline
from watchers.polling import Poller
from watchers.sources.fetch import Fetcher
from watchers.sources.politeness import Politeness
from watchers.sources.reader import FeedReader
from watchers.store import Store, Tx, sources, watches

log = logging.getLogger(__name__)

DONE, TOKEN_REFUSED = 0, 78  # sysexits.h, EX_CONFIG: no restart will help
WIDEST = 100
RHYTHMS_EVERY_S = 3600.0
HEALTH_EVERY_S = 60.0
LOOK_AGAIN_S = 60.0
"""Every loop looks by itself this often, should the timers ever stand still."""


class Runner(Protocol):
    """What runs until it is stopped, and stops when asked to, with its work in order."""

    async def run(self) -> None: ...

    def stop(self) -> None: ...


def utc_now() -> datetime:
    """The clock of the running service."""
    return datetime.now(UTC)


def serve(settings: Settings, catalogue: Catalogue) -> int:
    """Run the service until SIGTERM or SIGINT; its exit code."""
    return asyncio.run(_serve(settings, catalogue))


async def _serve(settings: Settings, catalogue: Catalogue) -> int:
    app = App(settings, catalogue)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, app.stop)
    try:
        await app.run()
    except TokenRefusedError:
        return TOKEN_REFUSED
    return DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the loops are built from."""

    pipeline: Pipeline
    poller: Poller
    deliverer: Deliverer
    discord: DiscordSide | None


class App:
    """The service: `run` until `stop`. A wire of one's own takes the place of Discord's."""

    store: Store
    newsroom: LiveNewsroom
    polling: PollLoop

    def __init__(
        self,
        settings: Settings,
        catalogue: Catalogue,
        *,
        wire: Wire | None = None,
        stream: TextIO | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._settings = settings
        self._catalogue = catalogue
        self._wire = wire
        self._stream = stream or sys.stdout
        self._clock = clock
        self._words = load_words()
        self._timers = Timers()
        self._runners: list[Runner] = []
        self._is_stopping = False
        self.is_running = asyncio.Event()

    def stop(self) -> None:
        """Silence the timers and let what is under way finish; `run` returns soon after."""
        self._is_stopping = True
        self._timers.stop()
        for runner in self._runners:
            runner.stop()

    async def run(self) -> None:
        """Serve until stopped; raises TokenRefusedError when Discord refuses the token."""
        async with AsyncExitStack() as stack:
            await self._build(stack)
            if self._is_stopping:
                return
            self._timers.start()
            self.is_running.set()
            log.info("service started version=%s", __version__)
            await self._run_all()
        log.info("service stopped")

    async def _run_all(self) -> None:
        try:
            async with asyncio.TaskGroup() as tasks:
                for runner in self._runners:
                    tasks.create_task(self._run_one(runner))
        except* TokenRefusedError:
            log.error("Discord refuses the token: make a new one and set it, then start again")
            raise TokenRefusedError from None

    async def _run_one(self, runner: Runner) -> None:
        """A runner that ends by itself ends the service, in order."""
        try:
            await runner.run()
        finally:
            if not self._is_stopping:
                self.stop()

    async def _build(self, stack: AsyncExitStack) -> None:
        settings = self._settings
        self.store = Store.open(settings.database, data_dir=settings.data_dir)
        stack.callback(self.store.close)
        discord = self._build_discord(stack)
        await self.store.write(self._sync)
        pipeline = Pipeline(self.store, clock=self._clock, max_age_h=settings.alerts.max_age_h)
        await pipeline.open()
        self._build_loops(
            Parts(
                pipeline=pipeline,
                poller=await self._build_poller(stack, pipeline),
                deliverer=self._build_deliverer(discord),
                discord=discord,
            )
        )
        await self._build_web(stack)

    def _sync(self, tx: Tx) -> None:
        now = self._clock()
        sources.sync_catalogue(tx, self._catalogue.publishers, self._catalogue.sources, now)
        watches.sync_packs(tx, self._catalogue.packs, now)
        if self._settings.discord.token is None:
            follow_everything(tx, now)
        else:
            forget_terminal(tx)

    async def _build_poller(self, stack: AsyncExitStack, pipeline: Pipeline) -> Poller:
        fetching = fetch_settings(self._settings, __version__)
        fetcher = await stack.enter_async_context(Fetcher(fetching))
        reader = await stack.enter_async_context(self._build_reader())
        return Poller(pipeline, fetcher, reader, poll_pace(self._settings))

    def _build_reader(self) -> FeedReader:
        fetch = self._settings.fetch
        return FeedReader(limit_s=fetch.read_deadline_s, memory_bytes=fetch.read_memory_max_bytes)

    def _build_discord(self, stack: AsyncExitStack) -> DiscordSide | None:
        if self._settings.discord.token is None:
            return None
        self.store.hold_token(self._settings.discord.token.get_secret_value())
        discord = DiscordSide(self._settings, self.store, self._clock)
        stack.push_async_callback(discord.close)
        return discord

    def _build_deliverer(self, discord: DiscordSide | None) -> Deliverer:
        deliver = self._settings.deliver
        outfit = Outfit(
            store=self.store,
            wire=self._wire or (discord.wire if discord else self._terminal()),
            render=lambda contents: outbox.render(contents, self._words),
            clock=self._clock,
            patience=Patience(resend_window_s=deliver.resend_window_s),
        )
        rhythm = Rhythm(tick_s=deliver.tick_s, stop_within_s=deliver.stop_within_s)
        return Deliverer(outfit, rhythm)

    def _terminal(self) -> TerminalWire:
        return TerminalWire(self._stream, screen_of(self._stream))

    def _build_loops(self, parts: Parts) -> None:
        """Every task of the service, and the timers that wake them."""
        settings, clock = self._settings, self._clock
        self.polling = self._build_polling(parts)
        self.newsroom = self._build_newsroom(parts)
        bells = Bells(parts.pipeline, clock=clock, on_owed=parts.deliverer.wake)
        keeping = Keeping(parts.pipeline, settings.store, settings.data_dir, clock)
        self._discord, self._deliverer = parts.discord, parts.deliverer
        self._beat = Beat(self.store, clock=clock, discord_state=lambda: state_of(parts.discord))
        self._runners += [self.polling, parts.deliverer]
        self._every(settings.fetch.tick_s, self.polling.wake, "due sources")
        self._every(settings.deliver.tick_s, parts.deliverer.wake, "outbox")
        self._loop("digests", bells.ring, settings.alerts.tick_s)
        self._loop("rhythms", bells.look_for_rhythms, RHYTHMS_EVERY_S)
        health = SourceNotices(self.store, clock=clock, on_owed=parts.deliverer.wake)
        self._loop("source health", health.look, HEALTH_EVERY_S)
        self._loop("sweep", keeping.sweep, settings.store.sweep_every_s)
        self._loop("backup", keeping.back_up, settings.store.sweep_every_s)
        self._loop("pulse", self._beat.beat, PULSE_EVERY_S)
        if parts.discord:
            self._runners.append(parts.discord.open_gateway(self._chat()))

    def _loop(self, name: str, work: Callable[[], Awaitable[object]], seconds: float) -> None:
        loop = Loop(name, work, tick_s=seconds + LOOK_AGAIN_S)
        self._runners.append(loop)
        self._every(seconds, loop.wake, name)

    def _every(self, seconds: float, wake: Callable[[], None], name: str) -> None:
        self._timers.every(seconds, wake, name=name)

    def _build_polling(self, parts: Parts) -> PollLoop:
        settings = self._settings
        rhythm = PollRhythm(
            parallel=settings.fetch.parallel, stop_within_s=settings.deliver.stop_within_s
        )
        polling = PollLoop(
            self.store,
            parts.poller,
            Manners(
                politeness=Politeness(settings.fetch.host_pause_s),
                is_exempt=parts.poller.is_exempt,
            ),
            clock=self._clock,
            rhythm=rhythm,
        )
        polling.on_owed = parts.deliverer.wake
        return polling

    def _build_newsroom(self, parts: Parts) -> LiveNewsroom:
        def wake() -> None:
            self.polling.wake()
            parts.deliverer.wake()

        desk = Desk(pipeline=parts.pipeline, poller=parts.poller, clock=self._clock, wake=wake)
        retention = timedelta(days=self._settings.store.retention_days)
        return LiveNewsroom(desk, retention=retention)

    def _chat(self) -> Chat:
        return Chat(
            store=self.store,
            words=self._words,
            newsroom=self.newsroom,
            clock=self._clock,
            drafts=Drafts(self._clock),
            version=__version__,
            started_at=self._clock(),
        )

    async def _build_web(self, stack: AsyncExitStack) -> None:
        address = self._settings.http.address
        if address is None:
            return
        questions = Questions(
            find_ailments=self._beat.find_ailments,
            gather_status=self._gather_status,
            is_alive=lambda: self._beat.is_alive,
            format_metrics=self._format_metrics,
        )
        web = await stack.enter_async_context(Web(address, questions))
        log.info("pages served host=%s port=%d", address[0], web.port)

    async def _format_metrics(self) -> bytes:
        loops = [runner for runner in self._runners if isinstance(runner, Loop)]
        discord = self._discord
        counts = Counts(
            polls=self.polling.counts,
            sends=self._deliverer.counts,
            loop_faults={loop.name: loop.faults for loop in loops},
            client_starts=discord.client_starts if discord else 0,
            invalid_answers=discord.pacer.invalid_count if discord else 0,
        )
        return format_metrics(counts, await self._gather_status())

    async def _gather_status(self) -> Mapping[str, Any]:
        now = self._clock()
        return await self.store.read(lambda tx: gather_status(tx, now))


def state_of(discord: DiscordSide | None) -> DiscordState:
    """How far Discord has been reached; off without a token."""
    return discord.state if discord else DiscordState.OFF


def screen_of(stream: TextIO) -> Screen:
    """The terminal behind a stream, as wide as it is; 80 columns and no colour elsewhere."""
    if not stream.isatty():
        return Screen()
    columns = shutil.get_terminal_size().columns
    return Screen(width=min(columns, WIDEST), is_coloured="NO_COLOR" not in os.environ)
