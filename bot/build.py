"""Builds every part of the service once, from its settings; runs none of them."""

import os
import shutil
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TextIO

from bot import __version__
from bot.attempts import Patience
from bot.beat import Beat
from bot.bells import Bells
from bot.commands.context import Chat
from bot.commands.drafts import Drafts
from bot.deliver import Deliverer, Rhythm
from bot.discord_side import DiscordSide
from bot.health import PULSE_EVERY_S, DiscordState
from bot.hubs import HubParts, Hubs
from bot.keeping import Keeping
from bot.loops import Loop
from bot.newsroom import Desk, LiveNewsroom
from bot.outage import Outage
from bot.outfit import Outfit
from bot.polling import Manners, PollLoop, PollRhythm
from bot.render import outbox
from bot.render.terminal import Screen
from bot.render.words import Words
from bot.source_notices import SourceNotices
from bot.wires import Wire
from bot.wires.over_terminal import TerminalWire
from config.pace import poll_pace
from config.settings import Settings
from config.terms import fetch_settings
from watchers.pipeline import Pipeline
from watchers.polling import Poller
from watchers.sources.fetch import Fetcher
from watchers.sources.politeness import Politeness
from watchers.sources.reader import FeedReader
from watchers.store import Store

WIDEST = 100
OUTAGE_EVERY_S = 5.0
RHYTHMS_EVERY_S = 3600.0
HEALTH_EVERY_S = 60.0
HUBS_EVERY_S = 60.0


class Runner(Protocol):
    """What runs until it is stopped, and stops when asked to, with its work in order."""

    async def run(self) -> None: ...

    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What everything stands on. A wire of one's own takes the place of Discord's."""

    settings: Settings
    store: Store
    words: Words
    clock: Callable[[], datetime]
    stream: TextIO
    wire: Wire | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """A wake-up that a timer gives every so many seconds."""

    name: str
    seconds: float
    wake: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The built service."""

    pipeline: Pipeline
    fetcher: Fetcher
    poller: Poller
    polling: PollLoop
    deliverer: Deliverer
    newsroom: LiveNewsroom
    beat: Beat
    outage: Outage
    discord: DiscordSide | None = None
    hubs: Hubs | None = None


async def build_parts(ground: Ground, stack: AsyncExitStack) -> Parts:
    """Every part, opened; `stack` closes what must be closed."""
    discord = _build_discord(ground, stack)
    pipeline = Pipeline(
        ground.store, clock=ground.clock, max_age_h=ground.settings.alerts.max_age_h
    )
    await pipeline.open()
    fetcher = await stack.enter_async_context(Fetcher(fetch_settings(ground.settings, __version__)))
    reader = await stack.enter_async_context(_build_reader(ground.settings))
    poller = Poller(pipeline, fetcher, reader, poll_pace(ground.settings))
    deliverer = _build_deliverer(ground, discord)
    polling = _build_polling(ground, poller)
    polling.on_owed = deliverer.wake

    def wake() -> None:
        polling.wake()
        deliverer.wake()

    desk = Desk(pipeline=pipeline, poller=poller, clock=ground.clock, wake=wake)
    return Parts(
        pipeline=pipeline,
        fetcher=fetcher,
        poller=poller,
        polling=polling,
        deliverer=deliverer,
        newsroom=LiveNewsroom(desk, retention=_retention(ground.settings)),
        beat=Beat(ground.store, clock=ground.clock, discord_state=lambda: state_of(discord)),
        outage=Outage(pipeline, clock=ground.clock, on_owed=deliverer.wake),
        discord=discord,
        hubs=_build_hubs(ground, fetcher, poller, deliverer),
    )


def build_loops(ground: Ground, parts: Parts) -> tuple[Loop, ...]:
    """The loops beside polling and sending, in the order in which they begin."""
    settings, store, clock = ground.settings, ground.store, ground.clock
    bells = Bells(parts.pipeline, clock=clock, on_owed=parts.deliverer.wake)
    health = SourceNotices(store, clock=clock, on_owed=parts.deliverer.wake)
    keeping = Keeping(parts.pipeline, settings.store, settings.data_dir, clock)
    wanted: list[tuple[str, Callable[[], Awaitable[object]], float]] = [
        ("digests", bells.ring, settings.alerts.tick_s),
        ("outage", parts.outage.look, OUTAGE_EVERY_S),
        ("rhythms", bells.look_for_rhythms, RHYTHMS_EVERY_S),
        ("source health", health.look, HEALTH_EVERY_S),
        ("sweep", keeping.sweep, settings.store.sweep_every_s),
        ("backup", keeping.back_up, settings.store.sweep_every_s),
        ("pulse", parts.beat.beat, PULSE_EVERY_S),
    ]
    if parts.hubs:
        wanted.append(("hubs", parts.hubs.subscribe, HUBS_EVERY_S))
    return tuple(Loop(name, work, tick_s=seconds) for name, work, seconds in wanted)


