"""Keeps the house: forgets what is old, and copies the database while it runs."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from config.settings import StoreSettings
from watchers.model import Reader
from watchers.pipeline import Pipeline
from watchers.store import StoreError, backup, guilds, rights
from watchers.store.retention import Retention, sweep

log = logging.getLogger(__name__)


class Keeping:
    """The sweep and the backups of one service."""

    def __init__(
        self,
        pipeline: Pipeline,
        settings: StoreSettings,
        data_dir: Path,
        clock: Callable[[], datetime],
    ) -> None:
        self._pipeline = pipeline
        self._store = pipeline.store
        self._settings = settings
        self._folder = data_dir / "backups"
        self._clock = clock

    async def sweep(self) -> None:
        """Forget what is past its time, a little per transaction so that nobody waits."""
        now = self._clock()
        retention = Retention(articles_days=self._settings.retention_days)
        await self._purge_left(now - timedelta(days=retention.left_guild_days))
        gone = 0
        while count := await self._store.write(lambda tx: sweep(tx, now, retention)):
            gone += count
            await asyncio.sleep(0)
        await self._pipeline.forget_stories()
        if gone:
            log.info("swept rows=%d", gone)

    async def back_up(self) -> None:
        """Write a copy if the newest is old enough, and drop copies beyond those kept."""
        copies = sorted(self._folder.glob("watchfloor-*.db"))
        now = self._clock()
        if not self._settings.backup_every_h or not self._is_due(copies, now):
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._folder / f"watchfloor-{now:%Y%m%dT%H%M%SZ}.db"
        try:
            size = await asyncio.to_thread(backup.backup, self._store, file)
        except StoreError as error:
            log.error("backup failed error=%s", error)
            return
        log.info("backed up file=%s bytes=%d", file.name, size)
        for old in [*copies, file][: -self._settings.backups_kept]:
            old.unlink(missing_ok=True)

    def _is_due(self, copies: list[Path], now: datetime) -> bool:
        if not copies:
            return True
        age_s = now.timestamp() - copies[-1].stat().st_mtime
        return age_s >= self._settings.backup_every_h * 3600

    async def _purge_left(self, before: datetime) -> None:
        for guild_id in await self._store.read(lambda tx: guilds.left_before(tx, before)):
            await self._purge(guild_id)

    async def _purge(self, guild_id: int) -> None:
        await self._store.write(lambda tx: rights.purge(tx, Reader(guild_id=guild_id)))
        log.info("guild purged guild=%d", guild_id)
