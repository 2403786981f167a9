"""A gateway client that ends is started again, within what a day allows."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import discord
import pytest

from bot.client import GatewayPlan
from bot.health import DiscordState
from bot.supervisor import Life, Restarts, Supervisor, login_wait_s, pause_s
from bot.wires import TokenRefusedError

PLAN = GatewayPlan(shards=1, url="wss://gateway.example", logins_left=900, reset_after_s=3600.0)
QUICK = Restarts(first_s=0.001, longest_s=0.004)


def make_life(live: Callable[[GatewayPlan], Awaitable[None]], *, identifies: int = 0) -> Life:
    async def plan() -> GatewayPlan:
        return PLAN

    async def count() -> int:
        return identifies

    return Life(plan=plan, count_identifies=count, live=live)


def test_pauses_grow_to_a_bound() -> None:
    """Each short life makes the next pause twice as long, up to a quarter of an hour."""
    assert [pause_s(n, Restarts()) for n in (0, 1, 2, 3, 50)] == [1.0, 1.0, 2.0, 4.0, 900.0]


@pytest.mark.parametrize(
    ("left", "identifies", "wait_s"),
    [(900, 0, 0.0), (900, 899, 0.0), (900, 900, 600.0), (50, 0, 3600.0), (51, 0, 0.0)],
)
def test_logins_stop_well_before_discord_resets_the_token(
    left: int, identifies: int, wait_s: float
) -> None:
    """Our own count and Discord's are both kept, with room for a person's own attempts."""
    assert login_wait_s(replace(PLAN, logins_left=left), identifies, Restarts()) == wait_s


async def test_a_client_that_ends_is_started_again() -> None:
    """A malformed event raises out of discord.py; the next client lives on."""
    # given
    lives: list[GatewayPlan] = []
    is_third = asyncio.Event()

    async def live(plan: GatewayPlan) -> None:
        lives.append(plan)
        if len(lives) < 3:
            raise KeyError("id")
        is_third.set()
        await asyncio.Event().wait()

    supervisor = Supervisor(make_life(live), QUICK)
    # when
    running = asyncio.ensure_future(supervisor.run())
    await asyncio.wait_for(is_third.wait(), 2)
    supervisor.stop()
    await asyncio.wait_for(running, 2)
    # then
    assert supervisor.starts == 3


async def test_a_refused_token_ends_it_for_good() -> None:
    """No restart helps where the token is worth nothing."""

    # given
    async def live(plan: GatewayPlan) -> None:
        raise discord.LoginFailure("Improper token has been passed.")

    supervisor = Supervisor(make_life(live), QUICK)
    # when / then
    with pytest.raises(TokenRefusedError):
        await supervisor.run()
    assert supervisor.state is DiscordState.REFUSED


async def test_no_client_is_started_when_the_days_logins_are_used() -> None:
    """The count of earlier processes counts."""
    # given
    lives: list[GatewayPlan] = []
    asked = asyncio.Event()

    async def live(plan: GatewayPlan) -> None:
        lives.append(plan)

    life = make_life(live, identifies=950)

    async def count() -> int:
        asked.set()
        return 950

    supervisor = Supervisor(replace(life, count_identifies=count), QUICK)
    # when
    running = asyncio.ensure_future(supervisor.run())
    await asyncio.wait_for(asked.wait(), 2)
    supervisor.stop()
    await asyncio.wait_for(running, 2)
    # then
    assert lives == []
