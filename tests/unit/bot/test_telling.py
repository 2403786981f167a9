"""Who hears that a place of theirs takes no messages any more."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import telling
from watchers.model import DeliveryKind, Owed, Place, PlaceKind, Tier
from watchers.store import Store, Tx, deliveries, guilds, places
from watchers.store.deliveries import Delivery
from watchers.store.guilds import Contacts

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
GUILD, LAST, SYSTEM, OWNER = 5, 51, 52, 500


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open("", data_dir=tmp_path)
    store.write_now(lambda tx: guilds.ensure(tx, GUILD, NOW))
    yield store
    store.close()


def owe(tx: Tx, place: Place, about: str = "story:1:1") -> Delivery:
    owed = Owed(
        place_id=place.id, kind=DeliveryKind.ALERT, about=about, tier=Tier.NORMAL, due_at=NOW
    )
    (new,) = deliveries.owe(tx, [owed], NOW)
    found = deliveries.by_id(tx, new)
    assert found is not None
    return found


def channel(tx: Tx, discord_id: int = 11) -> Place:
    return places.ensure(tx, PlaceKind.CHANNEL, discord_id, NOW, guild_id=GUILD)


def due(store: Store) -> list[Delivery]:
    return list(store.read_now(lambda tx: deliveries.heads(tx, NOW)))


def lose(store: Store, discord_id: int = 11, code: int = 50013) -> bool:
    """Discord refuses a delivery to this channel."""
    return store.write_now(
        lambda tx: telling.suspend(tx, owe(tx, channel(tx, discord_id)), code, NOW)
    )


def know(store: Store, contacts: Contacts) -> None:
    store.write_now(lambda tx: guilds.note_contacts(tx, GUILD, contacts))


def test_the_channel_of_the_last_command_is_told_first(store: Store) -> None:
    """Whoever set the bot up looks there."""
    # given
    know(store, Contacts(last_channel_id=LAST, system_channel_id=SYSTEM, owner_id=OWNER))
    # when
    is_told = lose(store)
    # then
    (notice,) = due(store)
    assert is_told
    assert notice.place.discord_id == LAST
    assert notice.reasons[0].code == "place-suspended"
    assert notice.reasons[0].params == {"channel_id": 11, "code": 50013}


def test_the_next_is_told_when_the_first_cannot_be(store: Store) -> None:
    """The notice itself was refused: the system channel gets it, then the owner."""
    # given
    know(store, Contacts(last_channel_id=LAST, system_channel_id=SYSTEM, owner_id=OWNER))
    lose(store)
    told = []
    # when
    while heads := due(store):
        told.append(heads[0].place.discord_id)
        store.write_now(lambda tx, head=heads[0]: telling.suspend(tx, head, 50001, NOW))
    # then
    assert told == [LAST, SYSTEM, OWNER]


def test_a_second_suspension_is_not_told_again(store: Store) -> None:
    """Once, until the place has worked again."""
    # given
    know(store, Contacts(last_channel_id=LAST))
    lose(store)
    # when
    is_told = store.write_now(
        lambda tx: telling.suspend(tx, owe(tx, channel(tx), "story:2:1"), 50013, NOW)
    )
    # then
    assert not is_told
    assert len(due(store)) == 1


def test_the_lost_channel_is_not_told_of_itself(store: Store) -> None:
    """Where the last command was typed in the channel that is lost, the next one is told."""
    # given
    know(store, Contacts(last_channel_id=11, owner_id=OWNER))
    # when
    lose(store)
    # then
    (notice,) = due(store)
    assert notice.place.discord_id == OWNER


def test_nobody_is_told_where_nobody_is_known(store: Store) -> None:
    """The place is suspended all the same, its settings kept."""
    # when
    is_told = lose(store)
    # then
    assert not is_told
    assert due(store) == []
    assert store.read_now(lambda tx: channel(tx)).suspended_code == 50013


def test_a_server_that_left_is_not_told(store: Store) -> None:
    """There is nobody to tell."""
    # given
    know(store, Contacts(owner_id=OWNER))
    store.write_now(channel)
    store.write_now(lambda tx: guilds.leave(tx, GUILD, NOW))
    # when
    is_told = lose(store, code=10004)
    # then
    assert not is_told
