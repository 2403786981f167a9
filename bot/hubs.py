"""WebSub at this end: subscribes to the hubs of sources, and takes what they push."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from watchers.model import Source
from watchers.polling import Poller
from watchers.sources import websub
from watchers.sources.fetch import Fetcher
from watchers.sources.model import FetchFailed
from watchers.sources.websub import Confirmed
from watchers.store import Store, sources

log = logging.getLogger(__name__)

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class HubParts:
    """What subscribing and taking pushes needs."""

    store: Store
    fetcher: Fetcher
    poller: Poller
    clock: Callable[[], datetime]
    public_url: str
    on_owed: Callable[[], None]


class Hubs:
    """Keeps the subscriptions alive, and answers the hubs' calls."""

    def __init__(self, parts: HubParts) -> None:
        self._parts = parts

    @property
    def routes(self) -> list[web.RouteDef]:
        """Where hubs call: the path holds a token that nobody else can guess."""
        path = f"{websub.PATH}/{{source_id:\\d+}}/{{token}}"
        return [web.get(path, self._confirm), web.post(path, self._take)]

    async def subscribe(self) -> None:
        """Ask every hub whose subscription is due, or must be renewed."""
        for source in await self._parts.store.read(sources.all_sources):
            await self._subscribe(source)

    async def _subscribe(self, source: Source) -> None:
        parts, secret = self._parts, secrets.token_urlsafe(SECRET_BYTES)
        wanted = websub.plan_subscription(source, parts.public_url, secret, parts.clock())
        if wanted is None:
            return
        await self._store(wanted.source)
        answer = await parts.fetcher.send_form(wanted.hub_url, dict(wanted.fields))
        outcome = answer.code if isinstance(answer, FetchFailed) else "asked"
        log.info("hub asked source=%s outcome=%s", source.key or source.id, outcome)

    async def _confirm(self, request: web.Request) -> web.Response:
        source = await self._find(request)
        if source is None:
            return web.Response(status=404)
        token, now = request.match_info["token"], self._parts.clock()
        answer = websub.confirm(source, token, request.query, now)
        match answer:
            case None:
                return web.Response(status=404)
            case Confirmed():
                await self._store(answer.source)
                log.info("hub confirmed source=%s", source.key or source.id)
                return web.Response(text=answer.challenge)
            case Source():
                await self._store(answer)
                log.warning("hub denied source=%s", source.key or source.id)
                return web.Response(status=200)

    async def _take(self, request: web.Request) -> web.Response:
        """Always 200: whoever has no right learns nothing, and a hub does not try again."""
        source, body = await self._find(request), await request.read()
        token, signature = request.match_info["token"], request.headers.get("X-Hub-Signature", "")
        if source is not None and websub.is_authentic(source, token, signature, body):
            kind, now = request.headers.get("Content-Type", ""), self._parts.clock()
            taken = await self._parts.poller.take_push(source, body, kind, now)
            log.info("pushed source=%s new=%d", source.key or source.id, len(taken.news))
            if taken.delivery_ids:
                self._parts.on_owed()
        return web.Response(status=200)

    async def _find(self, request: web.Request) -> Source | None:
        source_id = int(request.match_info["source_id"])
        found = await self._parts.store.read(lambda tx: sources.by_ids(tx, [source_id]))
        return found.get(source_id)

    async def _store(self, source: Source) -> None:
        await self._parts.store.write(lambda tx: sources.record_hub(tx, source))
