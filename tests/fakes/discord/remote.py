"""The actor API of a fake in another process: the same methods, all awaited.

async with RemoteDiscord(control_url) as discord:
    guild = await discord.add_guild()
    answer = await discord.slash(guild, channel, reader, "follow", {"what": "Kim"})
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import aiohttp

from tests.fakes.discord.answers import NoAnswer
from tests.fakes.discord.command_options import NotOffered
from tests.fakes.discord.exchange import Exchange, File
from tests.fakes.discord.snapshot import channel_of, guild_of, message_of
from tests.fakes.discord.world import Message, Role, User

Json = dict[str, Any]

ERRORS = {"NotOffered": NotOffered, "NoAnswer": NoAnswer, "TimeoutError": TimeoutError}


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteAnswer:
    """An answer as it stood when it was asked for."""

    token: str
    is_acknowledged: bool
    is_deferred: bool
    is_answered: bool
    is_ephemeral: bool
    modal: Json | None
    choices: list[Json]
    messages: list[Message]

    @property
    def text(self) -> str:
        return "\n".join(message.text for message in self.messages)

    @property
    def latest(self) -> Message:
        return self.messages[-1]

    @property
    def custom_ids(self) -> tuple[str, ...]:
        return tuple(one for message in self.messages for one in message.custom_ids)


class RemoteDiscord:
    """Any public method of FakeDiscord, its gateway and Control, by its name."""

    def __init__(self, control_url: str):
        self._url = control_url
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "RemoteDiscord":
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._session is not None
        await self._session.close()

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        async def call(*args: Any, **kwargs: Any) -> Any:
            return await self._call(name, _named(args), _named(kwargs))

        return call

    async def _call(self, name: str, args: Any, kwargs: Any) -> Any:
        assert self._session is not None
        asked = {"method": name, "args": args, "kwargs": kwargs}
        async with self._session.post(f"{self._url}/call", json=asked) as response:
            told = await response.json()
        if "error" in told:
            raise ERRORS.get(told["error"], RuntimeError)(f"{told['error']}: {told['words']}")
        return _decoded(told["result"])


def _named(value: Any) -> Any:
    """Things by their ids, answers by their tokens, files by name and text."""
    if isinstance(value, RemoteAnswer):
        return {"answer": value.token}
    if isinstance(value, File):
        return {"file": value.name, "text": value.content.decode()}
    if isinstance(value, dict):
        return {key: _named(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_named(one) for one in value]
    return getattr(value, "id", value)


_MADE: dict[str, Callable[[Json], Any]] = {
    "Guild": guild_of,
    "Channel": channel_of,
    "Message": message_of,
    "User": lambda fields: User(**fields),
    "Role": lambda fields: Role(**fields),
    "Exchange": lambda fields: Exchange(**fields | {"filenames": tuple(fields["filenames"])}),
    "Answer": lambda fields: RemoteAnswer(**fields | {"messages": _decoded(fields["messages"])}),
}


def _decoded(value: Any) -> Any:
    if isinstance(value, dict) and value.keys() == {"type", "fields"} and value["type"] in _MADE:
        return _MADE[value["type"]](value["fields"])
    if isinstance(value, list):
        return [_decoded(one) for one in value]
    return value
