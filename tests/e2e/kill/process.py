"""The real service, `python -m bot run`, killed and started again while news comes in."""

import asyncio
import contextlib
import os
import random
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
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
    publish_every_s: float = 1.8
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
            publishing = asyncio.ensure_future(desk.publish_every(ordeal.publish_every_s))
            outages = await kill_again_and_again(service, news, ordeal)
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


async def kill_again_and_again(service: Service, news: NewsServer, ordeal: Ordeal) -> int:
    """Each life ends at a random moment; how many outages came between.

    One in five ends while it starts, the others once it has polled for the first time.
    """
    dice = random.Random(ordeal.seed)
    outages = 0
    for _ in range(ordeal.kills):
        if dice.random() < 0.8:
            polls = len(news.log)
            await until(lambda polls=polls: len(news.log) > polls, 60)  # type: ignore[misc]
        await asyncio.sleep(dice.uniform(0, ordeal.life_s))
        await service.kill()
        if dice.random() < ordeal.outage_chance:
            outages += 1
            await asyncio.sleep(ordeal.outage_s)
        await service.start()
    await service.kill()
    return outages


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
