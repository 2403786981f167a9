"""A story in full: who reported it when, in which languages, on whose word."""

from collections.abc import Sequence

from bot.render.alert import OUTLET_MAX, WHY_MAX, headline, why_line
from bot.render.facts import best_matches, leading_article
from bot.render.limits import is_within, measure
from bot.render.message import Component, Message
from bot.render.notice import card
from bot.render.safe import Markup, escape
from bot.render.shown import NORMAL, Voice
from bot.render.words import moment
from watchers.model import Article, StoryView

TITLE_MAX = 160


def story(view: StoryView, voice: Voice, rows: Sequence[Component] = ()) -> Message:
    """The timeline of a story, oldest first; the oldest are counted where all do not fit."""
    heading = Markup(f"{headline(leading_article(view), '### ')}\n{_span(view, voice)}")
    lines = [_line(article, voice) for article in view.articles]
    why = "\n".join(f"-# {line}" for line in _why(view, voice))
    left_out = 0
    while True:
        more = [voice.say("story-earlier", count=left_out)] if left_out else []
        timeline = Markup("\n".join([*more, *lines[left_out:]]))
        message = card([heading, timeline, why], NORMAL, rows)
        if is_within(measure(message.components)) or left_out >= len(lines) - 1:
            return message
        left_out += 1


def _span(view: StoryView, voice: Voice) -> Markup:
    return voice.say(
        "story-span",
        count=len(view.articles),
        since=moment(view.story.first_seen_at, "f"),
        until=moment(view.story.updated_at),
    )


def _line(article: Article, voice: Voice) -> str:
    facts = [
        moment(article.published_at or article.first_seen_at, "t"),
        escape(article.outlet, OUTLET_MAX) or voice.say("outlet-unknown"),
    ]
    if article.is_state_media:
        facts.append(voice.say("story-state-media"))
    if article.origin and article.origin not in (article.outlet, article.publisher):
        facts.append(voice.say("alert-origin", origin=article.origin))
    return f"{headline(article, '- ', TITLE_MAX)}\n  -# {' · '.join(facts)}"


def _why(view: StoryView, voice: Voice) -> list[Markup]:
    return [why_line(match, view.watches, voice) for match in best_matches(view)[:WHY_MAX]]
