"""The local Discord: one loopback port with REST v10, the gateway and attachments."""

import asyncio
import base64
import json
import traceback
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from aiohttp import BodyPartReader, web

from tests.fakes.discord.actor import Actor
from tests.fakes.discord.changes import Changes
from tests.fakes.discord.clock import Clock
from tests.fakes.discord.errors import ApiError, api_error
from tests.fakes.discord.exchange import Call, Exchange, File, Reply
from tests.fakes.discord.faults import Fault, Faults
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.limits import VIA, LimitBook, Limits
from tests.fakes.discord.openapi import check_exchanges
from tests.fakes.discord.routes import ROUTES, Route
from tests.fakes.discord.sockets import cut, hang_up
from tests.fakes.discord.stage import Stage
from tests.fakes.discord.world import World

API = "/api/v10"
MAX_BODY_BYTES = 30 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Discord's windows, in seconds; tests shrink them or advance the clock."""

    nonce_window_s: float = 120.0
    interaction_deadline_s: float = 3.0
    token_life_s: float = 900.0
    heartbeat_interval_s: float = 41.25


def token_of(bot_id: int) -> str:
    """A token of the real shape: its first part is the application's id in base64."""
    name = base64.b64encode(str(bot_id).encode()).decode().rstrip("=")
    return f"{name}.FAKE00.of-the-tests-and-worth-nothing"


class FakeDiscord(Stage, Actor):
    """`async with FakeDiscord() as fake:`; `fake.api_url` and `fake.gateway_url` reach it.

    A client finds it by `discord.http.Route.BASE = fake.api_url` and
    `discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(fake.gateway_url)`.
    """

    def __init__(
        self,
        *,
        token: str | None = None,
        port: int = 0,
        limits: Limits | None = None,
        timing: Timing | None = None,
        clock: Clock | None = None,
    ):
        self.port = port
        self.timing = timing or Timing()
        self.clock = clock or Clock()
        self.world = World(self.clock)
        self.token = token or token_of(self.world.bot.id)
        self.changes = Changes()
        self.faults = Faults()
        self.limits = LimitBook(limits or Limits.none(), self.clock)
        self.gateway = Gateway(self)
        self.exchanges: list[Exchange] = []
        self.crashes: list[str] = []
        self.max_exchanges = 20_000
        self.repeated_nonces = 0
        self.privileged_intents = 0
        self._runner: web.AppRunner | None = None

    @property
    def root_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        return f"{self.root_url}{API}"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    @property
    def resume_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/resume"

    @property
    def count_429(self) -> int:
        """How many calls were refused for being too many."""
        return sum(self.limits.refused.values())

    def revoke_token(self) -> None:
        """From now on the token is wrong: REST answers 401, IDENTIFY is closed with 4004."""
        self.token = f"revoked {self.token}"

    def check_exchanges(self, openapi_path: Any) -> list[str]:
        """What of all exchanges contradicts Discord's OpenAPI document; empty when nothing does."""
        return check_exchanges(self.exchanges, openapi_path)

    async def __aenter__(self) -> "FakeDiscord":
        app = web.Application(client_max_size=MAX_BODY_BYTES)
        for route in ROUTES:
            app.router.add_route(route.method, API + route.template, self._serving(route))
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/resume", self.gateway.serve)
        for folder in ("attachments", "ephemeral-attachments"):
            served = f"/{folder}/{{channel_id}}/{{file_id}}/{{name}}"
            app.router.add_get(served, self._serve_file)
        app.router.add_route("*", "/{tail:.*}", self._serve_unknown)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.gateway.drop()
        assert self._runner is not None
        await self._runner.cleanup()
        if self.crashes and error is None:
            raise AssertionError("the fake itself broke:\n" + "\n".join(self.crashes))

    def _serving(self, route: Route) -> Any:
        async def serve(request: web.Request) -> web.StreamResponse:
            return await self._serve(request, route)

        return serve

    async def _serve(self, request: web.Request, route: Route) -> web.StreamResponse:
        """Reads, judges by faults and limits, does the work, records, answers or fails to."""
        try:
            call = await _read(request, route)
        except ApiError as refused:
            reply = Reply(status=refused.status, body=refused.body)
            self._record(_bare_call(request, route), reply, "")
            return _response(reply)
        fault = self.faults.draw(call)
        if fault is not None and fault.kind == "delay":
            await asyncio.sleep(fault.delay_s)
        is_struck = fault is not None and fault.kind != "delay"
        if fault is not None and is_struck and not fault.is_after:
            return self._strike(request, fault, call, None)
        reply = self._answer(route, call)
        if fault is not None and is_struck:
            return self._strike(request, fault, call, reply)
        self._record(call, reply, "")
        return _response(reply)

    def _answer(self, route: Route, call: Call) -> Reply:
        """The reply with its rate limit headers; refusals are counted as Discord counts them."""
        if self.limits.is_banned:
            return Reply(status=429, body={"message": "You are being blocked", "code": 0})
        if not route.is_open and call.token != f"Bot {self.token}":
            self.limits.count_invalid(401, "")
            return Reply(status=401, body={"message": "401: Unauthorized", "code": 0})
        verdict = self.limits.judge(call)
        reply = verdict.refusal or self._work(route, call)
        scope = reply.headers.get("X-RateLimit-Scope", "")
        self.limits.count_invalid(reply.status, scope)
        headers = {**verdict.headers, **reply.headers}
        return Reply(status=reply.status, body=reply.body, headers=headers)

    def _work(self, route: Route, call: Call) -> Reply:
        try:
            return route.work(self, call)
        except ApiError as refused:
            return Reply(status=refused.status, body=refused.body)
        except Exception:  # noqa: BLE001  # kept, and raised when the fake is closed
            self.crashes.append(f"{call.method} {call.path}\n{traceback.format_exc()}")
            return Reply(status=500, body={"message": "500: Internal Server Error", "code": 0})

    def _strike(
        self, request: web.Request, fault: Fault, call: Call, done: Reply | None
    ) -> web.StreamResponse:
        """Records what was done, if anything, and spoils the answer."""
        when = "after" if done else "before"
        self._record(call, done or Reply(status=0), f"{fault.kind} {when} the work")
        if fault.kind == "error":
            body: dict[str, Any] = {"message": fault.message, "code": fault.code}
            headers = VIA if fault.status == 429 else {}
            body |= {"retry_after": fault.delay_s, "global": False} if headers else {}
            return _response(Reply(status=fault.status, body=body, headers=headers))
        (cut if fault.kind == "reset" else hang_up)(request.transport)
        return web.Response(status=500)

    def _record(self, call: Call, reply: Reply, fault: str) -> None:
        self.exchanges.append(
            Exchange(
                method=call.method,
                template=call.template,
                path=call.path,
                query=call.query,
                request=call.body,
                filenames=tuple(file.name for file in call.files.values()),
                status=reply.status,
                response=reply.body,
                at=self.clock.now_s(),
                fault=fault,
            )
        )
        del self.exchanges[: -self.max_exchanges]
        self.changes.tell()

    async def _serve_file(self, request: web.Request) -> web.StreamResponse:
        content = self.world.files.get(int(request.match_info["file_id"]))
        return web.Response(status=404) if content is None else web.Response(body=content)

    async def _serve_unknown(self, request: web.Request) -> web.StreamResponse:
        """Routes that the fake does not play are recorded as such and fail `check_exchanges`."""
        path = request.path.removeprefix(API)
        call = Call(method=request.method, template=path, path=path)
        reply = Reply(status=404, body={"message": "404: Not Found", "code": 0})
        self._record(call, reply, "not played by the fake")
        return _response(reply)


