"""The buttons of cards, and the identity by which a click is known after any restart."""

from bot.render.message import Component
from bot.render.parts import button, row
from bot.render.shown import Voice

VERSION = 1


def alert_buttons(voice: Voice, marker: str) -> Component:
    """The row under a card; the marker in each `custom_id` finds the delivery after any restart."""
    return row(
        [
            button(custom_id("why", marker), voice.label("button-why")),
            button(custom_id("story", marker), voice.label("button-story")),
            button(custom_id("up", marker), emoji="👍"),
            button(custom_id("down", marker), emoji="👎"),
            button(custom_id("snooze", marker), voice.label("button-snooze")),
        ]
    )


def custom_id(verb: str, argument: str) -> str:
    """The identity of a button: `verb:version:argument`, at most 100 characters."""
    return f"{verb}:{VERSION}:{argument}"
