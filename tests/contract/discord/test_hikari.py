"""The local Discord before another library, so that it does not only please discord.py.

On demand: `pip install --target DIR hikari`, then `PYTHONPATH=DIR pytest` this file.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.fakes.discord import FakeDiscord

hikari = pytest.importorskip("hikari", reason="hikari is not installed; it is not needed to build")


@pytest.fixture
async def other() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake:
        yield fake


@pytest.fixture
async def bot(other: FakeDiscord) -> AsyncIterator[Any]:
    """A bot that defers, fills in, follows up, and updates on a click."""
    intents = hikari.Intents.GUILDS | hikari.Intents.GUILD_MESSAGES
    bot = hikari.GatewayBot(
        other.token, rest_url=other.api_url, intents=intents, banner=None, logs=None
    )

    @bot.listen(hikari.InteractionCreateEvent)  # type: ignore[untyped-decorator]
    async def answer(event: Any) -> None:
        interaction = event.interaction
        if isinstance(interaction, hikari.CommandInteraction):
            kind = hikari.ResponseType.DEFERRED_MESSAGE_CREATE
            flags = hikari.MessageFlag.EPHEMERAL
            await interaction.create_initial_response(kind, flags=flags)
            row = bot.rest.build_message_action_row()
            row.add_interactive_button(hikari.ButtonStyle.PRIMARY, "change", label="Change")
            await interaction.edit_initial_response("done", component=row)
            await interaction.execute("more")
        else:
            kind = hikari.ResponseType.MESSAGE_UPDATE
            await interaction.create_initial_response(kind, content="changed")

    await bot.start(check_for_updates=False)
    yield bot
    await bot.close()


@pytest.mark.filterwarnings("default")
async def test_hikari_lives_with_it(other: FakeDiscord, bot: Any) -> None:
    """Commands, messages, threads, interactions and a resume, without an error of its own."""
    guild = other.add_guild()
    channel, ann = other.add_channel(guild), other.add_member(guild, "ann")

    # when
    hello = bot.rest.slash_command_builder("hello", "words")
    await bot.rest.set_application_commands(other.world.bot.id, [hello])
    sent = await bot.rest.create_message(channel.id, "first")
    await sent.edit("second")
    history = await bot.rest.fetch_messages(channel.id)
    thread = await bot.rest.create_message_thread(channel.id, sent, "the story")
    answer = await other.slash(guild, channel, ann, "hello")
    followed = await answer.followup()
    clicked = await other.click(answer, "change", ann)
    await other.gateway.close(4000)
    await other.changes.until(lambda: other.gateway.resumes, 20)

    # then
    assert [message.content for message in history] == ["second"]
    assert thread.id == sent.id
    assert (answer.is_ephemeral, followed.content) == (True, "more")
    assert clicked.text == "changed"
    assert [one for one in other.exchanges if one.status >= 400] == []
