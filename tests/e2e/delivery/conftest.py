"""A local Discord for each test; what was said to it is held against Discord's own document."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.client import RestSession
from tests.e2e.delivery.scene import make_session
from tests.fakes.discord import Channel, FakeDiscord

OPENAPI = Path(__file__).resolve().parents[4] / "shared" / "reference" / "discord-openapi.json"


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    """A running local Discord; at the end, no exchange may contradict Discord's document."""
    async with FakeDiscord() as fake:
        yield fake
        if OPENAPI.is_file():
            assert fake.check_exchanges(OPENAPI) == []


@pytest.fixture
async def session(fake: FakeDiscord) -> AsyncIterator[RestSession]:
    """A REST session on it, not logged in yet."""
    session = make_session(fake)
    yield session
    await session.close()


@pytest.fixture
def channel(fake: FakeDiscord) -> Channel:
    """A channel that the bot may write to."""
    return fake.add_channel(fake.add_guild())
