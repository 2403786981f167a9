"""The check of exchanges against Discord's document: it must be able to fail."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.contract.discord.conftest import Bot
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.exchange import Exchange
from tests.fakes.discord.openapi import check_exchanges


def exchange(**changed: Any) -> Exchange:
    first = Exchange(
        method="POST",
        template="/channels/{channel_id}/messages",
        path="/channels/1/messages",
        query={},
        request={"content": "x"},
        filenames=(),
        status=0,
        response=None,
        at=0.0,
    )
    return replace(first, **changed)


async def test_real_exchanges_pass(fake: FakeDiscord, shared: Path) -> None:
    """A login, a message and its edit fit the document."""
    channel = fake.add_channel(fake.add_guild())
    async with Bot() as bot:
        await bot.login(fake.token)
        sent = await bot.get_partial_messageable(channel.id).send("x")
        await sent.edit(content="y")

    assert len(fake.exchanges) == 4
    assert fake.check_exchanges(shared / "reference" / "discord-openapi.json") == []


def test_wrong_requests_and_replies_are_told(shared: Path) -> None:
    """A description too long, an unknown query, route or status and a bad reply, one line each."""
    document = shared / "reference" / "discord-openapi.json"
    long = {"embeds": [{"description": "x" * 4097}]}

    told = check_exchanges(
        [
            exchange(),
            exchange(request=long),
            exchange(query={"shout": "1"}),
            exchange(template="/nowhere"),
            exchange(status=201),
            exchange(status=200, response={"id": "1"}),
            exchange(status=400, request=long),
        ],
        document,
    )

    kinds = [line.split(": ")[1].split(" ")[0] for line in told]
    assert kinds == ["REQUEST", "QUERY", "UNKNOWN", "STATUS", "REPLY"]


def test_numbers_stand_for_snowflakes_where_discord_takes_them(shared: Path) -> None:
    """discord.py sends ids of references and attachments as numbers; that is no fault."""
    body = {
        "content": "x",
        "message_reference": {"message_id": 1, "channel_id": 2},
        "attachments": [{"id": 0, "filename": "a.txt"}],
    }

    told = check_exchanges([exchange(request=body)], shared / "reference" / "discord-openapi.json")

    assert told == []