def _bare_call(request: web.Request, route: Route) -> Call:
    """The call without its body, which could not be read."""
    path = request.path.removeprefix(API)
    return Call(method=route.method, template=route.template, path=path)


async def _read(request: web.Request, route: Route) -> Call:
    """The call with its JSON: of exactly `application/json`, or out of a multipart form."""
    body: Any = None
    files: dict[int, File] = {}
    if request.headers.get("Content-Type", "").startswith("multipart/form-data"):
        body, files = await _read_multipart(request)
    elif raw := await request.read():
        if request.headers.get("Content-Type") != "application/json":
            raise api_error(50109)
        body = _json(raw)
    return Call(
        method=route.method,
        template=route.template,
        path=request.path.removeprefix(API),
        params=dict(request.match_info),
        query=dict(request.query),
        body=body,
        files=files,
        token=request.headers.get("Authorization"),
    )


async def _read_multipart(request: web.Request) -> tuple[Any, dict[int, File]]:
    body: Any = None
    files: dict[int, File] = {}
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        name, content = part.name or "", bytes(await part.read())
        if name == "payload_json":
            body = _json(content)
        elif name.startswith("files["):
            media_type = part.headers.get("Content-Type", "application/octet-stream")
            files[int(name[6:-1])] = File(
                name=part.filename or "file", content=content, media_type=media_type
            )
    return body, files


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError as error:
        raise api_error(50109) from error


def _response(reply: Reply) -> web.Response:
    """discord.py reads JSON only where the content type is exactly `application/json`."""
    if reply.status == 204 or reply.body is None:
        return web.Response(status=reply.status, headers=reply.headers)
    raw = json.dumps(reply.body).encode()
    return web.Response(
        status=reply.status, body=raw, headers=reply.headers, content_type="application/json"
    )
