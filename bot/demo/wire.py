"""The demo's wire: prints each card with its explanation, and keeps what is edited."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TextIO

from bot.build import screen_of
from bot.render.message import Message
from bot.render.shown import Shown, Voice
from bot.render.terminal import draw
from bot.render.why import why
from bot.wires import HERE, Lookup, NotFound, Outcome, Sent, Spot
from watchers.model import Place, Reader
from watchers.store import Store, Tx, deliveries, stories
from watchers.store.markers import read_marker


class ExplainingWire:
    """A terminal on which every card is followed by what its button Why would tell."""

    def __init__(self, stream: TextIO, voice: Voice) -> None:
        self._stream = stream
        self._voice = voice
        self.store: Callable[[], Store]
        """Where the explanation is read, set once the service is built."""
        self.sent = 0
        self.is_closed = False
        """Nobody reads any more, as after `| head`."""
        self.edited: dict[int, Message] = {}
        """The newest state of each card that was edited, by its message."""

    async def send(
        self, place: Place, message: Message, nonce: str, *, spot: Spot = HERE
    ) -> Outcome:
        """Print the card, and under it why it is here."""
        explanation = await self.store().read(lambda tx: explain(tx, nonce, self._voice))
        self.print(message)
        if explanation is not None:
            self.print(explanation, indent=4)
        self.sent += 1
        return Sent(message_id=self.sent, channel_id=0)

    async def edit(self, place: Place, message: Message, sent: Sent) -> Outcome:
        """Remember how the card looks now: on a screen it would change where it stands."""
        self.edited[sent.message_id] = message
        return sent

    async def find(
        self, place: Place, message: Message, nonce: str, *, after: datetime, spot: Spot = HERE
    ) -> Lookup:
        """Nothing: the demo has no past."""
        return NotFound()

    async def publish(self, place: Place, sent: Sent) -> Outcome:
        """Nothing: nobody follows a terminal."""
        return sent

    def print(self, message: Message, *, indent: int = 0) -> None:
        """Draw a message as it would look in Discord now."""
        screen = screen_of(self._stream)
        screen = replace(screen, width=screen.width - indent, now=datetime.now(UTC))
        lines = [" " * indent + line for line in draw(message, screen).splitlines()]
        try:
            print("\n".join(lines), end="\n\n", file=self._stream, flush=True)
        except BrokenPipeError:
            self.is_closed = True


def explain(tx: Tx, marker: str, voice: Voice) -> Message | None:
    """What the button Why tells of the delivery with this marker; None where it tells no story."""
    delivery = deliveries.by_id(tx, read_marker(marker))
    if delivery is None or not delivery.story_ids:
        return None
    story_id = delivery.story_ids[0]
    view = stories.story_views(tx, [story_id], Reader()).get(story_id)
    if view is None:
        return None
    return why(view, Shown(voice=voice, tier=delivery.tier, reasons=delivery.reasons))
