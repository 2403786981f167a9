"""One REST request as the routes see it, their reply, and the record of both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.discord.errors import api_error


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    name: str
    content: bytes
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request, read: `template` as in Discord's documents, `params` what its braces held."""

    method: str
    template: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    files: Mapping[int, File] = field(default_factory=dict)
    token: str | None = None

    @property
    def form(self) -> dict[str, Any]:
        """The body, where an object is asked for."""
        if self.body is None:
            return {}
        if not isinstance(self.body, dict):
            raise api_error(50109)
        return self.body

    def id(self, name: str) -> int:
        """A snowflake out of the path; what is none names nothing that exists."""
        text = self.params[name]
        return int(text) if text.isdecimal() else 0

    def number(self, name: str, default: int) -> int:
        """A number out of the query."""
        text = self.query.get(name, "")
        return int(text) if text.lstrip("-").isdecimal() else default

    def flag(self, name: str) -> bool:
        return self.query.get(name, "").lower() in ("1", "true")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


NO_CONTENT = Reply(status=204)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What was asked and what was answered; `fault` names what was done to the reply."""

    method: str
    template: str
    path: str
    query: Mapping[str, str]
    request: Any
    filenames: tuple[str, ...]
    status: int
    response: Any
    at: float
    fault: str = ""

    @property
    def route(self) -> str:
        return f"{self.method} {self.template}"
