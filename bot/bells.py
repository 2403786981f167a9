"""Rings every place's clock: digests fall due, quiet hours end, bursts and silences are told."""

import logging
from collections.abc import Callable
from datetime import datetime

from watchers.model import Place
from watchers.pipeline import Pipeline
from watchers.store import places
from watchers.watchfulness import notice_rhythms

log = logging.getLogger(__name__)


class Bells:
    """Looks at all places once a minute: slots are local times in hours and minutes."""

    def __init__(
        self, pipeline: Pipeline, *, clock: Callable[[], datetime], on_owed: Callable[[], None]
    ) -> None:
        self._pipeline = pipeline
        self._clock = clock
        self._on_owed = on_owed
        self._rung_in: datetime | None = None

    async def ring(self) -> None:
        """Owe what has fallen due since the last look; a second look in the same minute rests."""
        minute = self._clock().replace(second=0, microsecond=0)
        if minute == self._rung_in:
            return
        for place in await self._pipeline.store.read(places.following_places):
            await self._ring_one(place)
        self._rung_in = minute

    async def look_for_rhythms(self) -> None:
        """Owe notices of bursts and silences; once an hour is enough."""
        for place in await self._pipeline.store.read(places.following_places):
            await self._look_at(place)

    async def _look_at(self, place: Place) -> None:
        now = self._clock()
        owed = await self._pipeline.store.write(lambda tx: notice_rhythms(tx, place, now))
        if owed:
            log.info("rhythm noticed place=%d deliveries=%d", place.id, len(owed))
            self._on_owed()

    async def _ring_one(self, place: Place) -> None:
        owed = await self._pipeline.ring(place)
        if owed:
            log.info("digest owed place=%d deliveries=%d", place.id, len(owed))
            self._on_owed()
