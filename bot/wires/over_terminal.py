"""The wire to a terminal: what would be posted is printed, as it would look."""

import itertools
from datetime import datetime
from typing import TextIO

from bot.render.message import Message
from bot.render.terminal import Screen, draw
from bot.wires import HERE, Failed, Lookup, NotFound, Outcome, Sent, Spot
from watchers.model import Place, PlaceKind, Reason

NO_TOKEN_PAUSE_S = 60.0


class TerminalWire:
    """Prints each message once per process; a terminal has no history to look into."""

    def __init__(self, stream: TextIO, screen: Screen) -> None:
        self._stream = stream
        self._screen = screen
        self._message_ids = itertools.count(1)

    async def send(
        self, place: Place, message: Message, nonce: str, *, spot: Spot = HERE
    ) -> Outcome:
        """Print it. What is owed to a channel waits for a run with a token."""
        return self._print(place, message)

    async def edit(self, place: Place, message: Message, sent: Sent) -> Outcome:
        """Print the card again as it is now: what was printed cannot be changed."""
        return self._print(place, message)

    async def find(
        self, place: Place, message: Message, nonce: str, *, after: datetime, spot: Spot = HERE
    ) -> Lookup:
        """Nothing: what was printed before the process died cannot be read back."""
        return NotFound()

    async def publish(self, place: Place, sent: Sent) -> Outcome:
        """Nothing: nobody follows a terminal."""
        return sent

    def _print(self, place: Place, message: Message) -> Outcome:
        if place.kind is not PlaceKind.TERMINAL:
            return Failed(reason=Reason(code="no-token"), retry_after_s=NO_TOKEN_PAUSE_S)
        print(draw(message, self._screen), file=self._stream, flush=True)
        return Sent(message_id=next(self._message_ids), channel_id=0)
