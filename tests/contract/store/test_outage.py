"""After an outage one labelled digest stands for what came meanwhile, on both databases."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.beat import write_pulse
from bot.health import DiscordState, Pulse
from bot.outage import Outage
from tests.contract.store.making import START, World
from tests.contract.store.test_pipeline import Clock, article, follow_now, known, take
from watchers.model import DeliveryKind
from watchers.pipeline import Pipeline
from watchers.store import deliveries, sources

HOUR = timedelta(hours=1)


async def started(world: World, clock: Clock, now: datetime) -> tuple[Pipeline, Outage]:
    """The service as it is after a start at this moment; its last pulse was at START."""
    world.write(lambda tx: write_pulse(tx, Pulse(at=START, discord=DiscordState.READY)))
    clock.now = now
    pipeline = Pipeline(world.store, clock=clock)
    await pipeline.open()
    outage = Outage(pipeline, clock=clock, on_owed=lambda: None)
    await outage.begin()
    return pipeline, outage


async def come(world: World, pipeline: Pipeline, clock: Clock) -> list[int]:
    """Three stories, as the first poll after the start brings them."""
    titles = (
        "Kim Jong Un opens a hospital in Kanggye",
        "Kim Jong Un receives a delegation from Vientiane",
        "Kim Jong Un attends the launch of a destroyer",
    )
    owed: list[int] = []
    for number, title in enumerate(titles):
        fresh = article(world.shipped.id, number, title, first_seen_at=clock.now)
        taken = await take(pipeline, known(world), replace(fresh, published_at=clock.now - HOUR))
        owed += taken.delivery_ids
    return owed


def check_all(world: World, clock: Clock) -> None:
    polled = [replace(s, last_checked_at=clock.now) for s in world.read(sources.all_sources)]
    world.write(lambda tx: sources.record_polls(tx, polled))


async def test_a_long_outage_ends_in_one_digest(world: World) -> None:
    """Nothing alerts while the sources are caught up with; then one digest names it all."""
    follow_now(world)
    clock = Clock()
    pipeline, outage = await started(world, clock, START + 5 * HOUR)
    assert await come(world, pipeline, clock) == []

    # when the process dies and comes back before that is told
    write_now = Pulse(at=clock.now, discord=DiscordState.READY)
    world.write(lambda tx: write_pulse(tx, write_now))
    outage = Outage(pipeline, clock=clock, on_owed=lambda: None)
    await outage.begin()

    # when every source has been polled
    await outage.look()
    assert pipeline.is_catching_up
    clock.now += timedelta(seconds=30)
    check_all(world, clock)
    await outage.look()

    # then one delivery holds the three, says why, and alerts ring as ever
    (digest,) = world.read(lambda tx: deliveries.heads(tx, clock.now))
    assert digest.kind is DeliveryKind.DIGEST
    assert len(digest.story_ids) == 3
    assert digest.reasons[0].code == "digest-after-outage"
    assert digest.reasons[0].params == {"hours": 5}
    assert not pipeline.is_catching_up


async def test_a_short_rest_is_no_outage(world: World) -> None:
    """After a restart of minutes everything alerts as ever."""
    follow_now(world)
    clock = Clock()
    pipeline, _ = await started(world, clock, START + timedelta(minutes=10))
    assert len(await come(world, pipeline, clock)) == 3
