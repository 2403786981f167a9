"""A local Discord for the tests: REST v10 and gateway v10 on loopback, for the unmodified client.

    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        channel, reader = fake.add_channel(guild), fake.add_member(guild, "ann")
        ...                     # start a bot on fake.api_url and fake.gateway_url
        await fake.until_ready()
        answer = await fake.slash(guild, channel, reader, "follow", {"what": "Kim Jong Un"})
        answer = await fake.click(answer, "Follow", reader)
        message = await fake.wait_for_message(channel)
        assert not message.pings

discord.py reaches it by two class attributes, which the bot sets from its settings
`WATCHFLOOR_DISCORD__API_URL` and `WATCHFLOOR_DISCORD__GATEWAY_URL`:
`discord.http.Route.BASE = fake.api_url` and
`discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(fake.gateway_url)`.

As a process of its own: `python -m tests.fakes.discord --port N --control`; see `control.py`.
What it does not show: Discord's real bucket hashes, Cloudflare, latency, permission arithmetic.
"""

from tests.fakes.discord.answers import Answer, NoAnswer
from tests.fakes.discord.clock import Clock
from tests.fakes.discord.command_options import NotOffered
from tests.fakes.discord.exchange import File
from tests.fakes.discord.faults import Fault
from tests.fakes.discord.limits import Limits
from tests.fakes.discord.permissions import ALL, BOT_DEFAULT, MEMBER_DEFAULT, Permission
from tests.fakes.discord.server import FakeDiscord, Timing
from tests.fakes.discord.world import Channel, Guild, Message, User

__all__ = [
    "ALL",
    "BOT_DEFAULT",
    "MEMBER_DEFAULT",
    "Answer",
    "Channel",
    "Clock",
    "FakeDiscord",
    "Fault",
    "File",
    "Guild",
    "Limits",
    "Message",
    "NoAnswer",
    "NotOffered",
    "Permission",
    "Timing",
    "User",
]
