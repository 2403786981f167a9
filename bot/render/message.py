"""A message as plain JSON: Discord's Components V2, the same for preview, post and test."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"
Component: TypeAlias = Mapping[str, Json]

# Discord: component types, https://discord.com/developers/docs/components/reference
ACTION_ROW = 1
BUTTON = 2
STRING_SELECT = 3
CHANNEL_SELECT = 8
ROLE_SELECT = 6
SECTION = 9
TEXT = 10
THUMBNAIL = 11
MEDIA_GALLERY = 12
FILE = 13
SEPARATOR = 14
CONTAINER = 17

# Discord: button styles
PRIMARY = 1
SECONDARY = 2
SUCCESS = 3
DANGER = 4
LINK = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is sent: components, and the same in plain words for logs, previews and readers.

    `allowed_role_id` is the one role that may be pinged; nothing else ever is.
    """

    components: tuple[Component, ...]
    plain: str
    is_silent: bool = False
    allowed_role_id: int | None = None


def to_json(message: Message) -> dict[str, Json]:
    """A message as JSON, to be kept beside its delivery."""
    return {
        "components": list(message.components),
        "plain": message.plain,
        "is_silent": message.is_silent,
        "allowed_role_id": message.allowed_role_id,
    }


def from_json(kept: Mapping[str, Json]) -> Message:
    """The message that `to_json` kept."""
    role_id = kept.get("allowed_role_id")
    return Message(
        components=tuple(cast("Sequence[Component]", kept["components"])),
        plain=str(kept["plain"]),
        is_silent=bool(kept.get("is_silent")),
        allowed_role_id=role_id if isinstance(role_id, int) else None,
    )


def walk(components: Sequence[Component]) -> Iterator[Component]:
    """Every component, a parent before its children, in the order of reading."""
    for component in components:
        yield component
        yield from walk(cast("Sequence[Component]", component.get("components", ())))
        accessory = component.get("accessory")
        if isinstance(accessory, Mapping):
            yield accessory


def texts(components: Sequence[Component]) -> Iterator[str]:
    """The text of every text display, in the order of reading."""
    return (str(part["content"]) for part in walk(components) if part["type"] == TEXT)
