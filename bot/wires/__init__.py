"""How a message leaves: one protocol, spoken over Discord or to a terminal."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.render.message import Message
from watchers.model import Place, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """It is there, in this channel. `thread_id` names the thread that it opened, if any."""

    message_id: int
    channel_id: int
    thread_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """It will never be taken, however often it is tried; the next message may be."""

    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspended:
    """The place takes no messages at all; `code` is Discord's."""

    code: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """It failed for a passing reason and may still have arrived; try again, at the soonest then."""

    reason: Reason
    retry_after_s: float = 0.0
    is_poison: bool = False
    """The answer may be this message's own fault: Discord says 500 to some texts for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRefused:
    """Discord does not know this token (any more); every further request makes it worse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """The place was read and holds no such message."""


class TokenRefusedError(Exception):
    """Discord refuses the token: the process ends with exit code 78, for no restart will help."""


Failure = Refused | Suspended | Failed | TokenRefused
Outcome = Sent | Failure
Lookup = Outcome | NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where in its place a message goes: by itself, as a reply, or into a message's thread.

    A thread that is not there yet is opened and called `title`; where it cannot be, the message
    becomes a reply.
    """

    reply_to: int | None = None
    thread_of: int | None = None
    title: str = ""


HERE = Spot()


class Wire(Protocol):
    """What the sender needs of the outside. No call raises for what Discord or the network does."""

    async def send(
        self, place: Place, message: Message, nonce: str, *, spot: Spot = HERE
    ) -> Outcome:
        """Send once. The same nonce within Discord's window makes no second message."""
        ...

    async def edit(self, place: Place, message: Message, sent: Sent) -> Outcome:
        """Replace an own message's content."""
        ...

    async def find(
        self, place: Place, message: Message, nonce: str, *, after: datetime, spot: Spot = HERE
    ) -> Lookup:
        """Look for this message among the place's own of since then, by the marker it carries."""
        ...

    async def publish(self, place: Place, sent: Sent) -> Outcome:
        """Pass an announcement on to those who follow the channel."""
        ...
