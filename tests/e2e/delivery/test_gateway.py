"""The gateway client and its supervisor against the local Discord."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import discord
import pytest

from bot.client import GatewayClient, RestSession, client_options
from bot.gateway import Callers, Gateway, Surroundings
from bot.health import DiscordState
from bot.pacing import Pacer
from bot.supervisor import Restarts
from bot.wires import Sent, TokenRefusedError
from bot.wires.over_discord import DiscordWire
from bot.wires.trace import make_trace
from tests.e2e.delivery.scene import UNPACED, make_card, make_settings, place_of
from tests.fakes.discord import BOT_DEFAULT, Channel, FakeDiscord, Fault, Permission
from watchers.model import PlaceKind
from watchers.store import Store, guilds, installation, places

QUICK = Restarts(first_s=0.01, longest_s=0.05, recheck_s=0.05)


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True, kw_only=True)
class Crew:
    """A gateway at work, and whom it has greeted."""

    gateway: Gateway
    running: asyncio.Task[None]
    greeted: list[int] = field(default_factory=list)


Start = Callable[..., Awaitable[Crew]]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.open("", data_dir=tmp_path)
    yield store
    store.close()


@pytest.fixture
async def start(fake: FakeDiscord, session: RestSession, store: Store) -> AsyncIterator[Start]:
    """Starts a gateway; whatever was started is stopped at the end."""
    crews: list[Crew] = []

    async def start(restarts: Restarts = QUICK) -> Crew:
        greeted: list[int] = []

        async def prepare(client: GatewayClient) -> None:
            @client.tree.command(description="How is it going")
            async def status(interaction: discord.Interaction) -> None:
                await interaction.response.send_message("well")

        async def greet(guild: discord.Guild) -> None:
            greeted.append(guild.id)

        settings = make_settings(fake)
        around = Surroundings(
            store=store,
            session=session,
            settings=settings,
            options=client_options(settings, make_trace(Pacer(UNPACED))),
            clock=now,
        )
        gateway = Gateway(around, Callers(prepare=prepare, greet=greet), restarts)
        running = asyncio.ensure_future(gateway.run())
        crews.append(Crew(gateway=gateway, running=running, greeted=greeted))
        return crews[-1]

    yield start
    for crew in crews:
        crew.gateway.stop()
        await asyncio.gather(crew.running, return_exceptions=True)


async def eventually(fake: FakeDiscord, look: Callable[[], bool]) -> None:
    """Wait, bounded, until something is so."""
    async with asyncio.timeout(20):
        while not look():
            await asyncio.sleep(0.02)


async def test_it_connects_without_privileged_intents(fake: FakeDiscord, start: Start) -> None:
    """The client asks for guilds alone, and answers a command."""
    # given
    guild = fake.add_guild()
    channel, reader = fake.add_channel(guild), fake.add_member(guild, "ann")
    # when
    await start()
    await fake.until_ready()
    answer = await fake.slash(guild, channel, reader, "status")
    # then
    (session,) = fake.gateway.sessions.values()
    assert session.intents == discord.Intents(guilds=True).value
    assert answer.text == "well"


async def test_a_malformed_event_ends_one_client_and_not_the_bot(
    fake: FakeDiscord, start: Start, session: RestSession, channel: Channel
) -> None:
    """The next client connects, and meanwhile messages go out over REST."""
    # given
    crew = await start()
    await fake.until_connected()
    # when
    fake.gateway.push("GUILD_UPDATE", {"nothing": "of the expected"})
    fake.gateway.push("CHANNEL_UPDATE", {"type": 0})
    sent = await DiscordWire(session).send(place_of(channel), make_card("On"), "abc-1")
    # then
    assert isinstance(sent, Sent)
    await eventually(fake, lambda: crew.gateway.supervisor.starts == 2)
    await fake.until_connected()


async def test_a_refused_first_connection_is_tried_again(fake: FakeDiscord, start: Start) -> None:
    """Discord's gateway may be down when we start."""
    # given
    fake.faults.plant(Fault(route="GET /gateway/bot", status=503, times=2))
    # when
    crew = await start()
    # then
    await fake.until_connected()
    assert crew.gateway.supervisor.starts == 1


async def test_an_invalid_session_identifies_anew(fake: FakeDiscord, start: Start) -> None:
    """After op 9 the client logs in again, and each login is counted."""
    # given
    crew = await start()
    await fake.until_connected()
    # when
    fake.gateway.send_op(9, False)
    # then
    await eventually(fake, lambda: len(fake.gateway.identifies) == 2)
    assert crew.gateway.supervisor.starts == 1


