"""One delivery on its way: rendered once, claimed, sent message by message, and remembered."""

import time
from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from bot import telling
from bot.attempts import (
    doubtful_chunks,
    find_lane,
    first_message_id,
    is_hopeless,
    look_from,
    open_chunks,
    retry_at,
)
from bot.crossposts import CrosspostBudget
from bot.outfit import Outfit
from bot.pacing import Lane
from bot.render.message import from_json, to_json
from bot.spots import Route, choose_spot, read_route
from bot.wires import (
    Failed,
    Failure,
    NotFound,
    Outcome,
    Refused,
    Sent,
    Spot,
    Suspended,
    TokenRefused,
    TokenRefusedError,
)
from bot.wires.trace import in_lane
from watchers.model import Reason
from watchers.store import Tx, deliveries
from watchers.store.deliveries import Chunk, Delivery

LEASE_S = 120.0
"""Longer than any one attempt lasts; a process that dies voids its leases when it comes back."""


class Sender:
    """Brings one delivery as far as it will go today."""

    def __init__(self, outfit: Outfit) -> None:
        self._outfit = outfit
        self._last_success_at: datetime | None = None
        self._crossposts = CrosspostBudget()

    async def send(self, head: Delivery) -> None:
        """Send what Discord has not acknowledged of the head of a place."""
        claimed = await self._claim(head)
        if claimed is None:
            return None
        route = await self._outfit.store.read(lambda tx: read_route(tx, claimed))
        doubtful = doubtful_chunks(claimed, self._outfit.clock(), self._outfit.patience)
        unsent, first_id = open_chunks(claimed), first_message_id(claimed)
        for number in unsent:
            spot = choose_spot(claimed, number, route, first_id)
            outcome = await self._bring(claimed, number, spot, is_doubtful=number in doubtful)
            if not isinstance(outcome, Sent):
                return await self._settle(claimed, outcome)
            await self._remember(claimed, number, outcome, is_last=number == unsent[-1])
            first_id = first_id or outcome.message_id
            await self._crosspost(claimed, route, outcome)
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

    async def _bring(
        self, delivery: Delivery, number: int, spot: Spot, *, is_doubtful: bool
    ) -> Outcome:
        message, nonce = from_json(delivery.payload[number]), delivery.nonce(number)
        wire, place = self._outfit.wire, delivery.place
        with in_lane(find_lane(delivery)):
            if is_doubtful:
                after = look_from(delivery)
                seen = await wire.find(place, message, nonce, after=after, spot=spot)
                if not isinstance(seen, NotFound):
                    self._outfit.note("found", delivery, chunk=number)
                    return seen
            return await wire.send(place, message, nonce, spot=spot)

    async def _crosspost(self, delivery: Delivery, route: Route, sent: Sent) -> None:
        """Pass an announcement on, once and as far as Discord's limit lets us."""
        place = delivery.place
        if not route.settings.crossposts or place.guild_id is None:
            return
        if not self._crossposts.take(place.id, time.monotonic()):
            return
        with in_lane(Lane.DIGEST):
            outcome = await self._outfit.wire.publish(place, sent)
        if isinstance(outcome, Refused | Suspended):
            self._crossposts.close(place.id)
        if isinstance(outcome, Sent):
            self._outfit.note("crossposted", delivery)

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
