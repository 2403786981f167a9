"""A loop works when it is woken, survives what its work raises, and stops in order."""

import asyncio

from bot.loops import Loop


async def test_a_fault_is_counted_and_the_loop_goes_on() -> None:
    """What the work raises never ends the loop."""
    seen: list[int] = []
    done = asyncio.Event()

    async def work() -> None:
        seen.append(len(seen))
        if len(seen) == 1:
            loop.wake()
            raise ValueError("once")
        done.set()

    # given a loop whose first work fails
    loop = Loop("test", work, tick_s=0.001)
    running = asyncio.create_task(loop.run())

    # when it has worked again
    await asyncio.wait_for(done.wait(), 5)
    loop.stop()
    await running

    # then the fault was counted, once
    assert loop.faults == 1


async def test_a_wake_up_during_the_work_is_not_lost() -> None:
    """Woken while it works, the loop works once more without waiting for its tick."""
    times = 0
    second = asyncio.Event()

    async def work() -> None:
        nonlocal times
        times += 1
        if times == 1:
            loop.wake()
        else:
            second.set()

    loop = Loop("test", work, tick_s=3600)
    running = asyncio.create_task(loop.run())
    await asyncio.wait_for(second.wait(), 5)
    loop.stop()
    await running
    assert times == 2


async def test_stop_lets_the_work_under_way_finish() -> None:
    """A stop cuts nothing off."""
    begun, may_end, ended = asyncio.Event(), asyncio.Event(), []

    async def work() -> None:
        begun.set()
        await may_end.wait()
        ended.append(True)

    loop = Loop("test", work, tick_s=3600)
    running = asyncio.create_task(loop.run())
    await begun.wait()
    loop.stop()
    may_end.set()
    await running
    assert ended == [True]
