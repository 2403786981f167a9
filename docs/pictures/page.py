"""A message's JSON as an HTML page that looks like Discord's dark theme; for pictures only."""

import html
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import cast

from bot.render.message import (
    ACTION_ROW,
    BUTTON,
    CONTAINER,
    MEDIA_GALLERY,
    SEPARATOR,
    TEXT,
    Component,
    Message,
)

STYLE = """
* { box-sizing: border-box; }
body { margin: 0; background: #313338; color: #dbdee1; width: 660px;
  font: 16px/1.375 "gg sans", "Noto Sans", "Noto Sans CJK KR", Arial, sans-serif; }
.message { padding: 16px 16px 16px 72px; position: relative; }
.avatar { position: absolute; left: 16px; top: 18px; width: 40px; height: 40px; border-radius: 50%;
  background: #4c8bf5; color: #fff; display: grid; place-items: center; font-weight: 700; }
.name { color: #f2f3f5; font-weight: 600; }
.app { background: #5865f2; color: #fff; font-size: 10px; font-weight: 700; border-radius: 4px;
  padding: 2px 4px; margin: 0 6px; vertical-align: 2px; }
.at { color: #949ba4; font-size: 12px; }
.card { background: #2b2d31; border: 1px solid #3f4147; border-left: 4px solid; border-radius: 8px;
  padding: 14px 16px; margin-top: 6px; max-width: 560px; }
h2, h3 { color: #f2f3f5; margin: 0; } h2 { font-size: 20px; }
h3 { font-size: 17px; margin-top: 2px; }
small { color: #949ba4; font-size: 12.5px; display: block; line-height: 1.45; }
blockquote { margin: 8px 0; padding-left: 10px; border-left: 4px solid #4e5058; }
.bullet { padding-left: 18px; text-indent: -12px; margin-top: 6px; }
.bullet + small { padding-left: 18px; }
a { color: #00a8fc; text-decoration: none; }
time { background: #3f4248; border-radius: 3px; padding: 0 2px; }
.row { display: flex; gap: 8px; margin-top: 12px; flex-wrap: wrap; }
.button { background: #4e5058; color: #fff; border-radius: 8px;
  padding: 6px 14px; font-size: 14px; }
.style3 { background: #248046; } .style1 { background: #5865f2; } .style4 { background: #da373c; }
.select { background: #1e1f22; border: 1px solid #3f4147; border-radius: 8px; padding: 8px 12px;
  flex: 1; max-width: 400px; color: #949ba4; }
hr { border: 0; border-top: 1px solid #3f4147; }
p { margin: 0; min-height: 4px; }
"""
_INLINE = re.compile(
    r"\\(?P<escaped>[^\w\s])|\[(?P<label>(?:\\.|[^\]])*)\]\((?P<url>[^)\s]+)\)"
    r"|\*\*(?P<bold>(?:\\.|[^*])+)\*\*|<t:(?P<at>\d+)(?::(?P<style>\w))?>|`(?P<code>[^`]+)`"
)


def page(messages: Sequence[Message], now: datetime, picture: str = "") -> str:
    """The page of these messages as a reader sees them at that time."""
    cards = "".join(_components(message.components, now, picture) for message in messages)
    head = (
        '<span class="name">Watchfloor</span><span class="app">APP</span>'
        f'<span class="at">Today at {now:%H:%M}</span>'
    )
    body = f'<div class="message"><div class="avatar">W</div>{head}{cards}</div>'
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{body}'


def _components(components: Sequence[Component], now: datetime, picture: str) -> str:
    return "".join(_component(component, now, picture) for component in components)


def _component(component: Component, now: datetime, picture: str) -> str:
    inner = cast("Sequence[Component]", component.get("components", ()))
    kind = component["type"]
    if kind == TEXT:
        return "".join(_line(line, now) for line in str(component["content"]).split("\n"))
    if kind == CONTAINER:
        colour = cast("int", component.get("accent_color") or 0)
        body = _components(inner, now, picture)
        return f'<div class="card" style="border-left-color:#{colour:06x}">{body}</div>'
    if kind == ACTION_ROW:
        return f'<div class="row">{"".join(map(_control, inner))}</div>'
    if kind == MEDIA_GALLERY:
        return f'<img src="{picture}" style="width:100%;border-radius:8px;margin-top:8px">'
    return "<hr>" if kind == SEPARATOR else _components(inner, now, picture)


def _control(component: Component) -> str:
    if component["type"] != BUTTON:
        return f'<span class="select">{html.escape(str(component.get("placeholder")))} ▾</span>'
    emoji = component.get("emoji")
    name = str(emoji["name"]) if isinstance(emoji, dict) else ""
    label = html.escape(f"{name} {component.get('label', '')}".strip())
    return f'<span class="button style{component.get("style")}">{label}</span>'


def _line(line: str, now: datetime) -> str:
    for mark, tag in (("### ", "h3"), ("## ", "h2"), ("-# ", "small"), ("> ", "blockquote")):
        if line.lstrip().startswith(mark):
            return f"<{tag}>{_inline(line.lstrip()[len(mark) :], now)}</{tag}>"
    if line.startswith("- "):
        return f'<div class="bullet">•&ensp;{_inline(line[2:], now)}</div>'
    return f"<p>{_inline(line, now)}</p>"


def _inline(line: str, now: datetime) -> str:
    shown, start = "", 0
    for found in _INLINE.finditer(line):
        shown += html.escape(line[start : found.start()]) + _token(found, now)
        start = found.end()
    return shown + html.escape(line[start:])


def _token(found: re.Match[str], now: datetime) -> str:
    if found["escaped"]:
        return html.escape(found["escaped"])
    if found["label"] is not None:
        return f'<a href="{html.escape(found["url"])}">{_inline(found["label"], now)}</a>'
    if found["bold"]:
        return f"<b>{_inline(found['bold'], now)}</b>"
    if found["code"]:
        return f"<code>{html.escape(found['code'])}</code>"
    return f"<time>{_time(int(found['at']), found['style'], now)}</time>"


def _time(stamp: int, style: str | None, now: datetime) -> str:
    at = datetime.fromtimestamp(stamp, UTC)
    if style != "R":
        return f"{at:%-d %B %Y %H:%M}"
    minutes = max(round((now - at).total_seconds() / 60), 0)
    return f"{minutes} minutes ago" if minutes < 90 else f"{minutes // 60} hours ago"
