"""Timers ring, loops work: APScheduler's jobs only wake whoever looks at the database."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger


class Timers:
    """Calls wake-ups at intervals; a lost or late ring loses nothing: the tables are the truth."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def every(self, seconds: float, wake: Callable[[], None], *, name: str) -> None:
        """Ring `wake` on the event loop every so many seconds, the first time at the start."""

        # APScheduler runs plain functions in a thread, where an asyncio event must not be set.
        async def ring() -> None:
            wake()

        trigger = IntervalTrigger(seconds=seconds, timezone="UTC")
        self._scheduler.add_job(ring, trigger, id=name, next_run_time=datetime.now(UTC))

    def start(self) -> None:
        """Begin ringing; needs a running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Ring no more; what rings at this moment still wakes."""
        if self._scheduler.running:
            self._scheduler.pause()
            # A shutdown cancels the jobs under way, and APScheduler logs each as an error.
            asyncio.get_running_loop().call_soon(self._scheduler.shutdown, False)
