"""What Discord takes in one message, and how much of it a message uses."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.render.message import Component, texts, walk

COMPONENTS_MAX = 40
# Discord: components reference, "up to 40 total components", nested ones count.
CHARACTERS_MAX = 4000
# Discord: 4000 characters over all text displays (discord-api-docs PR 8562).
BYTES_MAX = 10_000
# Discord answers 500 above about 10,170 UTF-8 bytes (discord-api-docs issue 8554).


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much of Discord's limits is used; characters are UTF-16 units, the stricter count."""

    components: int
    characters: int
    bytes: int

    def __add__(self, other: "Size") -> "Size":
        return Size(
            components=self.components + other.components,
            characters=self.characters + other.characters,
            bytes=self.bytes + other.bytes,
        )


LIMITS = Size(components=COMPONENTS_MAX, characters=CHARACTERS_MAX, bytes=BYTES_MAX)


def measure(components: Sequence[Component]) -> Size:
    """The size of these components with all that they hold."""
    shown = "".join(texts(components))
    return Size(
        components=sum(1 for _ in walk(components)),
        characters=len(shown.encode("utf-16-le", "surrogatepass")) // 2,
        bytes=len(shown.encode()),
    )


def is_within(size: Size, limits: Size = LIMITS) -> bool:
    """Whether a message of this size may be sent."""
    return (
        size.components <= limits.components
        and size.characters <= limits.characters
        and size.bytes <= limits.bytes
    )