async def test_logins_are_counted_across_restarts(
    fake: FakeDiscord, start: Start, store: Store
) -> None:
    """The count is in the database, where the next process finds it."""
    # given
    for _ in range(3):
        store.write_now(lambda tx: installation.log_identify(tx, now()))
    # when
    await start()
    await fake.until_connected()
    # then
    day_ago = now() - timedelta(days=1)
    assert store.read_now(lambda tx: installation.count_identifies(tx, day_ago)) == 4


async def test_a_days_logins_used_up_stop_the_gateway_alone(
    fake: FakeDiscord, start: Start, session: RestSession, channel: Channel
) -> None:
    """No further IDENTIFY is risked; messages go out all the same."""
    # given
    fake.gateway.identify_total = 40
    # when
    crew = await start()
    await eventually(fake, lambda: crew.gateway.supervisor.state is DiscordState.REACHED)
    sent = await DiscordWire(session).send(place_of(channel), make_card("On"), "abc-1")
    # then
    assert isinstance(sent, Sent)
    assert fake.gateway.identifies == []


async def test_a_token_revoked_on_the_gateway_ends_the_process(
    fake: FakeDiscord, start: Start
) -> None:
    """Close code 4004 is final."""
    # given
    crew = await start()
    await fake.until_connected()
    # when
    fake.revoke_token()
    await fake.gateway.close(4004)
    # then
    with pytest.raises(TokenRefusedError):
        await asyncio.wait_for(crew.running, 20)


async def test_a_token_refused_at_login_ends_the_process(fake: FakeDiscord, start: Start) -> None:
    """401 at the start is final, with no restart loop."""
    # given
    fake.revoke_token()
    # when
    crew = await start()
    # then
    with pytest.raises(TokenRefusedError):
        await asyncio.wait_for(crew.running, 20)
    assert crew.gateway.supervisor.state is DiscordState.REFUSED


async def test_commands_are_sent_only_when_they_changed(fake: FakeDiscord, start: Start) -> None:
    """The second start sends none."""
    # given
    first = await start()
    await fake.until_ready()
    first.gateway.stop()
    await first.running
    # when
    await start()
    await fake.until_ready()
    # then
    syncs = [one for one in fake.exchanges if one.route.startswith("PUT /applications")]
    assert len(syncs) == 1


async def test_commands_are_sent_again_where_that_failed(fake: FakeDiscord, start: Start) -> None:
    """A fault at the start delays the commands, not the connection."""
    # given
    fake.faults.plant(Fault(route="PUT /applications/*/commands", status=503, times=2))
    # when
    await start()
    await fake.until_connected()
    # then
    await fake.until_ready()


async def test_servers_come_and_go(fake: FakeDiscord, start: Start, store: Store) -> None:
    """Joining, leaving, an outage, and coming back are told apart and remembered."""
    # given
    settled = fake.add_guild("Settled")
    crew = await start()
    await fake.until_ready()
    # when
    newcomer = fake.add_guild("Newcomer")
    await eventually(fake, lambda: crew.greeted == [newcomer.id])
    fake.kick_bot(settled)
    fake.lose_guild(newcomer)
    # then
    await eventually(fake, lambda: store.read_now(guilds.present) == (newcomer.id,))
    found = store.read_now(lambda tx: guilds.by_id(tx, newcomer.id))
    assert found is not None
    assert (found.name, found.owner_id) == ("Newcomer", newcomer.owner_id)


async def test_a_server_lost_while_we_slept_is_noticed(
    fake: FakeDiscord, start: Start, store: Store
) -> None:
    """Who removed the bot while it was off is missing when it is back."""
    # given
    kept = fake.add_guild("Kept")
    store.write_now(lambda tx: guilds.ensure(tx, 77, now(), name="Gone"))
    # when
    await start()
    # then
    await eventually(fake, lambda: store.read_now(guilds.present) == (kept.id,))


async def test_a_channel_goes_on_when_its_permissions_return(
    fake: FakeDiscord, start: Start, store: Store, channel: Channel
) -> None:
    """Suspended for a missing permission, it is used again once somebody grants it."""
    # given
    await start()
    await fake.until_ready()
    place = store.write_now(
        lambda tx: places.ensure(
            tx, PlaceKind.CHANNEL, channel.id, now(), guild_id=channel.guild_id
        )
    )
    fake.forbid_bot(channel, Permission.SEND_MESSAGES)
    store.write_now(lambda tx: places.suspend(tx, place.id, 50013, now()))
    # when
    fake.allow_bot(channel, BOT_DEFAULT)

    # then
    def is_open() -> bool:
        return not store.read_now(lambda tx: places.by_ids(tx, [place.id]))[place.id].is_suspended

    await eventually(fake, is_open)
