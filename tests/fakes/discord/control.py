"""A second loopback port through which another process plays the actors and plants faults.

`POST /call` with `{"method": "slash", "args": […], "kwargs": {…}}` answers `{"result": …}`, or
`{"error": …, "words": …}`. Guilds, channels, users and messages are named by their ids, an
earlier answer by `{"answer": token}`, a file by `{"file": name, "text": …}`.
`remote.py` is the client in Python.
"""

import inspect
from dataclasses import asdict, is_dataclass
from types import TracebackType
from typing import Any

from aiohttp import web

from tests.fakes.discord.answers import Answer, NoAnswer
from tests.fakes.discord.command_options import NotOffered
from tests.fakes.discord.exchange import File
from tests.fakes.discord.faults import Fault
from tests.fakes.discord.limits import LimitBook, Limits
from tests.fakes.discord.server import FakeDiscord

Json = dict[str, Any]


class Control:
    """The control port of one fake."""

    def __init__(self, fake: FakeDiscord, port: int = 0):
        self._fake = fake
        self.port = port
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> "Control":
        app = web.Application()
        app.router.add_post("/call", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    async def _serve(self, request: web.Request) -> web.Response:
        asked = await request.json()
        try:
            result = await self._call(asked["method"], asked.get("args"), asked.get("kwargs"))
        except (NotOffered, NoAnswer, TimeoutError, KeyError, TypeError) as error:
            body = {"error": type(error).__name__, "words": str(error)}
            return web.json_response(body, status=400)
        return web.json_response({"result": encoded(result)})

    async def _call(self, name: str, args: list[Any] | None, kwargs: Json | None) -> Any:
        if name.startswith("_"):
            raise KeyError(name)
        owner = next(one for one in (self, self._fake, self._fake.gateway) if hasattr(one, name))
        method = getattr(owner, name)
        result = method(*self._decoded(args or []), **self._decoded(kwargs or {}))
        return await result if inspect.isawaitable(result) else result

    def _decoded(self, value: Any) -> Any:
        if isinstance(value, dict) and set(value) == {"answer"}:
            return Answer(self._fake, self._fake.world.interactions[value["answer"]])
        if isinstance(value, dict) and set(value) == {"file", "text"}:
            return File(name=value["file"], content=value["text"].encode())
        if isinstance(value, dict):
            return {key: self._decoded(one) for key, one in value.items()}
        return [self._decoded(one) for one in value] if isinstance(value, list) else value

    def plant(self, **fault: Any) -> None:
        """A Fault by its fields."""
        self._fake.faults.plant(Fault(**fault))

    def clear_faults(self) -> None:
        self._fake.faults.clear()

    def advance(self, seconds: float) -> None:
        self._fake.clock.advance(seconds)

    def enforce_limits(self, **limits: Any) -> None:
        """Limits by their fields; counts begin anew."""
        self._fake.limits = LimitBook(Limits(is_enforced=True, **limits), self._fake.clock)

    def all_messages(self) -> list[Any]:
        """Every message ever made, deleted and ephemeral ones too."""
        return list(self._fake.world.messages.values())

    def exchanges(self, since: int = 0) -> list[Any]:
        return self._fake.exchanges[since:]

    def counts(self) -> Json:
        """What harnesses assert on."""
        return {
            "exchanges": len(self._fake.exchanges),
            "messages": len(self._fake.world.messages),
            "count_429": self._fake.count_429,
            "refused": dict(self._fake.limits.refused),
            "invalid": self._fake.limits.invalid_count,
            "crashes": self._fake.crashes,
            "repeated_nonces": self._fake.repeated_nonces,
            "identifies": len(self._fake.gateway.identifies),
            "resumes": len(self._fake.gateway.resumes),
            "is_connected": self._fake.gateway.is_connected,
            "commands": {
                str(scope): sorted(one["name"] for one in made.values())
                for scope, made in self._fake.world.commands.items()
            },
        }

    def configure_gateway(self, **fields: Any) -> None:
        """Sets fields of the gateway, such as `identify_total` or `is_ack_muted`."""
        for name, value in fields.items():
            setattr(self._fake.gateway, name, value)

    def faults_hit(self) -> list[Json]:
        return [asdict(fault) for fault in self._fake.faults.planted]


def encoded(value: Any) -> Any:
    """As JSON: values of the world by their fields, with `type` telling which."""
    if isinstance(value, Answer):
        return _answer(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {"type": type(value).__name__, "fields": asdict(value)}
    if isinstance(value, list | tuple):
        return [encoded(one) for one in value]
    return value


def _answer(answer: Answer) -> Json:
    fields = {
        "token": answer.interaction.token,
        "is_acknowledged": answer.is_acknowledged,
        "is_deferred": answer.is_deferred,
        "is_answered": answer.is_answered,
        "is_ephemeral": answer.is_ephemeral,
        "modal": answer.modal,
        "choices": answer.choices,
        "messages": [encoded(message) for message in answer.messages],
    }
    return {"type": "Answer", "fields": fields}
