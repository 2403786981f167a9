"""Interactions, as the unmodified discord.py answers them."""

import discord

from tests.contract.discord.conftest import Bot, running
from tests.fakes.discord import FakeDiscord


async def test_slash_command_gets_its_answer(fake: FakeDiscord) -> None:
    """A slash command with an option is answered with an ephemeral message."""
    guild = fake.add_guild()
    channel, reader = fake.add_channel(guild), fake.add_member(guild, "ann")
    bot = Bot()

    @bot.tree.command(description="Follow something")
    async def follow(interaction: discord.Interaction, what: str) -> None:
        await interaction.response.send_message(f"following {what}", ephemeral=True)

    async with running(bot, fake):
        await bot.tree.sync()
        answer = await fake.slash(guild, channel, reader, "follow", {"what": "Kim"})
    assert answer.text == "following Kim"
    assert answer.is_ephemeral
    assert fake.messages(channel) == []