def build_rings(ground: Ground, parts: Parts, loops: tuple[Loop, ...]) -> tuple[Ring, ...]:
    """Every wake-up of the timers."""
    settings = ground.settings
    return (
        Ring(name="due sources", seconds=settings.fetch.tick_s, wake=parts.polling.wake),
        Ring(name="outbox", seconds=settings.deliver.tick_s, wake=parts.deliverer.wake),
        *(Ring(name=loop.name, seconds=loop.tick_s, wake=loop.wake) for loop in loops),
    )


def build_runners(ground: Ground, parts: Parts, loops: tuple[Loop, ...]) -> tuple[Runner, ...]:
    """Every task of the service."""
    gateway = (parts.discord.open_gateway(_build_chat(ground, parts)),) if parts.discord else ()
    return (parts.polling, parts.deliverer, *loops, *gateway)


def state_of(discord: DiscordSide | None) -> DiscordState:
    """How far Discord has been reached; off without a token."""
    return discord.state if discord else DiscordState.OFF


def screen_of(stream: TextIO) -> Screen:
    """The terminal behind a stream, as wide as it is; 80 columns and no colour elsewhere."""
    if not stream.isatty():
        return Screen()
    columns = shutil.get_terminal_size().columns
    return Screen(width=min(columns, WIDEST), is_coloured="NO_COLOR" not in os.environ)


def _build_discord(ground: Ground, stack: AsyncExitStack) -> DiscordSide | None:
    token = ground.settings.discord.token
    if token is None:
        return None
    ground.store.hold_token(token.get_secret_value())
    discord = DiscordSide(ground.settings, ground.store, ground.clock)
    stack.push_async_callback(discord.close)
    return discord


def _build_reader(settings: Settings) -> FeedReader:
    fetch = settings.fetch
    return FeedReader(limit_s=fetch.read_deadline_s, memory_bytes=fetch.read_memory_max_bytes)


def _build_deliverer(ground: Ground, discord: DiscordSide | None) -> Deliverer:
    deliver = ground.settings.deliver
    terminal = TerminalWire(ground.stream, screen_of(ground.stream))
    outfit = Outfit(
        store=ground.store,
        wire=ground.wire or (discord.wire if discord else terminal),
        render=lambda contents: outbox.render(contents, ground.words),
        clock=ground.clock,
        patience=Patience(resend_window_s=deliver.resend_window_s),
    )
    return Deliverer(outfit, Rhythm(tick_s=deliver.tick_s, stop_within_s=deliver.stop_within_s))


def _build_polling(ground: Ground, poller: Poller) -> PollLoop:
    fetch = ground.settings.fetch
    manners = Manners(politeness=Politeness(fetch.host_pause_s), is_exempt=poller.is_exempt)
    rhythm = PollRhythm(
        parallel=fetch.parallel, stop_within_s=ground.settings.deliver.stop_within_s
    )
    return PollLoop(ground.store, poller, manners, clock=ground.clock, rhythm=rhythm)


def _retention(settings: Settings) -> timedelta:
    return timedelta(days=settings.store.retention_days)


def _build_hubs(
    ground: Ground, fetcher: Fetcher, poller: Poller, deliverer: Deliverer
) -> Hubs | None:
    """Subscriptions to hubs, where hubs can reach this service."""
    http = ground.settings.http
    if not http.public_url or http.address is None:
        return None
    return Hubs(
        HubParts(
            store=ground.store,
            fetcher=fetcher,
            poller=poller,
            clock=ground.clock,
            public_url=http.public_url,
            on_owed=deliverer.wake,
        )
    )


def _build_chat(ground: Ground, parts: Parts) -> Chat:
    return Chat(
        store=ground.store,
        words=ground.words,
        newsroom=parts.newsroom,
        clock=ground.clock,
        drafts=Drafts(ground.clock),
        version=__version__,
        started_at=ground.clock(),
    )
