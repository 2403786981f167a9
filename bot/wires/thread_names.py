"""What a thread is called: the headline of the message that it belongs to, as plain words."""

import re

from bot.render.message import Message, texts

NAME_MAX = 100  # Discord: channel and thread names
_LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\([^)\s]*\)")
_MARKS = re.compile(r"^(?:#{1,3}|-#|>|[-*])\s+|\*\*|`")
_ESCAPED = re.compile(r"\\([^a-zA-Z0-9\s])")
_STAMP = re.compile(r"<[^>\s]{1,60}>")


def name_thread(message: Message) -> str:
    """The first heading of the message, else its first line; never empty."""
    lines = [line for text in texts(message.components) for line in text.splitlines()]
    heading = next((line for line in lines if line.startswith("#")), lines[0] if lines else "")
    return plain(heading)[:NAME_MAX] or "…"


def plain(line: str) -> str:
    """A line of Discord's markdown as the words that a reader sees."""
    shown = _STAMP.sub("", _MARKS.sub("", _LINK.sub(r"\1", line)))
    return " ".join(_ESCAPED.sub(r"\1", shown).split())
