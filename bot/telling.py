"""Whom to tell, once, that a place of theirs takes no messages any more."""

from collections.abc import Iterator
from datetime import datetime

from watchers.model import DeliveryKind, Owed, Place, PlaceKind, Reason, Tier
from watchers.store import Tx, deliveries, guilds, places
from watchers.store.deliveries import Delivery
from watchers.store.guilds import Guild

ABOUT = "notice:suspended:"


def suspend(tx: Tx, delivery: Delivery, code: int, at: datetime) -> bool:
    """Suspend the place of a delivery and owe its people one notice. True where one is owed now.

    Where the delivery is itself such a notice, the next one who can be told gets it instead.
    """
    place = delivery.place
    if is_notice(delivery):
        deliveries.refuse(tx, delivery.id, Reason(code="place-gone", params={"code": code}), at)
        places.suspend(tx, place.id, code, at)
        return _tell(tx, place, delivery.about, delivery.reasons, at)
    places.suspend(tx, place.id, code, at)
    if not places.claim_telling(tx, place.id, at):
        return False
    reason = Reason(code="place-suspended", params={"channel_id": place.discord_id, "code": code})
    return _tell(tx, place, f"{ABOUT}{place.id}:{at.isoformat()}", (reason,), at)


def is_notice(delivery: Delivery) -> bool:
    """Whether the delivery tells of another place's suspension."""
    return delivery.kind is DeliveryKind.NOTICE and delivery.about.startswith(ABOUT)


def listeners(guild: Guild) -> Iterator[tuple[PlaceKind, int]]:
    """Where a guild's people can be told something, the likeliest to be read first."""
    if guild.last_channel_id is not None:
        yield PlaceKind.CHANNEL, guild.last_channel_id
    if guild.system_channel_id is not None:
        yield PlaceKind.CHANNEL, guild.system_channel_id
    if guild.owner_id is not None:
        yield PlaceKind.PERSON, guild.owner_id


def _tell(tx: Tx, gone: Place, about: str, reasons: tuple[Reason, ...], at: datetime) -> bool:
    guild = guilds.by_id(tx, gone.guild_id) if gone.guild_id is not None else None
    listener = find_listener(tx, guild, at) if guild and guild.left_at is None else None
    if listener is None:
        return False
    owed = Owed(
        place_id=listener.id,
        kind=DeliveryKind.NOTICE,
        about=about,
        tier=Tier.NORMAL,
        due_at=at,
        reasons=reasons,
    )
    return bool(deliveries.owe(tx, [owed], at))


def find_listener(tx: Tx, guild: Guild, at: datetime) -> Place | None:
    """The first of the guild's listeners that takes messages."""
    for kind, discord_id in listeners(guild):
        guild_id = guild.id if kind is PlaceKind.CHANNEL else None
        place = places.ensure(tx, kind, discord_id, at, guild_id=guild_id)
        if not place.is_suspended:
            return place
    return None
