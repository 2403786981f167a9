"""Runs a plan of kills against the local Discord and reckons up what arrived."""

import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.kill.reckoning import Verdict, reckon
from tests.e2e.kill.worker import Plan, plan_as_json
from tests.fakes.discord import Channel, FakeDiscord, Fault, Timing

ROOT = Path(__file__).resolve().parents[3]
SEND = "POST /channels/*/messages"
CHANNELS = 3
NONCE_WINDOW_S = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run of kills came to."""

    verdict: Verdict
    kills: int
    outages: int
    is_finished: bool
    repeated_nonces: int
    faults: int


def plant_faults(fake: FakeDiscord, roughness: float = 1.0) -> None:
    """What Discord does on bad days: work done and the answer lost, refusals, limits."""
    for fault in (
        Fault(route=SEND, status=503, is_after=True, chance=0.03 * roughness, times=None),
        Fault(route=SEND, kind="drop", is_after=True, chance=0.03 * roughness, times=None),
        Fault(route=SEND, kind="reset", is_after=True, chance=0.01, times=None),
        Fault(route=SEND, status=503, chance=0.01, times=None),
        Fault(route=SEND, kind="delay", delay_s=0.2, chance=0.1, times=None),
        Fault(route=SEND, status=429, delay_s=0.05, chance=0.02, times=None),
    ):
        fake.faults.plant(fault)


async def run_kills(
    tmp_path: Path,
    *,
    kills: int,
    nonce_window_s: float = NONCE_WINDOW_S,
    roughness: float = 1.0,
    **plan: object,
) -> Outcome:
    """So many kills of one variant of the sender, then a last life that may finish."""
    async with FakeDiscord(timing=Timing(nonce_window_s=nonce_window_s)) as fake:
        guild = fake.add_guild()
        channels = [fake.add_channel(guild, f"news-{number}") for number in range(CHANNELS)]
        plant_faults(fake, roughness)
        told = await run_worker(
            Plan(
                api_url=fake.api_url,
                token=fake.token,
                data_dir=str(tmp_path),
                guild_id=guild.id,
                channel_ids=tuple(channel.id for channel in channels),
                kills=kills,
                **{"stories": kills * 4, "seed": 1, **plan},  # type: ignore[arg-type]
            )
        )
        return Outcome(
            verdict=reckon(owed(kills * 4), seen(fake, channels)),
            repeated_nonces=fake.repeated_nonces,
            faults=sum(fault.hits for fault in fake.faults.planted),
            **told,
        )


async def run_worker(plan: Plan) -> dict[str, int]:
    """The process that lives and is killed; what it says at its end."""
    worker = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.e2e.kill.worker", plan_as_json(plan)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await worker.communicate()
    told: dict[str, int] = json.loads(out)
    return told


def owed(stories: int) -> Sequence[str]:
    """What every channel is owed, in order."""
    return [f"story:{number}:1" for number in range(stories)]


def seen(fake: FakeDiscord, channels: Sequence[Channel]) -> dict[int, list[str]]:
    """What each channel shows, oldest first."""
    return {
        channel.id: [message.text for message in fake.messages(channel)] for channel in channels
    }
