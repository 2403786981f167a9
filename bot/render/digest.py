"""One period becomes a digest: grouped by watch, in as many messages as Discord's limits ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.render.alert import OUTLET_MAX, headline, story_line
from bot.render.buttons import custom_id
from bot.render.facts import leading_article
from bot.render.limits import Size, is_within, measure
from bot.render.message import Component, Message, texts
from bot.render.parts import OPTIONS_MAX, button, container, option, row, select, text
from bot.render.safe import Markup, escape
from bot.render.shown import DIGEST, Voice
from bot.render.words import moment
from watchers.model import Reason, StoryView

TITLE_MAX = 200
UNHEALTHY_MAX = 5
# Room for what every message of a digest carries beside its stories: heading, foot and select.
RESERVED = Size(components=9, characters=900, bytes=2500)


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSection:
    """The stories of one watch, best first; `more` were left out."""

    watch: str
    stories: tuple[StoryView, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """What a digest says: sections in order, what is special, which sources are not well."""

    sections: tuple[DigestSection, ...]
    until: datetime
    since: datetime | None = None
    reasons: tuple[Reason, ...] = ()
    unhealthy: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One story under its watch, worded."""

    watch: str
    words: str
    story: StoryView | None


def digest(view: DigestView, voice: Voice, marker: str = "") -> tuple[Message, ...]:
    """The messages of a digest in order, never none; each is marked `marker`, `marker.1`, …"""
    chunks = list(_pack(list(_lines(view, voice)))) or [[]]
    pages = len(chunks)
    return tuple(
        _page(chunk, _Page(view=view, number=number, of=pages, marker=marker), voice)
        for number, chunk in enumerate(chunks)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    view: DigestView
    number: int
    of: int
    marker: str


def chunk_marker(marker: str, number: int) -> str:
    """The marker of a digest's message: the delivery's own for the first, then `.1`, `.2`, …"""
    return f"{marker}.{number}" if number else marker


def _lines(view: DigestView, voice: Voice) -> Iterator[_Line]:
    for part in view.sections:
        for story in part.stories:
            yield _Line(watch=part.watch, words=_story_words(story, voice), story=story)
        if part.more:
            more = voice.say("digest-more", count=part.more)
            yield _Line(watch=part.watch, words=f"-# {more}", story=None)


def _story_words(view: StoryView, voice: Voice) -> str:
    title = headline(leading_article(view), "- ", TITLE_MAX)
    return f"{title}\n  -# {story_line(view, voice)}"


def _pack(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """The lines in order, in the fewest chunks that each leave room for heading and foot."""
    chunk: list[_Line] = []
    for line in lines:
        if chunk and not is_within(_size([*chunk, line])):
            yield chunk
            chunk = []
        chunk.append(line)
    if chunk:
        yield chunk


def _size(chunk: Sequence[_Line]) -> Size:
    return measure(_sections(chunk)) + RESERVED


def _sections(chunk: Sequence[_Line]) -> list[Component]:
    """One card for each watch, in the order of the lines."""
    groups: dict[str, list[str]] = {}
    for line in chunk:
        groups.setdefault(line.watch, []).append(line.words)
    return [
        container([text("\n".join([f"### {escape(watch, OUTLET_MAX)}", *words]))], DIGEST)
        for watch, words in groups.items()
    ]


def _page(chunk: Sequence[_Line], page: _Page, voice: Voice) -> Message:
    parts = [text(_heading(page, voice)), *_sections(chunk)]
    if page.number == page.of - 1:
        parts += [text(foot) for foot in _feet(page.view, voice)]
    stories = [line.story for line in chunk if line.story]
    if page.marker:
        parts.append(row([_marked(stories, chunk_marker(page.marker, page.number), voice)]))
    return Message(components=tuple(parts), plain="\n".join(texts(parts)))


def _heading(page: _Page, voice: Voice) -> Markup:
    stories = len({s.story.id for part in page.view.sections for s in part.stories})
    if page.number:
        return Markup(f"-# {voice.say('digest-page', number=page.number + 1, of=page.of)}")
    return Markup(f"## {voice.say('digest-title')}\n{_span(page.view, stories, voice)}")


def _span(view: DigestView, stories: int, voice: Voice) -> Markup:
    until = moment(view.until, "f")
    if view.since is None:
        return voice.say("digest-until", count=stories, until=until)
    code = "digest-heading" if stories else "digest-empty"
    return voice.say(code, count=stories, since=moment(view.since, "f"), until=until)


def _feet(view: DigestView, voice: Voice) -> list[str]:
    """What is special and which sources are not well, where there is something to say."""
    feet = [voice.give_reason(reason) for reason in view.reasons]
    if view.unhealthy:
        names = ", ".join(escape(name, 40) for name in view.unhealthy[:UNHEALTHY_MAX])
        count = len(view.unhealthy)
        feet.append(voice.say("digest-unhealthy", count=count, names=Markup(names)))
    return ["\n".join(f"-# {foot}" for foot in feet)] if feet else []


def _marked(stories: Sequence[StoryView], marker: str, voice: Voice) -> Component:
    """A list that opens one story, a button where there is none: it carries the marker."""
    if not stories:
        return button(custom_id("following", marker), voice.label("button-following"))
    unique = {view.story.id: leading_article(view) for view in stories}
    options = [
        option(str(story_id), article.title or str(story_id), article.outlet)
        for story_id, article in list(unique.items())[:OPTIONS_MAX]
    ]
    return select(custom_id("open", marker), options, voice.label("digest-open"))
