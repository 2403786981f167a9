"""Timers wake on the event loop, and no more once they are stopped."""

import asyncio
import threading
from functools import partial

import pytest

from bot.timers import Timers


async def test_a_timer_rings_at_once_and_on_the_event_loop() -> None:
    """The wake-up runs in the loop's own thread, where an event may be set."""
    # given
    rung = asyncio.Event()
    threads: list[threading.Thread] = []

    def wake() -> None:
        threads.append(threading.current_thread())
        rung.set()

    timers = Timers()
    timers.every(3600, wake, name="test")

    # when
    timers.start()
    await asyncio.wait_for(rung.wait(), 5)
    timers.stop()

    # then
    assert threads == [threading.current_thread()]


async def test_stopping_in_the_middle_of_a_ring_logs_no_error(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What is about to ring when the timers stop rings to its end."""
    # given
    rung: list[int] = []
    timers = Timers()
    for number in range(3):
        timers.every(3600, partial(rung.append, number), name=f"test {number}")
    timers.start()

    # when
    await asyncio.sleep(0)  # the jobs are under way, and none has rung yet
    timers.stop()
    for _ in range(5):
        await asyncio.sleep(0)

    # then
    assert sorted(rung) == [0, 1, 2]
    assert [each for each in caplog.records if each.levelname == "ERROR"] == []


async def test_stopping_before_the_start_is_no_fault() -> None:
    """A service that never came up stops all the same."""
    Timers().stop()
