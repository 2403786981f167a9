"""A source that a server added: its ailment is told to that server once, and so is its recovery."""

from dataclasses import replace
from datetime import timedelta

from bot.source_notices import owe_notices
from tests.contract.store.making import GUILD_A, READER_A, START, World
from watchers.model import DeliveryKind, Reason, Source
from watchers.store import deliveries, guilds, sources

HOUR = timedelta(hours=1)


def unwell(source: Source) -> Source:
    return replace(
        source,
        failures=4,
        failing_since=START,
        failure=Reason(code="fetch-forbidden"),
    )


def record(world: World, source: Source) -> None:
    world.write(lambda tx: sources.record_polls(tx, [source]))


def told(world: World, hours: float) -> list[str]:
    now = START + hours * HOUR
    ids = world.write(lambda tx: owe_notices(tx, now))
    found = [world.read(lambda tx, one=one: deliveries.by_id(tx, one)) for one in ids]
    assert all(each.kind is DeliveryKind.NOTICE for each in found)
    assert all(each.place.guild_id == GUILD_A for each in found)
    return [each.reasons[0].code for each in found]


def private(world: World) -> Source:
    """A source of guild A, which reads its notices in the channel of its last command."""
    world.write(lambda tx: guilds.ensure(tx, GUILD_A, START))
    world.write(
        lambda tx: guilds.note_contacts(
            tx, GUILD_A, guilds.Contacts(last_channel_id=world.place_a.discord_id)
        )
    )
    return world.private_source("https://private.example/rss", READER_A)


def test_an_ailment_and_its_end_are_told_once_each(world: World) -> None:
    """Not at the first failure, once when it lasts, once when it is over, and again next time."""
    source = private(world)
    record(world, unwell(source))
    assert told(world, 0.5) == []
    assert told(world, 1.5) == ["source-blocked"]
    assert told(world, 2) == []
    record(world, source)
    assert told(world, 3) == ["source-healed"]
    assert told(world, 4) == []
    record(world, replace(unwell(source), failing_since=START + 5 * HOUR))
    assert told(world, 7) == ["source-blocked"]


def test_a_shipped_source_is_no_message_of_its_own(world: World) -> None:
    """What everyone reads is told in the digest's footer."""
    world.write(lambda tx: guilds.ensure(tx, GUILD_A, START))
    record(world, unwell(world.shipped))
    assert told(world, 3) == []
