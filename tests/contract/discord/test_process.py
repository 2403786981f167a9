"""The local Discord as a process of its own, steered over its control port."""

import asyncio
import json
import sys
from pathlib import Path

import discord
import pytest
import yarl

from tests.contract.discord.conftest import Bot
from tests.fakes.discord import NotOffered
from tests.fakes.discord.remote import RemoteDiscord


async def start_process(*arguments: str) -> tuple[asyncio.subprocess.Process, dict[str, str]]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.fakes.discord", "--control", *arguments),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    return process, json.loads(await process.stdout.readline())


async def test_other_process_is_steered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guilds, commands and messages of a fake in another process, which keeps them on disk."""
    state = tmp_path / "world.json"
    process, urls = await start_process("--state", str(state))
    monkeypatch.setattr(discord.http.Route, "BASE", urls["api_url"])
    url = yarl.URL(urls["gateway_url"])
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", url)
    bot = Bot()

    @bot.tree.command(description="Say it")
    async def say(interaction: discord.Interaction, what: str) -> None:
        await interaction.response.send_message(what)

    async with RemoteDiscord(urls["control_url"]) as remote:
        guild = await remote.add_guild()
        channel, reader = await remote.add_channel(guild), await remote.add_member(guild, "ann")
        async with bot:
            task = asyncio.create_task(bot.start(urls["token"]))
            await remote.until_connected()
            await bot.wait_until_ready()
            await bot.tree.sync()
            answer = await remote.slash(guild, channel, reader, "say", {"what": "hello"})
            with pytest.raises(NotOffered):
                await remote.slash(guild, channel, reader, "shout", {})
            messages = await remote.messages(channel)
            counts = await remote.counts()
        await asyncio.gather(task, return_exceptions=True)
    process.terminate()
    await process.wait()
    again, urls = await start_process("--state", str(state))
    async with RemoteDiscord(urls["control_url"]) as remote:
        kept = await remote.messages(channel)
    again.terminate()
    await again.wait()

    assert answer.text == "hello"
    assert [message.content for message in messages] == ["hello"]
    assert counts["commands"]["None"] == ["say"]
    assert kept == messages
