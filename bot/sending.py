"""One delivery on its way: rendered once, claimed, sent message by message, and remembered."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from bot import telling
from bot.attempts import (
    doubtful_chunks,
    find_lane,
    is_hopeless,
    look_from,
    open_chunks,
    retry_at,
)
from bot.outfit import Outfit
from bot.render.message import Message, from_json, to_json
from bot.wires import (
    Failed,
    Failure,
    NotFound,
    Outcome,
    Refused,
    Sent,
    Suspended,
    TokenRefused,
    TokenRefusedError,
)
from bot.wires.trace import in_lane
from watchers.model import DeliveryKind, Reason
from watchers.store import Tx, deliveries
from watchers.store.deliveries import Chunk, Delivery

LEASE_S = 120.0
"""Longer than any one attempt lasts; a process that dies voids its leases when it comes back."""


class Sender:
    """Brings one delivery as far as it will go today."""

    def __init__(self, outfit: Outfit) -> None:
        self._outfit = outfit
        self._last_success_at: datetime | None = None

    async def send(self, head: Delivery) -> None:
        """Send what Discord has not acknowledged of the head of a place."""
        claimed = await self._claim(head)
        if claimed is None:
            return None
        reply_to = await self._card_id(claimed)
        doubtful = doubtful_chunks(claimed, self._outfit.clock(), self._outfit.patience)
        unsent = open_chunks(claimed)
        for number in unsent:
            outcome = await self._bring(claimed, number, number in doubtful, reply_to)
            if not isinstance(outcome, Sent):
                return await self._settle(claimed, outcome)
            await self._remember(claimed, number, outcome, is_last=number == unsent[-1])
        return None

    async def set_aside(self, delivery: Delivery, fault: Reason, *, is_final: bool) -> None:
        """Keep a delivery that our own code failed on from holding up its place."""
        if is_final:
            await self._settle(delivery, Refused(reason=fault))
        else:
            await self._settle(delivery, Failed(reason=fault))

    async def _claim(self, head: Delivery) -> Delivery | None:
        payload: Sequence[deliveries.Payload] = head.payload
        if not payload:
            payload = [to_json(message) for message in await self._outfit.render_delivery(head)]
        if not payload:
            await self._settle(head, Refused(reason=Reason(code="nothing-to-show")))
            return None
        now = self._outfit.clock()
        return await self._outfit.store.write(
            lambda tx: deliveries.claim(tx, head.id, payload, now, lease_s=LEASE_S)
        )

    async def _card_id(self, delivery: Delivery) -> int | None:
        """The message that an update answers to."""
        if delivery.kind is not DeliveryKind.UPDATE or not delivery.story_ids:
            return None
        card = await self._outfit.store.read(
            lambda tx: deliveries.card_of(tx, delivery.place.id, delivery.story_ids[0])
        )
        return card.chunks[0].message_id if card and card.chunks else None

    async def _bring(
        self, delivery: Delivery, number: int, is_doubtful: bool, reply_to: int | None
    ) -> Outcome:
        message = from_json(delivery.payload[number])
        with in_lane(find_lane(delivery)):
            if is_doubtful:
                seen = await self._look(delivery, number, message)
                if not isinstance(seen, NotFound):
                    return seen
            return await self._outfit.wire.send(
                delivery.place, message, delivery.nonce(number), reply_to=reply_to
            )

    async def _look(self, delivery: Delivery, number: int, message: Message) -> Outcome | NotFound:
        seen = await self._outfit.wire.find(
            delivery.place, message, delivery.nonce(number), after=look_from(delivery)
        )
        if isinstance(seen, Sent):
            self._outfit.note("found", delivery, chunk=number)
        return seen

    async def _remember(self, delivery: Delivery, number: int, sent: Sent, is_last: bool) -> None:
        now = self._outfit.clock()
        chunk = Chunk(number=number, message_id=sent.message_id, channel_id=sent.channel_id)

        def work(tx: Tx) -> None:
            deliveries.mark_chunk_sent(tx, delivery.id, chunk, now, thread_id=sent.thread_id)
            if is_last:
                deliveries.mark_sent(tx, delivery.id, now)

        await self._outfit.store.write(work)
        self._last_success_at = now
        waited_s = (now - delivery.due_at).total_seconds()
        self._outfit.note("sent", delivery, chunk=number, waited_s=round(waited_s, 2))

    async def _settle(self, delivery: Delivery, failure: Failure) -> None:
        now = self._outfit.clock()
        match failure:
            case Failed() if not is_hopeless(failure, delivery, now, self._last_success_at):
                again_at = retry_at(failure, delivery.attempts, now, self._outfit.patience)
                self._outfit.note("failed", delivery, reason=failure.reason.code, again_at=again_at)
                await self._outfit.store.write(
                    lambda tx: deliveries.retry_later(tx, delivery.id, again_at, failure.reason)
                )
            case Failed(reason=reason) | Refused(reason=reason):
                self._outfit.note("refused", delivery, reason=reason.code, **reason.params)
                await self._outfit.store.write(
                    lambda tx: deliveries.refuse(tx, delivery.id, reason, now)
                )
            case Suspended(code=code):
                self._outfit.note("suspended", delivery, code=code)
                await self._outfit.store.write(lambda tx: telling.suspend(tx, delivery, code, now))
            case TokenRefused():
                raise TokenRefusedError
            case _:
                assert_never(failure)
