"""Rate limits and planted faults, as discord.py meets them."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest

from tests.contract.discord.conftest import Bot, reach
from tests.fakes.discord import Channel, FakeDiscord, Fault, Limits
from tests.fakes.discord.interaction_payloads import Scene, new_interaction
from tests.fakes.discord.limits import LimitBook

SEND = "POST /channels/*/messages"


@pytest.fixture
async def bot(fake: FakeDiscord) -> AsyncIterator[Bot]:
    async with Bot() as bot:
        await bot.login(fake.token)
        yield bot


@pytest.fixture
def channel(fake: FakeDiscord) -> Channel:
    return fake.add_channel(fake.add_guild())


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """discord.py's pauses between its tries, noted and not slept."""
    noted: list[float] = []
    sleep = asyncio.sleep

    async def note(seconds: float) -> None:
        noted.append(seconds)
        await sleep(0)

    monkeypatch.setattr(discord.http.asyncio, "sleep", note)
    return noted


async def say(bot: Bot, channel: Channel, words: str = "x", nonce: str = "n") -> discord.Message:
    return await bot.get_partial_messageable(channel.id).send(words, nonce=nonce)


async def test_serial_sends_never_meet_a_429(monkeypatch: pytest.MonkeyPatch) -> None:
    """The headers let the client hold the limit of a channel by itself."""
    async with FakeDiscord(limits=Limits.real(scale=0.02)) as fake, Bot() as bot:
        reach(fake, monkeypatch)
        channel = fake.add_channel(fake.add_guild())
        await bot.login(fake.token)
        for number in range(12):
            await say(bot, channel, nonce=str(number))

    assert len(fake.messages(channel)) == 12
    assert fake.count_429 == 0


async def test_global_limit_is_told_and_counted(
    fake: FakeDiscord, channel: Channel, bot: Bot, pauses: list[float]
) -> None:
    """More than the global limit answers a 429 with scope global; the client waits it out."""
    fake.limits = LimitBook(Limits(is_enforced=True, global_count=1), fake.clock)
    await say(bot, channel, nonce="1")

    async with (
        aiohttp.ClientSession() as session,
        session.get(
            f"{fake.api_url}/channels/{channel.id}",
            headers={"Authorization": f"Bot {fake.token}"},
        ) as reply,
    ):
        body = await reply.json()

    assert reply.status == 429
    assert reply.headers["X-RateLimit-Scope"] == "global"
    assert reply.headers["Via"]
    assert body["global"] is True
    assert 0 < body["retry_after"] <= 1
    assert fake.count_429 == 1
    assert fake.limits.invalid_count == 1


