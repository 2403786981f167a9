"""What an independent server lacks and discord.py's sharded client needs, put between the two.

discord-digital-twin 0.1.1 was written for discord.js. Added here, and nothing else: the owner of
the application, a JSON body for `with_response`, the shard in READY, an invalid session for RESUME
(it leaves the client waiting for ever), `enforce_nonce`, and permissions of commands as text
(Discord takes discord.py's numbers too). A deferred message is made at once, as a blank one: the
twin would let its edit overwrite the message whose button was clicked.
"""

import asyncio
import json
from types import TracebackType
from typing import Any

import aiohttp
from aiohttp import web

API = "/api/v10"
KEPT_HEADERS = ("Authorization", "Content-Type")
RESUME, INVALID_SESSION = 6, 9
MESSAGE, DEFERRED_MESSAGE = 4, 5


class Shim:
    """A loopback port that speaks for the twin at `port`."""

    def __init__(self, twin_port: int):
        self._rest = f"http://127.0.0.1:{twin_port}"
        self._socket = f"ws://127.0.0.1:{twin_port}/gateway"
        self._nonces: dict[str, str] = {}
        self._session: aiohttp.ClientSession | None = None
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}{API}"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    async def __aenter__(self) -> "Shim":
        self._session = aiohttp.ClientSession()
        app = web.Application()
        app.router.add_get("/gateway", self._serve_gateway)
        app.router.add_route("*", "/{tail:.*}", self._serve_rest)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._session is not None
        assert self._runner is not None
        await self._session.close()
        await self._runner.cleanup()

    async def _serve_rest(self, request: web.Request) -> web.Response:
        body = _without_deferral(request, await request.read())
        body = _with_text_permissions(request, body)
        path = request.path_qs.replace("/oauth2/applications/@me", "/applications/@me")
        earlier = self._earlier(request, body)
        status, raw = (
            await self._ask("GET", f"{request.path}/{earlier}", request, b"")
            if earlier
            else await self._ask(request.method, path, request, body)
        )
        raw = self._changed(request, body, raw)
        if raw and status == 204:
            status = 200
        return web.Response(status=status, body=raw or None, content_type="application/json")

    async def _ask(
        self, method: str, path: str, request: web.Request, body: bytes
    ) -> tuple[int, bytes]:
        assert self._session is not None
        headers = {key: request.headers[key] for key in KEPT_HEADERS if key in request.headers}
        url = self._rest + path
        async with self._session.request(method, url, data=body, headers=headers) as reply:
            return reply.status, await reply.read()

    def _earlier(self, request: web.Request, body: bytes) -> str | None:
        """The id of the message that the same nonce made before."""
        is_send = request.method == "POST" and request.path.endswith("/messages")
        return self._nonces.get(str(json.loads(body).get("nonce"))) if is_send else None

    def _changed(self, request: web.Request, body: bytes, raw: bytes) -> bytes:
        path = request.path.removeprefix(API)
        if path == "/oauth2/applications/@me":
            application = json.loads(raw)
            owner = {"id": "1", "username": "operator", "avatar": None, "discriminator": "0"}
            return json.dumps({"owner": owner, "bot_public": True} | application).encode()
        if path == "/gateway/bot":
            return json.dumps(json.loads(raw) | {"url": self.gateway_url}).encode()
        if path.endswith("/callback") and not raw:
            return json.dumps({"interaction": {"id": path.split("/")[2], "type": 2}}).encode()
        if request.method == "POST" and path.endswith("/messages") and raw:
            nonce = json.loads(body).get("nonce")
            self._nonces.setdefault(str(nonce), json.loads(raw)["id"])
        return raw

    async def _serve_gateway(self, request: web.Request) -> web.WebSocketResponse:
        assert self._session is not None
        bot = web.WebSocketResponse()
        await bot.prepare(request)
        async with self._session.ws_connect(self._socket) as twin:
            told = asyncio.create_task(self._tell_bot(twin, bot))
            async for message in bot:
                frame = json.loads(message.data)
                if frame["op"] == RESUME:
                    await bot.send_json({"op": INVALID_SESSION, "d": False})
                else:
                    await twin.send_json(frame)
            told.cancel()
        return bot

    async def _tell_bot(
        self, twin: aiohttp.ClientWebSocketResponse, bot: web.WebSocketResponse
    ) -> None:
        async for message in twin:
            frame: dict[str, Any] = json.loads(message.data)
            if frame.get("t") == "READY":
                frame["d"] |= {"shard": [0, 1], "resume_gateway_url": self.gateway_url}
            await bot.send_json(frame)
        await bot.close()


def _without_deferral(request: web.Request, body: bytes) -> bytes:
    if not request.path.endswith("/callback"):
        return body
    answer = json.loads(body)
    if answer["type"] == DEFERRED_MESSAGE:
        answer = {"type": MESSAGE, "data": answer.get("data") or {}}
    return json.dumps(answer).encode()


def _with_text_permissions(request: web.Request, body: bytes) -> bytes:
    if request.method != "PUT" or not request.path.endswith("/commands"):
        return body
    commands = json.loads(body)
    for command in commands:
        if command.get("default_member_permissions") is not None:
            command["default_member_permissions"] = str(command["default_member_permissions"])
    return json.dumps(commands).encode()
