"""The wire to Discord: discord.py's public calls, its exceptions turned into outcomes."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar, cast

import discord

from bot.client import RestSession
from bot.layout import allowed_mentions, as_view
from bot.render.message import Message
from bot.wires import (
    HERE,
    Failed,
    Failure,
    Lookup,
    NotFound,
    Outcome,
    Refused,
    Sent,
    Spot,
    Suspended,
    TokenRefused,
)
from bot.wires.answers import NOT_A_TEXT_CHANNEL, THREAD_EXISTS, UNKNOWN_CHANNEL, read_failure
from bot.wires.seen import is_same
from bot.wires.thread_names import name_thread
from bot.wires.threads import open_post, open_thread, posts_named
from watchers.model import Place, PlaceKind, Reason

T = TypeVar("T")
Messageable = discord.PartialMessageable | discord.DMChannel

HISTORY_MAX = 1000
"""How many messages after the doubtful moment are looked through: ten requests."""
ATTEMPT_S = 90.0
"""Longest time for one call, waits for limits included: a Discord that never answers holds up no
place for longer, and no lease of a delivery runs out meanwhile."""
POST_AGE = timedelta(hours=1)
"""A forum post has no nonce: before each attempt its like is looked for, no older than this."""


class DiscordWire:
    """Sends over REST alone, whether the gateway is connected or not."""

    def __init__(self, session: RestSession, attempt_s: float = ATTEMPT_S) -> None:
        self._session = session
        self._attempt_s = attempt_s
        self._forums: dict[int, discord.ForumChannel] = {}

    async def send(
        self, place: Place, message: Message, nonce: str, *, spot: Spot = HERE
    ) -> Outcome:
        """Send once; within Discord's window the same nonce gives the first message back."""
        if place.kind is PlaceKind.TERMINAL:
            return Refused(reason=Reason(code="no-terminal"))
        if spot.thread_of is not None:
            return await self._send_into_thread(place, message, nonce, spot)
        if place.discord_id in self._forums:
            return await self._send_post(place, message, nonce)
        outcome = await self._attempt(lambda: self._say(place, message, nonce, spot.reply_to))
        if _code(outcome) == NOT_A_TEXT_CHANNEL:
            return await self._send_post(place, message, nonce)
        return outcome

    async def edit(self, place: Place, message: Message, sent: Sent) -> Outcome:
        """Replace an own message's content, wherever it lies; nobody is pinged again."""

        async def patch() -> Outcome:
            client = await self._session.client()
            channel = client.get_partial_messageable(sent.channel_id)
            await channel.get_partial_message(sent.message_id).edit(
                view=as_view(message), allowed_mentions=discord.AllowedMentions.none()
            )
            return sent

        return await self._attempt(patch)

    async def find(
        self, place: Place, message: Message, nonce: str, *, after: datetime, spot: Spot = HERE
    ) -> Lookup:
        """Look through the channel's history, oldest first, for this message among our own."""
        if spot.thread_of is not None:
            seen = await self._attempt(
                lambda: self._look(_thread(place, spot), message, nonce, after)
            )
            if isinstance(seen, Sent | Failed | TokenRefused):
                return seen
        if place.discord_id in self._forums:
            return await self._attempt(lambda: self._look_at_posts(place, message, nonce, after))
        return await self._attempt(lambda: self._look(place, message, nonce, after))

    async def publish(self, place: Place, sent: Sent) -> Outcome:
        """Pass an announcement on to the channels that follow this one."""

        async def crosspost() -> Outcome:
            client = await self._session.client()
            channel = client.get_partial_messageable(sent.channel_id)
            await channel.get_partial_message(sent.message_id).publish()
            return sent

        return await self._attempt(crosspost)

    async def _say(
        self, place: Place, message: Message, nonce: str, reply_to: int | None = None
    ) -> Outcome:
        channel = await self._open(place)
        sent = await channel.send(
            view=as_view(message),
            nonce=nonce,
            silent=message.is_silent,
            allowed_mentions=allowed_mentions(message),
            reference=_reference(channel.id, reply_to),
        )
        return Sent(message_id=sent.id, channel_id=channel.id)

    async def _send_into_thread(
        self, place: Place, message: Message, nonce: str, spot: Spot
    ) -> Outcome:
        """Into the thread of a message, opened at need; as a reply where there can be none."""
        thread, reply_to = _thread(place, spot), spot.thread_of or 0
        outcome = await self._attempt(lambda: self._say(thread, message, nonce))
        if _code(outcome) == UNKNOWN_CHANNEL:
            opened = await self._attempt(lambda: self._open_thread(place, reply_to, spot.title))
            if isinstance(opened, Sent) or _code(opened) == THREAD_EXISTS:
                outcome = await self._attempt(lambda: self._say(thread, message, nonce))
        if isinstance(outcome, Sent):
            return Sent(
                message_id=outcome.message_id, channel_id=thread.discord_id, thread_id=reply_to
            )
        if isinstance(outcome, Suspended | Refused):
            return await self._attempt(lambda: self._say(place, message, nonce, reply_to))
        return outcome

    async def _open_thread(self, place: Place, message_id: int, title: str) -> Outcome:
        client = await self._session.client()
        return await open_thread(client, place.discord_id, message_id, title)

    async def _send_post(self, place: Place, message: Message, nonce: str) -> Outcome:
        async def post() -> Outcome:
            forum = await self._forum(place)
            if forum is None:
                return Suspended(code=NOT_A_TEXT_CHANNEL)
            since = datetime.now(UTC) - POST_AGE
            seen = await self._look_at_posts(place, message, nonce, since)
            return seen if not isinstance(seen, NotFound) else await open_post(forum, message)

        return await self._attempt(post)

    async def _forum(self, place: Place) -> discord.ForumChannel | None:
        if place.discord_id not in self._forums:
            client = await self._session.client()
            channel = await client.fetch_channel(place.discord_id)
            if not isinstance(channel, discord.ForumChannel):
                return None
            self._forums[place.discord_id] = channel
        return self._forums[place.discord_id]

    async def _look(self, place: Place, message: Message, nonce: str, after: datetime) -> Lookup:
        channel, own_id = await self._open(place), await self._own_id()
        async for seen in channel.history(limit=HISTORY_MAX, after=after):
            if seen.author.id == own_id and is_same(seen.components, message, nonce):
                return Sent(message_id=seen.id, channel_id=channel.id)
        return NotFound()

    async def _look_at_posts(
        self, place: Place, message: Message, nonce: str, after: datetime
    ) -> Lookup:
        forum, client = await self._forum(place), await self._session.client()
        if forum is None:
            return NotFound()
        async for first in posts_named(client, forum, name_thread(message), after):
            if is_same(first.components, message, nonce):
                thread_id = first.channel.id
                return Sent(message_id=first.id, channel_id=thread_id, thread_id=thread_id)
        return NotFound()

    async def _open(self, place: Place) -> Messageable:
        client = await self._session.client()
        if place.kind is PlaceKind.PERSON:
            return await client.create_dm(discord.Object(place.discord_id))
        return client.get_partial_messageable(place.discord_id)

    async def _attempt(self, call: Callable[[], Awaitable[T]]) -> T | Failure:
        try:
            async with asyncio.timeout(self._attempt_s):
                return await call()
        except Exception as error:
            failure = read_failure(error)
            if failure is None:
                raise
            return failure

    async def _own_id(self) -> int:
        user = (await self._session.client()).user
        return user.id if user else 0


def _thread(place: Place, spot: Spot) -> Place:
    """The thread of a message as a place: it has the message's id."""
    return Place(id=place.id, kind=PlaceKind.CHANNEL, discord_id=spot.thread_of or 0)


def _code(outcome: Outcome | NotFound) -> int:
    """Discord's own code of a refusal; 0 where there is none."""
    if isinstance(outcome, Suspended):
        return outcome.code
    found = outcome.reason.params.get("code", 0) if isinstance(outcome, Refused) else 0
    return found if isinstance(found, int) else 0


def _reference(channel_id: int, message_id: int | None) -> discord.MessageReference:
    """A reply's other end; where that message is gone, the reply stands by itself."""
    if message_id is None:
        # send() takes None for "no reply", though its annotation does not say so.
        return cast("discord.MessageReference", None)
    return discord.MessageReference(
        message_id=message_id, channel_id=channel_id, fail_if_not_exists=False
    )
