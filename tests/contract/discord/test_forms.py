"""Discord's documented limits with their error trees, met through discord.py."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from tests.contract.discord.conftest import Bot
from tests.fakes.discord import Channel, FakeDiscord

V2 = 1 << 15


@pytest.fixture
async def bot(fake: FakeDiscord) -> AsyncIterator[Bot]:
    async with Bot() as bot:
        await bot.login(fake.token)
        yield bot


@pytest.fixture
def channel(fake: FakeDiscord) -> Channel:
    return fake.add_channel(fake.add_guild())


async def refusal(bot: Bot, channel: Channel, **body: Any) -> discord.HTTPException:
    """What a raw message of that body is answered with."""
    route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=channel.id)
    with pytest.raises(discord.HTTPException) as refused:
        await bot.http.request(route, json=body)
    return refused.value


def text(content: str) -> dict[str, Any]:
    return {"type": 10, "content": content}


def button(custom_id: str, label: str = "x", **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "custom_id": custom_id, "label": label, **more}


def row(*inside: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(inside)}


def select(count: int, **more: Any) -> dict[str, Any]:
    options = [{"label": str(n), "value": str(n)} for n in range(count)]
    return {"type": 3, "custom_id": "pick", "options": options, **more}


EMBED_FIELD = {"name": "n", "value": "v"}
LONG = "x" * 3000

TOO_MUCH = [
    pytest.param({"content": "x" * 2001}, "content", id="content 2000"),
    pytest.param({"content": "x", "nonce": "n" * 26}, "nonce", id="nonce 25"),
    pytest.param({"embeds": [{"title": "x" * 257}]}, "embeds.0.title", id="title 256"),
    pytest.param({"embeds": [{"description": "x" * 4097}]}, "embeds.0", id="description 4096"),
    pytest.param({"embeds": [{"fields": [EMBED_FIELD] * 26}]}, "embeds.0.fields", id="fields 25"),
    pytest.param({"embeds": [{"title": "x"}] * 11}, "embeds", id="embeds 10"),
    pytest.param(
        {"embeds": [{"description": LONG}, {"description": LONG}, {"title": "x"}]},
        "embeds",
        id="embeds 6000 in total",
    ),
    pytest.param({"embeds": [{"title": "x", "url": "ftp://x"}]}, "embeds.0.url", id="scheme"),
    pytest.param({"content": "x", "components": [text("x")]}, "components.0", id="v2 unflagged"),
    pytest.param(
        {"flags": V2, "content": "x", "components": [text("x")]}, "content", id="v2 and content"
    ),
    pytest.param(
        {"flags": V2, "embeds": [{"title": "x"}], "components": [text("x")]},
        "embeds",
        id="v2 and embeds",
    ),
    pytest.param(
        {"flags": V2, "components": [{"type": 17, "components": [text("x")] * 40}]},
        "components",
        id="40 components in total",
    ),
    pytest.param(
        {"flags": V2, "components": [text("x" * 2001), text("y" * 2000)]},
        "components",
        id="4000 characters in text displays",
    ),
    pytest.param({"flags": V2, "components": [text("")]}, "components.0.content", id="empty text"),
    pytest.param(
        {"content": "x", "components": [row(button("x" * 101))]}, "components.0", id="custom_id 100"
    ),
    pytest.param(
        {"content": "x", "components": [row(button("a"), button("a"))]},
        "components.0.components.1.custom_id",
        id="custom_id unique",
    ),
    pytest.param(
        {"content": "x", "components": [row(button("a", "x" * 81))]}, "components.0", id="label 80"
    ),
    pytest.param(
        {"content": "x", "components": [row(*(button(str(n)) for n in range(6)))]},
        "components.0.components",
        id="buttons 5",
    ),
    pytest.param(
        {"content": "x", "components": [row(button(str(n))) for n in range(6)]},
        "components",
        id="rows 5",
    ),
    pytest.param(
        {"content": "x", "components": [row(select(26))]}, "components.0", id="options 25"
    ),
    pytest.param(
        {"content": "x", "components": [row(select(2, placeholder="x" * 151))]},
        "components.0",
        id="placeholder 150",
    ),
    pytest.param(
        {"flags": V2, "components": [{"type": 9, "components": [text("x")]}]},
        "components.0.accessory",
        id="section needs an accessory",
    ),
    pytest.param(
        {
            "flags": V2,
            "components": [{"type": 12, "items": [{"media": {"url": "attachment://no.png"}}]}],
        },
        "components.0.media",
        id="attachment not there",
    ),
]


@pytest.mark.parametrize(("body", "where"), TOO_MUCH)
async def test_form_is_refused_where_it_is_wrong(
    channel: Channel, bot: Bot, body: dict[str, Any], where: str
) -> None:
    """Each limit answers 400 / 50035 and names the place in its tree of errors."""
    refused = await refusal(bot, channel, **body)

    assert refused.status == 400
    assert refused.code == 50035
    assert f"In {where}" in refused.text.replace(".media.url", ".media")


async def test_empty_message(channel: Channel, bot: Bot) -> None:
    """A message of nothing answers 50006."""
    refused = await refusal(bot, channel, content="")

    assert refused.code == 50006


async def test_too_many_bytes_break_the_service(
    channel: Channel, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """3,900 Korean letters fit in characters but not in bytes: the real service answers 500."""

    async def at_once(seconds: float) -> None:
        return

    monkeypatch.setattr(discord.http.asyncio, "sleep", at_once)

    refused = await refusal(bot, channel, flags=V2, components=[text("가" * 3900)])

    assert refused.status == 500


async def test_card_cannot_become_plain(fake: FakeDiscord, channel: Channel, bot: Bot) -> None:
    """The flag of Components V2 stays; content on such a message is refused for ever."""
    place = bot.get_partial_messageable(channel.id)
    view = discord.ui.LayoutView().add_item(discord.ui.TextDisplay("x"))
    sent = await place.send(view=view)

    with pytest.raises(discord.HTTPException) as refused:
        await sent.edit(content="plain", view=None)

    assert "content" in refused.value.text
    assert fake.messages(channel)[0].is_v2


def command(name: str = "follow", **more: Any) -> dict[str, Any]:
    return {"name": name, "description": "words", "type": 1, **more}


def option(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "description": "words", "type": 3, **more}


BAD_COMMANDS = [
    pytest.param([command("Follow")], "0.name", id="lower case"),
    pytest.param([command("x" * 33)], "0.name", id="name 32"),
    pytest.param([command(description="x" * 101)], "0.description", id="description 100"),
    pytest.param([command(), command()], "1.name", id="unique"),
    pytest.param(
        [command(options=[option(f"o{n}") for n in range(26)])], "0.options", id="options 25"
    ),
    pytest.param(
        [command(options=[option("a"), option("b", required=True)])],
        "0.options.1",
        id="required first",
    ),
    pytest.param(
        [command(options=[option("a", choices=[{"name": "n", "value": "v"}] * 26)])],
        "0.options.0.choices",
        id="choices 25",
    ),
    pytest.param(
        [
            command(
                options=[
                    option(f"o{n}", choices=[{"name": "n" * 90, "value": "v" * 90}] * 20)
                    for n in range(3)
                ]
            )
        ],
        "0",
        id="8000 characters",
    ),
]


@pytest.mark.parametrize(("wanted", "where"), BAD_COMMANDS)
async def test_commands_are_refused_where_they_are_wrong(
    bot: Bot, wanted: list[dict[str, Any]], where: str
) -> None:
    """Limits of application commands answer 50035 with the place."""
    assert bot.application_id is not None
    with pytest.raises(discord.HTTPException) as refused:
        await bot.http.bulk_upsert_global_commands(bot.application_id, wanted)

    assert refused.value.code == 50035
    assert f"In {where}" in refused.value.text


async def test_too_many_commands_of_a_kind(bot: Bot) -> None:
    """The sixteenth command on messages answers 30032."""
    assert bot.application_id is not None
    menus = [{"name": f"Menu {n}", "type": 3} for n in range(16)]

    with pytest.raises(discord.HTTPException) as refused:
        await bot.http.bulk_upsert_global_commands(bot.application_id, menus)

    assert refused.value.code == 30032


async def test_commands_keep_their_ids(bot: Bot) -> None:
    """The same commands again keep id and version; a changed one gets a new version."""
    assert bot.application_id is not None
    put = bot.http.bulk_upsert_global_commands
    first = (await put(bot.application_id, [command()]))[0]
    again = (await put(bot.application_id, [command()]))[0]
    changed = (await put(bot.application_id, [command(description="other")]))[0]

    assert (first["id"], first["version"]) == (again["id"], again["version"])
    assert changed["id"] == first["id"]
    assert changed["version"] != first["version"]