async def test_channel_limit_is_told(
    fake: FakeDiscord, channel: Channel, bot: Bot, pauses: list[float]
) -> None:
    """A sixth message within five seconds is refused, unless the window has passed."""
    fake.limits = LimitBook(Limits.real(), fake.clock)
    url = f"{fake.api_url}/channels/{channel.id}/messages"
    headers = {"Authorization": f"Bot {fake.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        replies = [await session.post(url, json={"content": "x"}) for _ in range(6)]
        fake.clock.advance(5)
        replies.append(await session.post(url, json={"content": "x"}))

    assert [reply.status for reply in replies] == [200] * 5 + [429, 200]
    assert replies[4].headers["X-RateLimit-Remaining"] == "0"
    assert replies[5].headers["X-RateLimit-Scope"] == "user"


async def test_error_after_the_work_doubles_nothing(
    fake: FakeDiscord, channel: Channel, bot: Bot, pauses: list[float]
) -> None:
    """A 502 after the message was made is tried again with the same nonce: one message."""
    fake.faults.plant(Fault(route=SEND, status=502, is_after=True))

    await say(bot, channel)

    assert len(fake.messages(channel)) == 1
    assert fake.repeated_nonces == 1
    assert pauses


async def test_dropped_reply_after_the_work(fake: FakeDiscord, channel: Channel, bot: Bot) -> None:
    """The work is done, the answer never comes; a resend with the nonce finds the message."""
    fake.faults.plant(Fault(route=SEND, kind="drop", is_after=True))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await say(bot, channel)

    found = await say(bot, channel)

    assert [message.id for message in fake.messages(channel)] == [found.id]


async def test_connection_reset_before_the_work(
    fake: FakeDiscord, channel: Channel, bot: Bot
) -> None:
    """A TCP reset reaches the caller at once and nothing was done."""
    fake.faults.plant(Fault(route=SEND, kind="reset"))

    with pytest.raises(aiohttp.ClientError):
        await say(bot, channel)

    assert fake.messages(channel) == []


async def test_codes_can_be_planted(fake: FakeDiscord, channel: Channel, bot: Bot) -> None:
    """Any status and code, so many times, on the routes of a pattern."""
    route = f"* /channels/{channel.id}/*"
    fake.faults.plant(Fault(route=route, status=403, code=50001, times=2))
    codes = []
    for _ in range(2):
        with pytest.raises(discord.Forbidden) as refused:
            await say(bot, channel)
        codes.append(refused.value.code)
    await say(bot, channel)

    assert codes == [50001, 50001]


async def test_planted_429_is_waited_out(
    fake: FakeDiscord, channel: Channel, bot: Bot, pauses: list[float]
) -> None:
    """A planted 429 with a code asks for a pause, and the call is tried again."""
    fake.faults.plant(Fault(route=SEND, status=429, code=30046, delay_s=7.5))

    await say(bot, channel)

    assert 7.5 in pauses
    assert len(fake.messages(channel)) == 1


async def test_delay_and_chance(fake: FakeDiscord, channel: Channel, bot: Bot) -> None:
    """A delayed call still does its work; chance strikes as often as it says, repeatably."""
    delay = fake.faults.plant(Fault(route=SEND, kind="delay", delay_s=0.01))
    await say(bot, channel)
    fake.faults.clear()
    often = fake.faults.plant(Fault(route=SEND, status=404, code=10008, chance=0.3, times=None))
    for number in range(40):
        try:
            await say(bot, channel, nonce=str(number))
        except discord.NotFound:
            continue

    assert delay.hits == 1
    assert 5 <= often.hits <= 20


async def test_service_unavailable_is_not_tried_again(
    fake: FakeDiscord, channel: Channel, bot: Bot
) -> None:
    """discord.py leaves a 503 to its caller."""
    fault = fake.faults.plant(Fault(route=SEND, status=503))

    with pytest.raises(discord.DiscordServerError):
        await say(bot, channel)

    assert fault.hits == 1


async def test_follow_up_has_no_nonce(
    fake: FakeDiscord, channel: Channel, bot: Bot, pauses: list[float]
) -> None:
    """What is lost on an interaction's webhook is sent twice: there is no deduplication there."""
    fake.faults.plant(Fault(route="POST /webhooks/*", status=500, is_after=True))
    ann = fake.add_user("ann")
    scene = Scene(user_id=ann.id, channel=channel, guild=fake.world.guilds[channel.guild_id or 0])
    interaction = new_interaction(fake.world, scene, 2, {"name": "x", "id": "1", "type": 1})
    interaction.callback_kind = 4
    webhook = discord.Webhook.partial(
        fake.world.bot.id, interaction.token, client=bot, bot_token=fake.token
    )

    await webhook.send("twice")

    assert [message.content for message in fake.messages(channel)] == ["twice", "twice"]


async def test_ten_thousand_invalid_requests_end_in_a_ban(
    fake: FakeDiscord, channel: Channel, bot: Bot
) -> None:
    """Refusals count; at the limit the answer is a 429 without `Via`, raised at once."""
    fake.limits = LimitBook(Limits(is_enforced=True, invalid_count=2), fake.clock)
    fake.forbid_bot(channel)
    for _ in range(2):
        with pytest.raises(discord.Forbidden):
            await say(bot, channel)

    with pytest.raises(discord.HTTPException) as banned:
        await say(bot, channel)

    assert banned.value.status == 429


async def test_the_fake_tells_its_own_faults() -> None:
    """A bug of the fake answers 500 and fails the test that met it."""
    fake = await FakeDiscord().__aenter__()
    fake.world.bot = None  # type: ignore[assignment]
    headers = {"Authorization": f"Bot {fake.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        reply = await session.get(f"{fake.api_url}/users/@me")

    assert reply.status == 500
    with pytest.raises(AssertionError, match="the fake itself broke"):
        await fake.__aexit__(None, None, None)
