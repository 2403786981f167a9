"""Threads and forum posts by discord.py's public calls, over REST alone."""

from collections.abc import AsyncIterator
from datetime import datetime

import discord

from bot.layout import allowed_mentions, as_view
from bot.render.message import Message
from bot.wires import Sent
from bot.wires.thread_names import name_thread


async def open_thread(client: discord.Client, channel_id: int, message_id: int, name: str) -> Sent:
    """Open the thread of a message; it gets the message's own id."""
    channel = await client.fetch_channel(channel_id)
    if isinstance(channel, discord.TextChannel):
        await channel.create_thread(name=name, message=discord.Object(message_id))
    return Sent(message_id=message_id, channel_id=channel_id, thread_id=message_id)


async def open_post(forum: discord.ForumChannel, message: Message) -> Sent:
    """Open a post in a forum: a thread whose first message this is."""
    tags = forum.available_tags[:1] if forum.flags.require_tag else []
    opened = await forum.create_thread(
        name=name_thread(message),
        view=as_view(message),
        silent=message.is_silent,
        applied_tags=tags,
        allowed_mentions=allowed_mentions(message),
    )
    thread_id = opened.thread.id
    return Sent(message_id=opened.message.id, channel_id=thread_id, thread_id=thread_id)


async def posts_named(
    client: discord.Client, forum: discord.ForumChannel, name: str, after: datetime
) -> AsyncIterator[discord.Message]:
    """The first messages of the forum's active posts of this name since then."""
    for thread in await forum.guild.active_threads():
        is_meant = thread.parent_id == forum.id and thread.name == name
        if is_meant and discord.utils.snowflake_time(thread.id) >= after:
            post = client.get_partial_messageable(thread.id)
            async for first in post.history(limit=1, oldest_first=True):
                yield first
