"""One story becomes one card: headline, outlets, the publisher's own words, why it is here."""

from collections.abc import Mapping

from bot.render.buttons import alert_buttons
from bot.render.facts import (
    best_matches,
    languages,
    leading_article,
    other_outlets,
    state_outlets,
)
from bot.render.limits import is_within, measure
from bot.render.message import Component, Message, texts
from bot.render.parts import container, section, text, thumbnail
from bot.render.safe import ELLIPSIS, Markup, escape, masked_link, safe_url
from bot.render.shown import COLOURS, Shown, Voice
from bot.render.words import moment
from watchers.model import Article, Match, Reason, StoryView, Watch

TITLE_MAX = 256
OUTLET_MAX = 60
SUMMARY_MAX = 300
"""Excerpts of others' texts stay short."""
WHY_MAX = 5
"""Lines of why; further watches are counted."""
SPAN_MAX = 60
CHANGES = frozenset(
    {"number", "date", "place", "correction", "retraction", "alert-correction", "alert-retraction"}
)
"""What an update under a card tells."""
ALSO_MAX = 2
ALSO_TITLE_MAX = 120


def alert(view: StoryView, shown: Shown) -> Message:
    """The card of a story, within Discord's limits for every script."""
    summary = [] if shown.is_compact else _summary(view)
    parts = [*_head(view, shown), *summary, *_also(shown), *_why(view, shown)]
    if shown.marker:
        parts.append(alert_buttons(shown.voice, shown.marker))
    components = (*_ping(shown), container(_fitting(parts), COLOURS[shown.tier]))
    return Message(
        components=components,
        plain="\n".join(texts(components)),
        is_silent=shown.is_silent,
        allowed_role_id=shown.role_id,
    )


def _fitting(parts: list[Component]) -> list[Component]:
    """The parts, without those in the middle that would pass Discord's limits."""
    while len(parts) > 2 and not is_within(measure([container(parts, 0)])):
        del parts[1]
    return parts


def _ping(shown: Shown) -> list[Component]:
    return [text(f"<@&{shown.role_id}>")] if shown.role_id else []


def _head(view: StoryView, shown: Shown) -> list[Component]:
    article = leading_article(view)
    head = text(
        "\n".join([*_flags(shown), headline(article, "### "), story_line(view, shown.voice)])
    )
    image = safe_url(article.image_url) if shown.has_image else ""
    return [section([head], thumbnail(image, article.title))] if image else [head]


def _flags(shown: Shown) -> list[str]:
    flags = []
    if shown.is_sample:
        flags.append(f"-# {shown.voice.say('alert-sample')}")
    if shown.updated_at:
        flags.append(f"-# {shown.voice.say('alert-updated', at=moment(shown.updated_at))}")
    return flags


def headline(article: Article, before: str = "", limit: int = TITLE_MAX) -> Markup:
    """The headline as a link to the article."""
    shown = masked_link(article.title, article.url, limit) or escape(article.url, limit)
    return Markup(before + (shown or ELLIPSIS))


def story_line(view: StoryView, voice: Voice) -> Markup:
    """Outlet, time, further outlets, languages, state media, and whose report it rests on."""
    article = leading_article(view)
    facts = [
        escape(article.outlet, OUTLET_MAX) or voice.say("outlet-unknown"),
        moment(article.published_at or article.first_seen_at),
    ]
    facts += _counts(view, voice)
    if article.origin and article.origin not in (article.outlet, article.publisher):
        facts.append(voice.say("alert-origin", origin=article.origin))
    return Markup(" · ".join(facts))


def _counts(view: StoryView, voice: Voice) -> list[Markup]:
    others, state = other_outlets(view), state_outlets(view.articles)
    counts = [voice.say("alert-outlets", count=others)] if others else []
    counts += [escape(" ".join(languages(view.articles)), OUTLET_MAX)] if others else []
    counts += [voice.say("alert-state-media", count=state)] if state else []
    return [count for count in counts if count]


def _summary(view: StoryView) -> list[Component]:
    article = leading_article(view)
    summary = escape(article.summary or article.text, SUMMARY_MAX)
    is_new = summary and summary != escape(article.title, SUMMARY_MAX)
    return [text(f"> {summary}")] if is_new else []


def _also(shown: Shown) -> list[Component]:
    """The headlines of further stories that this card tells."""
    lines = [headline(leading_article(view), "- ", ALSO_TITLE_MAX) for view in shown.also]
    return [text("\n".join(lines[:ALSO_MAX]))] if lines else []


def _why(view: StoryView, shown: Shown) -> list[Component]:
    matches = best_matches(view)
    lines = [why_line(match, view.watches, shown.voice) for match in matches[:WHY_MAX]]
    if len(matches) > WHY_MAX:
        lines.append(shown.voice.say("alert-more-watches", count=len(matches) - WHY_MAX))
    lines += [shown.voice.give_reason(reason) for reason in _telling(shown)]
    return [text("\n".join(f"-# {line}" for line in lines))] if lines else []


def _telling(shown: Shown) -> list[Reason]:
    """The reasons that say more than the card does; an edited card has outgrown its first ones."""
    if shown.updated_at is not None:
        return [reason for reason in shown.reasons if reason.code in CHANGES][:2]
    return [reason for reason in shown.reasons if reason.code != "alert-new-story"][:2]


def why_line(match: Match, watches: Mapping[int, Watch], voice: Voice) -> Markup:
    """In one small line: which watch, what the mention is, which words, where."""
    evidence = match.evidence[0]
    return voice.say(
        "alert-why",
        watch=escape(watch_name(watches, match.watch_id, voice), SPAN_MAX),
        role=voice.say(f"role-{match.role}"),
        text=escape(evidence.text, SPAN_MAX),
        field=voice.say(f"field-{evidence.field}"),
        score=round(match.score),
    )


def watch_name(watches: Mapping[int, Watch], watch_id: int, voice: Voice) -> str:
    """The name of a watch; a word for it where it is gone by now."""
    watch = watches.get(watch_id)
    return watch.name if watch else voice.say("watch-gone")
