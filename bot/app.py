"""Owns every task of the service, from its start to its stop; nothing else starts one."""

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any, TextIO

from bot import __version__
from bot.build import Ground, Parts, Runner, build_loops, build_parts, build_rings, build_runners
from bot.loops import Loop
from bot.metrics import Counts, format_metrics
from bot.newsroom import LiveNewsroom
from bot.polling import PollLoop
from bot.render.words import load_words
from bot.status import gather_status
from bot.terminal_place import follow_everything, forget_terminal
from bot.timers import Timers
from bot.web import Questions, Web
from bot.wires import TokenRefusedError, Wire
from config.catalogue import Catalogue
from config.settings import Settings
from watchers.store import Store, Tx, sources, watches

log = logging.getLogger(__name__)

DONE, TOKEN_REFUSED = 0, 78  # sysexits.h, EX_CONFIG: no restart will help


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
        self._timers = Timers()
        self._runners: tuple[Runner, ...] = ()
        self._loops: tuple[Loop, ...] = ()
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
        await self.store.write(self._sync)
        ground = Ground(
            settings=settings,
            store=self.store,
            words=load_words(),
            clock=self._clock,
            stream=self._stream,
            wire=self._wire,
        )
        parts = await build_parts(ground, stack)
        self.newsroom, self.polling = parts.newsroom, parts.polling
        self._loops = build_loops(ground, parts)
        self._runners = build_runners(ground, parts, self._loops)
        for ring in build_rings(ground, parts, self._loops):
            self._timers.every(ring.seconds, ring.wake, name=ring.name)
        await parts.outage.begin()
        await self._open_pages(stack, parts)

    def _sync(self, tx: Tx) -> None:
        now = self._clock()
        sources.sync_catalogue(tx, self._catalogue.publishers, self._catalogue.sources, now)
        watches.sync_packs(tx, self._catalogue.packs, now)
        if self._settings.discord.token is None:
            follow_everything(tx, now)
        else:
            forget_terminal(tx)

    async def _open_pages(self, stack: AsyncExitStack, parts: Parts) -> None:
        address = self._settings.http.address
        if address is None:
            return
        questions = Questions(
            find_ailments=parts.beat.find_ailments,
            gather_status=self._gather_status,
            is_alive=lambda: parts.beat.is_alive,
            format_metrics=lambda: self._format_metrics(parts),
            more_routes=parts.hubs.routes if parts.hubs else (),
        )
        web = await stack.enter_async_context(Web(address, questions))
        log.info("pages served host=%s port=%d", address[0], web.port)

    async def _format_metrics(self, parts: Parts) -> bytes:
        discord = parts.discord
        counts = Counts(
            polls=parts.polling.counts,
            sends=parts.deliverer.counts,
            loop_faults={loop.name: loop.faults for loop in self._loops},
            client_starts=discord.client_starts if discord else 0,
            invalid_answers=discord.pacer.invalid_count if discord else 0,
        )
        return format_metrics(counts, await self._gather_status())

    async def _gather_status(self) -> Mapping[str, Any]:
        now = self._clock()
        return await self.store.read(lambda tx: gather_status(tx, now))
