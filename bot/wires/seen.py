"""Is a message that history shows the one that we mean?"""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.render.message import Message, texts, walk


def is_same(seen: Iterable[Any], message: Message, marker: str) -> bool:
    """Whether these components are the message: by the marker in a button of theirs.

    A message without buttons (a notice) is known by its words.
    """
    own_ids = [str(part.get("custom_id", "")) for part in walk(message.components)]
    if any(holds_marker(custom_id, marker) for custom_id in own_ids):
        return any(holds_marker(custom_id, marker) for custom_id in _all(seen, "custom_id"))
    return list(_all(seen, "content")) == list(texts(message.components))


def holds_marker(custom_id: str, marker: str) -> bool:
    """Whether the marker is one of the parts of this `verb:version:marker`."""
    return marker in custom_id.split(":")


def _all(components: Iterable[Any], attribute: str) -> Iterator[str]:
    for component in components:
        if value := getattr(component, attribute, None):
            yield value
        yield from _all(getattr(component, "children", ()), attribute)
        accessory = getattr(component, "accessory", None)
        if accessory is not None:
            yield from _all([accessory], attribute)
