"""What a route is: method, template as in Discord's documents, and who does the work."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.discord.exchange import Call, Reply

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

Work = Callable[["FakeDiscord", Call], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """`is_open` routes carry their token in the path and need no bot token."""

    method: str
    template: str
    work: Work
    is_open: bool = False
