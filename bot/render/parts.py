"""The components that messages are made of, by their names."""

from collections.abc import Sequence

from bot.render.message import (
    ACTION_ROW,
    BUTTON,
    CONTAINER,
    FILE,
    LINK,
    MEDIA_GALLERY,
    SECONDARY,
    SECTION,
    STRING_SELECT,
    TEXT,
    THUMBNAIL,
    Component,
    Json,
)
from bot.render.safe import cut, one_line

LABEL_MAX = 80  # Discord: button label
OPTION_MAX = 100  # Discord: select option's label, value and description
PLACEHOLDER_MAX = 150  # Discord: select placeholder
OPTIONS_MAX = 25  # Discord: options of one select


def text(content: str) -> Component:
    """A block of text in Discord's markdown."""
    return {"type": TEXT, "content": content}


def container(parts: Sequence[Component], colour: int) -> Component:
    """A card with a coloured bar at its left."""
    return {"type": CONTAINER, "accent_color": colour, "components": list(parts)}


def row(parts: Sequence[Component]) -> Component:
    """Buttons beside each other, or one select."""
    return {"type": ACTION_ROW, "components": list(parts)}


def button(
    custom_id: str, label: str = "", *, style: int = SECONDARY, emoji: str = ""
) -> Component:
    """A button that comes back to us."""
    made: dict[str, Json] = {"type": BUTTON, "style": style, "custom_id": custom_id}
    if label:
        made["label"] = cut(one_line(label), LABEL_MAX)
    if emoji:
        made["emoji"] = {"name": emoji}
    return made


def link(url: str, label: str) -> Component:
    """A button that opens a page."""
    return {"type": BUTTON, "style": LINK, "url": url, "label": cut(one_line(label), LABEL_MAX)}


def option(value: str, label: str, description: str = "", *, is_chosen: bool = False) -> Component:
    """One line of a select."""
    made: dict[str, Json] = {"value": value, "label": cut(one_line(label), OPTION_MAX) or value}
    if description:
        made["description"] = cut(one_line(description), OPTION_MAX)
    if is_chosen:
        made["default"] = True
    return made


def select(
    custom_id: str, options: Sequence[Component], placeholder: str, *, most: int = 1
) -> Component:
    """A list to choose from; at most 25 options are shown."""
    shown = list(options[:OPTIONS_MAX])
    return {
        "type": STRING_SELECT,
        "custom_id": custom_id,
        "options": shown,
        "placeholder": cut(one_line(placeholder), PLACEHOLDER_MAX),
        "min_values": 1,
        "max_values": min(most, len(shown)),
    }


def section(parts: Sequence[Component], accessory: Component) -> Component:
    """Text with one thing beside it."""
    return {"type": SECTION, "components": list(parts), "accessory": accessory}


def thumbnail(url: str, description: str) -> Component:
    """A small picture beside text."""
    return {"type": THUMBNAIL, "media": {"url": url}, "description": cut(description, 1024)}


def picture(url: str, description: str) -> Component:
    """A picture in full width with its description for those who do not see it."""
    item: Component = {"media": {"url": url}, "description": cut(description, 1024)}
    return {"type": MEDIA_GALLERY, "items": [item]}


def attached_file(name: str) -> Component:
    """A file that is sent with the message, to be downloaded."""
    return {"type": FILE, "file": {"url": f"attachment://{name}"}}
