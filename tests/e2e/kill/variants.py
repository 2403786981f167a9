"""The protocol, and the naive orders that must be seen to fail: the harness can tell them apart."""

import secrets
from typing import TYPE_CHECKING

from bot.render.message import from_json, to_json
from bot.sending import Sender
from bot.wires import Sent
from watchers.store import Tx, deliveries
from watchers.store.deliveries import Chunk, Delivery

if TYPE_CHECKING:
    from bot.deliver import Deliverer


class SendThenMark(Sender):
    """discord.py's default: a random nonce, and the note after the send."""

    async def send(self, head: Delivery) -> None:
        (message,) = await self._outfit.render_delivery(head)
        outcome = await self._outfit.wire.send(head.place, message, secrets.token_hex(8))
        if isinstance(outcome, Sent):
            await self._mark(head, outcome)

    async def _mark(self, head: Delivery, sent: Sent) -> None:
        now = self._outfit.clock()
        chunk = Chunk(number=0, message_id=sent.message_id, channel_id=sent.channel_id)

        def work(tx: Tx) -> None:
            deliveries.mark_chunk_sent(tx, head.id, chunk, now)
            deliveries.mark_sent(tx, head.id, now)

        await self._outfit.store.write(work)


class MarkThenSend(SendThenMark):
    """The note before the send: never twice, but not always once."""

    async def send(self, head: Delivery) -> None:
        (message,) = await self._outfit.render_delivery(head)
        await self._mark(head, Sent(message_id=head.id, channel_id=head.place.discord_id))
        await self._outfit.wire.send(head.place, message, head.nonce())


class NonceOnly(Sender):
    """The right order and a fixed nonce, but no look into history when the window has passed."""

    async def send(self, head: Delivery) -> None:
        payload = head.payload or [
            to_json(each) for each in await self._outfit.render_delivery(head)
        ]
        now = self._outfit.clock()
        claimed = await self._outfit.store.write(
            lambda tx: deliveries.claim(tx, head.id, payload, now, lease_s=60)
        )
        if claimed is None:
            return
        message = from_json(claimed.payload[0])
        outcome = await self._outfit.wire.send(claimed.place, message, claimed.nonce())
        if isinstance(outcome, Sent):
            await self._remember(claimed, 0, outcome, is_last=True)
        else:
            await self._settle(claimed, outcome)


VARIANTS: dict[str, type[Sender]] = {
    "protocol": Sender,
    "send-then-mark": SendThenMark,
    "mark-then-send": MarkThenSend,
    "nonce-only": NonceOnly,
}


def use_variant(deliverer: "Deliverer", name: str) -> None:
    """Let this deliverer send in another order: a switch that the product does not have."""
    deliverer._sender = VARIANTS[name](deliverer._outfit)
