"""A sent card brought to the newest state of its story; states in between are skipped."""

from datetime import timedelta
from typing import assert_never

from bot import telling
from bot.outfit import Outfit
from bot.pacing import Lane
from bot.render.message import Message, to_json
from bot.wires import (
    Failed,
    Failure,
    Outcome,
    Refused,
    Sent,
    Suspended,
    TokenRefused,
    TokenRefusedError,
)
from bot.wires.trace import in_lane
from watchers.store import deliveries
from watchers.store.deliveries import Chunk, Delivery

EDIT_PAUSE_S = 30.0
"""An edit is never urgent: what is newest then goes out then."""


class Editor:
    """Applies wanted edits, the newest state only."""

    def __init__(self, outfit: Outfit) -> None:
        self._outfit = outfit

    async def edit(self, card: Delivery) -> None:
        """Replace what differs of the card's messages, and remember which revision they show."""
        messages = await self._outfit.render_delivery(card)
        for chunk, message in zip(card.chunks, messages, strict=False):
            outcome = await self._replace(card, chunk, message)
            if not isinstance(outcome, Sent):
                return await self._settle(card, outcome)
        self._outfit.note("edited", card, revision=card.wanted_revision)
        payload = [to_json(message) for message in messages] or None
        return await self._outfit.store.write(
            lambda tx: deliveries.mark_edited(tx, card.id, card.wanted_revision, payload)
        )

    async def _replace(self, card: Delivery, chunk: Chunk, message: Message) -> Outcome:
        if to_json(message) == card.payload[chunk.number]:
            return Sent(message_id=chunk.message_id, channel_id=chunk.channel_id)
        sent = Sent(message_id=chunk.message_id, channel_id=chunk.channel_id)
        with in_lane(Lane.EDIT):
            return await self._outfit.wire.edit(card.place, message, sent)

    async def _settle(self, card: Delivery, failure: Failure) -> None:
        now = self._outfit.clock()
        match failure:
            case Failed(reason=reason, retry_after_s=pause_s):
                again_at = now + timedelta(seconds=max(pause_s, EDIT_PAUSE_S))
                self._outfit.note("edit-failed", card, reason=reason.code)
                await self._outfit.store.write(
                    lambda tx: deliveries.retry_edit_later(tx, card.id, again_at)
                )
            case Refused(reason=reason):
                self._outfit.note("edit-refused", card, reason=reason.code)
                await self._outfit.store.write(lambda tx: deliveries.give_up_edit(tx, card.id))
            case Suspended(code=code):
                self._outfit.note("suspended", card, code=code)
                await self._outfit.store.write(lambda tx: telling.suspend(tx, card, code, now))
            case TokenRefused():
                raise TokenRefusedError
            case _:
                assert_never(failure)
