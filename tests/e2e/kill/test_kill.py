"""Killed at random moments, with Discord at its worst: nothing lost, nothing doubled.

The naive orders are run beside it and must fail: a harness that cannot fail shows nothing.
"""

from pathlib import Path

import pytest

from tests.e2e.kill.harness import run_kills
from tests.e2e.kill.process import Ordeal, put_to_the_ordeal


async def test_the_sender_killed_ten_times_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """The outbox with a fixed nonce and a look into history."""
    # when
    outcome = await run_kills(tmp_path, kills=10)
    # then
    assert outcome.is_finished
    assert outcome.kills == 10
    assert outcome.verdict.expected == 10 * 4 * 3
    assert outcome.verdict.is_exact, outcome


async def test_sending_before_noting_doubles(tmp_path: Path) -> None:
    """Control: with discord.py's random nonce a lost answer or a kill makes a second message."""
    # when
    outcome = await run_kills(tmp_path, kills=10, variant="send-then-mark", outage_chance=0.0)
    # then
    assert outcome.verdict.doubled > 0
    assert outcome.verdict.lost == 0


async def test_noting_before_sending_loses(tmp_path: Path) -> None:
    """Control: what was noted and not yet sent at the kill never comes."""
    # when
    outcome = await run_kills(tmp_path, kills=10, variant="mark-then-send", outage_chance=0.0)
    # then
    assert outcome.verdict.lost > 0


async def test_a_nonce_without_a_look_into_history_doubles(tmp_path: Path) -> None:
    """Control: after an outage longer than Discord's memory the nonce alone is not enough."""
    # when
    outcome = await run_kills(
        tmp_path,
        kills=8,
        variant="nonce-only",
        roughness=6.0,
        nonce_window_s=1.0,
        outage_s=1.2,
        outage_chance=1.0,
    )
    # then
    assert outcome.verdict.doubled > 0
    assert outcome.verdict.lost == 0


@pytest.mark.timeout(400)
async def test_the_service_killed_twenty_times_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """From the feed to the channels: the whole service, killed while news comes in."""
    # when
    aftermath = await put_to_the_ordeal(tmp_path, Ordeal(kills=20))
    # then
    assert aftermath.sent_before_the_last_life > 0
    assert aftermath.verdict.expected > 20
    assert aftermath.verdict.is_exact, aftermath.told()


@pytest.mark.soak
async def test_the_sender_killed_five_hundred_times(tmp_path: Path) -> None:
    """The protocol alone, killed in milliseconds, for the length of a soak."""
    # when
    outcome = await run_kills(tmp_path, kills=500, seed=3, last_life_s=300.0)
    # then
    print(outcome)
    assert outcome.is_finished
    assert outcome.kills == 500
    assert outcome.verdict.is_exact, outcome


@pytest.mark.soak
async def test_the_service_killed_five_hundred_times(tmp_path: Path) -> None:
    """The whole service, for the length of a soak."""
    # when
    aftermath = await put_to_the_ordeal(tmp_path, Ordeal(kills=500, seed=4, settle_s=300.0))
    # then
    print(aftermath.told())
    assert aftermath.verdict.is_exact, aftermath.told()


@pytest.mark.soak
async def test_the_command_killed_in_real_time(tmp_path: Path) -> None:
    """`python -m bot run`, imports and all, with Discord's own windows and outages beyond them."""
    # given
    ordeal = Ordeal(
        kills=30,
        seed=5,
        is_forked=False,
        publish_every_s=4.0,
        resend_window_s=60.0,
        nonce_window_s=120.0,
        life_s=20.0,
        outage_s=150.0,
        outage_chance=0.15,
        settle_s=300.0,
    )
    # when
    aftermath = await put_to_the_ordeal(tmp_path, ordeal)
    # then
    print(aftermath.told())
    assert aftermath.outages > 0
    assert aftermath.verdict.is_exact, aftermath.told()
