"""The real service, `python -m bot run`, killed and started again while news comes in."""

import asyncio
import contextlib
import os
import random
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from tests.e2e.kill.harness import plant_faults
from tests.e2e.kill.newsdesk import NewsDesk, code_word
from tests.e2e.kill.reckoning import Verdict, reckon
from tests.e2e.service import Service
from tests.fakes.discord import ALL, Channel, FakeDiscord, Timing
from tests.fakes.news import NewsServer


@dataclass(kw_only=True)
class ForkedService(Service):
    """The same service, each life forked from a process that has imported it already."""

    stable: asyncio.subprocess.Process | None = None
    pid: int = 0

    async def start(self) -> None:
        if self.stable is None:
            self.stable = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.e2e.kill.stable"),
                cwd=self.folder,
                env=self.environment(),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
        assert self.stable.stdin is not None
        assert self.stable.stdout is not None
        self.stable.stdin.write(f"{self.folder / 'log.txt'}\n".encode())
        self.pid = int(await self.stable.stdout.readline())

    async def kill(self) -> None:
        self._signal(signal.SIGKILL)
        await self._wait_for_end()

    async def stop(self) -> int:
        self._signal(signal.SIGTERM)
        await self._wait_for_end()
        return 0

    async def close(self) -> None:
        """End the process that forks."""
        await self.kill()
        if self.stable is not None and self.stable.stdin is not None:
            self.stable.stdin.close()
            await self.stable.wait()

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            if self.pid:
                os.kill(self.pid, number)

    async def _wait_for_end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            while self.pid:
                os.kill(self.pid, 0)
                await asyncio.sleep(0.01)
        self.pid = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordeal:
    """How the service is treated."""

    kills: int
    seed: int = 1
    channels: int = 3
    publish_every_s: float = 1.0
    resend_window_s: float = 1.0
    nonce_window_s: float = 3.5
    life_s: float = 1.6
    outage_s: float = 4.0
    outage_chance: float = 0.08
    settle_s: float = 60.0
    is_forked: bool = True
    """False: every life is a new `python -m bot run`, imports and all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """What it came to."""

    verdict: Verdict
    outages: int
    sent_before_the_last_life: int
    repeated_nonces: int
    found_in_history: int
    faults: int

    def told(self) -> str:
        """All of it in a line."""
        return " ".join(f"{name}={value}" for name, value in asdict(self).items())


async def put_to_the_ordeal(folder: Path, ordeal: Ordeal) -> Aftermath:
    """Follow in every channel, then publish and kill, then let it finish and reckon up."""
    timing = Timing(nonce_window_s=ordeal.nonce_window_s)
    async with FakeDiscord(timing=timing) as fake, NewsServer() as news:
        desk = NewsDesk(news)
        service = (ForkedService if ordeal.is_forked else Service)(
            folder=folder,
            feeds=[desk.url],
            fake=fake,
            interval_s=0.3,
            settings={
                "DELIVER__RESEND_WINDOW_S": str(ordeal.resend_window_s),
                "DELIVER__TICK_S": "0.2",
            },
        )
        await service.start()
        try:
            channels = await follow_everywhere(fake, ordeal.channels)
            await until(lambda: len(news.log) >= 3, 20)
            plant_faults(fake)
            arrived = partial(count_arrived, fake, channels)
            publishing = asyncio.ensure_future(desk.publish_every(ordeal.publish_every_s, arrived))
            course = Course(service=service, news=news, arrived=arrived, ordeal=ordeal)
            outages = await course.run()
            publishing.cancel()
            owed = [code_word(number) for number in desk.numbers]
            before = sum(len(one) for one in shown(fake, channels, owed).values())
            await service.start()
            await settle(fake, channels, owed, ordeal.settle_s)
            await service.stop()
        finally:
            await service.kill()
            if isinstance(service, ForkedService):
                await service.close()
        return Aftermath(
            verdict=reckon(owed, shown(fake, channels, owed)),
            outages=outages,
            sent_before_the_last_life=before,
            repeated_nonces=fake.repeated_nonces,
            faults=sum(fault.hits for fault in fake.faults.planted),
            found_in_history=service.log.count("found delivery="),
        )


async def follow_everywhere(fake: FakeDiscord, count: int) -> Sequence[Channel]:
    """Somebody follows Kim Jong Un right away in so many channels."""
    guild = fake.add_guild()
    ann = fake.add_member(guild, "ann", permissions=ALL)
    channels = [fake.add_channel(guild, f"news-{number}") for number in range(count)]
    await fake.until_ready()
    for channel in channels:
        options = {"what": "Kim Jong Un", "when": "right away"}
        answer = await fake.slash(guild, channel, ann, "follow", options)
        await fake.click(answer, "Follow", ann)
    return channels


@dataclass(kw_only=True)
class Course:
    """Life after life, each ended at a random moment: while it starts, once it has polled, or
    (every other one) while it sends."""

    service: Service
    news: NewsServer
    arrived: Callable[[], int]
    ordeal: Ordeal

    async def run(self) -> int:
        """All kills; how many outages came between."""
        dice, outages = random.Random(self.ordeal.seed), 0
        for _ in range(self.ordeal.kills):
            await self._live(dice)
            await self.service.kill()
            if dice.random() < self.ordeal.outage_chance:
                outages += 1
                await asyncio.sleep(self.ordeal.outage_s)
            await self.service.start()
        await self.service.kill()
        return outages

    async def _live(self, dice: random.Random) -> None:
        phase = dice.random()
        if phase < 0.2:
            await asyncio.sleep(dice.uniform(0, self.ordeal.life_s))
        elif phase < 0.5:
            await self._until_more(lambda: len(self.news.log))
            await asyncio.sleep(dice.uniform(0, self.ordeal.life_s))
        else:
            await self._until_more(self.arrived)
            await asyncio.sleep(dice.uniform(0, self.ordeal.life_s / 8))

    async def _until_more(self, count: Callable[[], int]) -> None:
        begun = count()
        await until(lambda: count() > begun, 20, is_required=False)


def count_arrived(fake: FakeDiscord, channels: Sequence[Channel]) -> int:
    """Messages in the channel that has the fewest."""
    return min(len(fake.messages(channel)) for channel in channels)


async def settle(
    fake: FakeDiscord, channels: Sequence[Channel], owed: Sequence[str], seconds: float
) -> None:
    """Until all of it is there, and then a moment longer, for what would come twice."""

    def is_all_there() -> bool:
        return all(set(one) == set(owed) for one in shown(fake, channels, owed).values())

    await until(is_all_there, seconds, is_required=False)
    await asyncio.sleep(2.0)


def shown(
    fake: FakeDiscord, channels: Sequence[Channel], owed: Sequence[str]
) -> dict[int, list[str]]:
    """The code words in each channel, oldest message first."""
    known = set(owed)
    return {
        channel.id: [
            word
            for message in fake.messages(channel)
            for word in dict.fromkeys(message.text.replace("[", " ").split())
            if word in known
        ]
        for channel in channels
    }


async def until(look, seconds: float, *, is_required: bool = True) -> None:  # type: ignore[no-untyped-def]
    """Wait, bounded, until something is so."""
    try:
        async with asyncio.timeout(seconds):
            while not look():
                await asyncio.sleep(0.1)
    except TimeoutError:
        if is_required:
            raise
