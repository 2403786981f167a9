"""Killed at random moments, with Discord at its worst: nothing lost, nothing doubled.

The naive orders are run beside it and must fail: a harness that cannot fail shows nothing.
"""

from pathlib import Path

import pytest

from tests.e2e.kill.harness import run_kills


async def test_twenty_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    """The outbox with a fixed nonce and a look into history, killed twenty times."""
    # when
    outcome = await run_kills(tmp_path, kills=20)
    # then
    assert outcome.is_finished
    assert outcome.kills == 20
    assert outcome.verdict.expected == 20 * 4 * 3
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


@pytest.mark.soak
async def test_five_hundred_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    """The same for the length of a soak."""
    # when
    outcome = await run_kills(tmp_path, kills=500, seed=3, last_life_s=300.0)
    # then
    assert outcome.is_finished
    assert outcome.kills == 500
    assert outcome.verdict.is_exact, outcome
