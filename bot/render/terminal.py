"""A message drawn in a terminal as it would look in Discord, with bar and buttons."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from typing import cast

from rich.console import Console
from rich.text import Text

from bot.render.message import (
    ACTION_ROW,
    BUTTON,
    CONTAINER,
    LINK,
    SECTION,
    SEPARATOR,
    TEXT,
    Component,
    Message,
)

BAR = "┃ "
_STAMP = re.compile(r"<t:(\d+)(?::[tTdDfFR])?>")
_TOKEN = re.compile(
    r"\\(?P<escaped>[^\w\s])"
    r"|\[(?P<label>(?:\\.|[^\]])*)\]\((?P<url>[^)\s]+)\)"
    r"|\*\*(?P<bold>(?:\\.|[^*])+)\*\*"
)
_STYLES = {"# ": "bold", "## ": "bold", "### ": "bold", "-# ": "dim", "> ": "italic"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """The terminal that is drawn on: its width, whether it shows colour, and the time there."""

    width: int = 80
    is_coloured: bool = False
    now: datetime | None = None


def draw(message: Message, screen: Screen) -> str:
    """The message as lines of text, at most `width` cells wide, ending with a line break."""
    console = Console(
        file=StringIO(),
        width=screen.width,
        force_terminal=screen.is_coloured,
        color_system="truecolor" if screen.is_coloured else None,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    for line in _message_lines(message.components, screen):
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
    return cast("StringIO", console.file).getvalue()


def _message_lines(components: Sequence[Component], screen: Screen) -> Iterator[Text]:
    for component in components:
        if component["type"] == CONTAINER:
            yield from _card(component, screen)
        else:
            yield from _part(component, screen, screen.width)


def _card(component: Component, screen: Screen) -> Iterator[Text]:
    """The parts of a card behind its coloured bar."""
    style = f"#{cast('int', component.get('accent_color') or 0):06x}"
    for part in _parts(component):
        for line in _part(part, screen, screen.width - len(BAR)):
            yield Text.assemble((BAR, style), line)


def _part(component: Component, screen: Screen, width: int) -> Iterator[Text]:
    match component["type"]:
        case value if value == TEXT:
            yield from _text(str(component["content"]), screen, width)
        case value if value == ACTION_ROW:
            yield Text("  ".join(_control(part) for part in _parts(component)), style="reverse dim")
        case value if value == SECTION:
            for part in _parts(component):
                yield from _part(part, screen, width)
        case value if value == SEPARATOR:
            yield Text("─" * width, style="dim")
        case _:
            yield Text(f"[{component.get('description', '…')}]", style="dim")


def _parts(component: Component) -> Sequence[Component]:
    return cast("Sequence[Component]", component.get("components", ()))


def _control(component: Component) -> str:
    """A button or a list as its label in brackets."""
    if component["type"] != BUTTON:
        return f"[ {component.get('placeholder', '')} ▾ ]"
    emoji = component.get("emoji")
    name = str(emoji["name"]) if isinstance(emoji, dict) else ""
    label = " ".join(part for part in (name, str(component.get("label", ""))) if part)
    return f"[ {label} ↗ ]" if component.get("style") == LINK else f"[ {label} ]"


def _text(content: str, screen: Screen, width: int) -> Iterator[Text]:
    console = Console(width=width, file=StringIO())
    for line in content.split("\n"):
        before, style, rest = _block(line)
        shown = _inline(_STAMP.sub(lambda found: _time(int(found[1]), screen.now), rest))
        shown.stylize(style)
        room = max(width - len(before), 10)
        for wrapped in shown.wrap(console, room) or [Text("")]:
            wrapped.rstrip()
            yield Text.assemble((before, "dim"), wrapped)


def _block(line: str) -> tuple[str, str, str]:
    """What stands before a line, its style, and the line without its block mark."""
    indent, bullet, rest = _bullet(line)
    for mark, style in _STYLES.items():
        if rest.startswith(mark):
            return indent + bullet + ("▏ " if mark == "> " else ""), style, rest[len(mark) :]
    return indent + bullet, "", rest


def _bullet(line: str) -> tuple[str, str, str]:
    rest = line.lstrip(" ")
    indent = line[: len(line) - len(rest)]
    return (indent, "• ", rest[2:]) if rest.startswith("- ") else (indent, "", rest)


def _inline(line: str) -> Text:
    """Links underlined, bold bold, escapes as the character itself."""
    shown, start = Text(), 0
    for found in _TOKEN.finditer(line):
        shown.append(line[start : found.start()])
        start = found.end()
        if found["escaped"]:
            shown.append(found["escaped"])
        elif found["label"] is not None:
            shown.append(_inline(found["label"]).plain, style="underline")
        else:
            shown.append(_inline(found["bold"]).plain, style="bold yellow")
    return shown.append(line[start:])


def _time(stamp: int, now: datetime | None) -> str:
    at = datetime.fromtimestamp(stamp, UTC)
    if now is None:
        return f"{at:%Y-%m-%d %H:%M} UTC"
    minutes = round((now - at).total_seconds() / 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    return f"{minutes // 60} h ago" if minutes < 48 * 60 else f"{minutes // 1440} days ago"
