"""A few sentences with a coloured bar: what happened, and what to do."""

from collections.abc import Sequence

from bot.render.buttons import custom_id
from bot.render.message import Component, Message, texts
from bot.render.parts import button, container, row, text
from bot.render.shown import DIGEST, WARNING, Voice
from watchers.model import Reason


def notice(reasons: Sequence[Reason], voice: Voice, marker: str = "") -> Message:
    """One card with a sentence for each reason; with a marker, a button that carries it."""
    said = [voice.give_reason(reason) for reason in reasons]
    help_button = button(custom_id("help", marker), voice.label("button-help"))
    return card(["\n".join(said)], WARNING, [row([help_button])] if marker else [])


def card(
    paragraphs: Sequence[str], colour: int = DIGEST, rows: Sequence[Component] = ()
) -> Message:
    """A card of paragraphs that are already words, with rows of buttons under them."""
    parts = [*(text(paragraph) for paragraph in paragraphs if paragraph), *rows]
    components = (container(parts, colour),)
    return Message(components=components, plain="\n".join(texts(components)))
