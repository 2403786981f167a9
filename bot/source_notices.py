"""Tells a server when a source that it added itself breaks, and when it is well again."""

import logging
from collections.abc import Callable
from datetime import datetime

from bot.telling import find_listener
from watchers.model import DeliveryKind, Owed, Reason, Source, Tier
from watchers.sources.wellness import is_down, wellness
from watchers.store import Store, Tx, deliveries, guilds, rhythms, sources

log = logging.getLogger(__name__)


class SourceNotices:
    """Looks at the sources that servers added; each ailment is told once, each recovery once."""

    def __init__(
        self, store: Store, *, clock: Callable[[], datetime], on_owed: Callable[[], None]
    ) -> None:
        self._store = store
        self._clock = clock
        self._on_owed = on_owed

    async def look(self) -> None:
        """Owe what is to be told now."""
        now = self._clock()
        owed = await self._store.write(lambda tx: owe_notices(tx, now))
        if owed:
            log.info("source health told deliveries=%d", len(owed))
            self._on_owed()


def owe_notices(tx: Tx, now: datetime) -> tuple[int, ...]:
    """Owe every guild its notices on its own sources; the new deliveries' ids."""
    return tuple(
        delivery_id
        for source, guild_id in sources.links_of_guilds(tx)
        for delivery_id in _tell(tx, guild_id, source, now)
    )


def _tell(tx: Tx, guild_id: int, source: Source, now: datetime) -> tuple[int, ...]:
    told = rhythms.notices_of_guild(tx, guild_id, f"notice:source:{source.id}:")
    well = rhythms.notices_of_guild(tx, guild_id, f"notice:source-well:{source.id}:")
    ailment = wellness(source, now) if is_down(source, now) else None
    if ailment is not None:
        about = f"notice:source:{source.id}:{_since(source)}"
        why = ailment.params.get("failure", "")
        reason = Reason(code=ailment.code, params={"source": source.name, "why": why})
    elif len(told) > len(well) and source.failure is None:
        about = f"notice:source-well:{source.id}:{len(told)}"
        reason = Reason(code="source-healed", params={"source": source.name})
    else:
        return ()
    return () if about in told | well else _owe(tx, guild_id, about, reason, now)


def _since(source: Source) -> str:
    """Since when it is unwell: the same text for the same ailment."""
    if source.is_stopped:
        return "stopped"
    since = source.failing_since or source.history.last_new_at
    return since.isoformat() if since else "unknown"


def _owe(tx: Tx, guild_id: int, about: str, reason: Reason, now: datetime) -> tuple[int, ...]:
    guild = guilds.by_id(tx, guild_id)
    place = find_listener(tx, guild, now) if guild and guild.left_at is None else None
    if place is None:
        return ()
    owed = Owed(
        place_id=place.id,
        kind=DeliveryKind.NOTICE,
        about=about,
        tier=Tier.NORMAL,
        due_at=now,
        reasons=(reason,),
    )
    return deliveries.owe(tx, [owed], now)
