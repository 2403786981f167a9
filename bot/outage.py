"""After an outage: what came meanwhile is one labelled digest a place, not a flood of alerts."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.beat import read_vitals
from watchers.model import Place
from watchers.pipeline import Pipeline
from watchers.ringing import owe_catch_up
from watchers.store import Tx, installation, places, sources

log = logging.getLogger(__name__)

MEMO = "outage"
OUTAGE_FROM = timedelta(hours=1)
"""A shorter rest is none: its few articles alert as ever."""
CATCH_UP_AT_MOST = timedelta(minutes=10)


class Outage:
    """Holds alerts from a start after an outage until every source was polled once."""

    def __init__(
        self, pipeline: Pipeline, *, clock: Callable[[], datetime], on_owed: Callable[[], None]
    ) -> None:
        self._pipeline = pipeline
        self._clock = clock
        self._on_owed = on_owed
        self._since: datetime | None = None
        self._started_at = clock()

    async def begin(self) -> None:
        """Look at the last pulse; call before the first poll and the first new pulse."""
        self._started_at = now = self._clock()
        self._since = await self._pipeline.store.write(lambda tx: find_outage(tx, now))
        if self._since is not None:
            self._pipeline.is_catching_up = True
            log.warning("outage seen since=%s", self._since.isoformat())

    async def look(self) -> None:
        """End the catching up once it is done, and owe each place what was held."""
        if self._since is None or not await self._is_done():
            return
        since, self._since = self._since, None
        self._pipeline.is_catching_up = False
        for place in await self._pipeline.store.read(places.following_places):
            await self._tell(place, since)
        now = self._clock()
        await self._pipeline.store.write(lambda tx: installation.keep_memo(tx, MEMO, {}, now))

    async def _is_done(self) -> bool:
        now = self._clock()
        if now - self._started_at > CATCH_UP_AT_MOST:
            return True
        return await self._pipeline.store.read(lambda tx: are_all_polled(tx, self._started_at))

    async def _tell(self, place: Place, since: datetime) -> None:
        now = self._clock()
        owed = await self._pipeline.store.write(lambda tx: owe_catch_up(tx, place, since, now))
        if owed:
            log.info("outage told place=%d", place.id)
            self._on_owed()


def find_outage(tx: Tx, now: datetime) -> datetime | None:
    """Since when nobody watched, if for long; kept until it is told, should the process die."""
    open_since = (installation.memo(tx, MEMO) or {}).get("since")
    if open_since is not None:
        return datetime.fromisoformat(str(open_since))
    pulse = read_vitals(tx, now).pulse
    if pulse is None or now - pulse.at < OUTAGE_FROM:
        return None
    installation.keep_memo(tx, MEMO, {"since": pulse.at.isoformat()}, now)
    return pulse.at


def are_all_polled(tx: Tx, since: datetime) -> bool:
    """Whether every source that is polled has been looked at since then."""
    polled = (each.last_checked_at for each in sources.all_sources(tx))
    return all(at is not None and at >= since for at in polled)
