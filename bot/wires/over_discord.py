"""The wire to Discord: discord.py's public calls, its exceptions turned into outcomes."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, TypeVar, cast

import discord

from bot.client import RestSession
from bot.layout import allowed_mentions, as_view
from bot.render.message import Message, texts, walk
from bot.wires import Failure, Lookup, NotFound, Outcome, Refused, Sent
from bot.wires.answers import read_failure
from watchers.model import Place, PlaceKind, Reason

T = TypeVar("T")

HISTORY_MAX = 500
"""How many messages after the doubtful moment are looked through: five requests."""


class DiscordWire:
    """Sends over REST alone, whether the gateway is connected or not."""

    def __init__(self, session: RestSession) -> None:
        self._session = session

    async def send(
        self, place: Place, message: Message, nonce: str, *, reply_to: int | None = None
    ) -> Outcome:
        """Send once; within Discord's window the same nonce gives the first message back."""
        if place.kind is PlaceKind.TERMINAL:
            return Refused(reason=Reason(code="no-terminal"))

        async def post() -> Outcome:
            channel = await self._open(place)
            sent = await channel.send(
                view=as_view(message),
                nonce=nonce,
                silent=message.is_silent,
                allowed_mentions=allowed_mentions(message),
                reference=_reference(channel.id, reply_to),
            )
            return Sent(message_id=sent.id, channel_id=channel.id)

        return await _attempt(post)

    async def edit(self, place: Place, message: Message, message_id: int) -> Outcome:
        """Replace an own message's content; nobody is pinged again."""

        async def patch() -> Outcome:
            channel = await self._open(place)
            partial = channel.get_partial_message(message_id)
            await partial.edit(
                view=as_view(message), allowed_mentions=discord.AllowedMentions.none()
            )
            return Sent(message_id=message_id, channel_id=channel.id)

        return await _attempt(patch)

    async def find(self, place: Place, message: Message, nonce: str, *, after: datetime) -> Lookup:
        """Look through the channel's history, oldest first, for this message among our own."""

        async def look() -> Lookup:
            channel, own_id = await self._open(place), await self._own_id()
            async for seen in channel.history(limit=HISTORY_MAX, after=after):
                if seen.author.id == own_id and is_same(seen.components, message, nonce):
                    return Sent(message_id=seen.id, channel_id=channel.id)
            return NotFound()

        return await _attempt(look)

    async def _open(self, place: Place) -> discord.PartialMessageable | discord.DMChannel:
        client = await self._session.client()
        if place.kind is PlaceKind.PERSON:
            return await client.create_dm(discord.Object(place.discord_id))
        return client.get_partial_messageable(place.discord_id)

    async def _own_id(self) -> int:
        user = (await self._session.client()).user
        return user.id if user else 0


def is_same(seen: Iterable[Any], message: Message, marker: str) -> bool:
    """Whether these components are the message: by the marker in a button of theirs.

    A message without buttons (a notice) is known by its words.
    """
    if any(
        holds_marker(str(part.get("custom_id", "")), marker) for part in walk(message.components)
    ):
        return any(holds_marker(custom_id, marker) for custom_id in _all(seen, "custom_id"))
    return list(_all(seen, "content")) == list(texts(message.components))


def holds_marker(custom_id: str, marker: str) -> bool:
    """Whether the marker is one of the parts of this `verb:version:marker`."""
    return marker in custom_id.split(":")


def _all(components: Iterable[Any], attribute: str) -> Iterator[str]:
    for component in components:
        if value := getattr(component, attribute, None):
            yield value
        yield from _all(getattr(component, "children", ()), attribute)
        accessory = getattr(component, "accessory", None)
        if accessory is not None:
            yield from _all([accessory], attribute)


def _reference(channel_id: int, message_id: int | None) -> discord.MessageReference:
    """A reply's other end; where that message is gone, the reply stands by itself."""
    if message_id is None:
        # send() takes None for "no reply", though its annotation does not say so.
        return cast("discord.MessageReference", None)
    return discord.MessageReference(
        message_id=message_id, channel_id=channel_id, fail_if_not_exists=False
    )


async def _attempt(call: Callable[[], Awaitable[T]]) -> T | Failure:
    try:
        return await call()
    except Exception as error:
        failure = read_failure(error)
        if failure is None:
            raise
        return failure
