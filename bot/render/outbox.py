"""What the outbox owes becomes messages: each kind of delivery by its own renderer."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from bot.contents import Contents
from bot.render.alert import alert
from bot.render.digest import DigestSection, DigestView, digest
from bot.render.facts import best_matches
from bot.render.message import Message
from bot.render.notice import notice
from bot.render.safe import Markup
from bot.render.sample import sample_view
from bot.render.shown import Shown, Voice
from bot.render.words import Words
from watchers.model import DeliveryKind, Param, PostStyle, Reason, StoryView, Tier


def render(contents: Contents, words: Words) -> tuple[Message, ...]:
    """The messages of a delivery, in order; none where nothing of it may be shown any more."""
    voice = Voice(words=words, locale=contents.settings.language)
    match contents.delivery.kind:
        case DeliveryKind.ALERT | DeliveryKind.UPDATE:
            return _cards(contents, voice)
        case DeliveryKind.DIGEST:
            return _digest(contents, voice)
        case DeliveryKind.NOTICE if contents.delivery.about.startswith("sample:"):
            return (_sample(contents, voice),)
        case DeliveryKind.NOTICE:
            reasons = [_ready(reason, voice) for reason in contents.delivery.reasons]
            return (notice(reasons, voice, contents.delivery.nonce()),)
        case _ as never:
            assert_never(never)


def _views(contents: Contents) -> list[StoryView]:
    """The stories that are left, in the message's order, with the matches it answers."""
    wanted = set(contents.delivery.watch_ids)
    found = (contents.views.get(story_id) for story_id in contents.delivery.story_ids)
    return [
        replace(view, matches=tuple(m for m in view.matches if m.watch_id in wanted))
        for view in found
        if view is not None
    ]


def _cards(contents: Contents, voice: Voice) -> tuple[Message, ...]:
    """One card: the first story's, with the headlines of those that came with it."""
    views = _views(contents)
    return (alert(views[0], _shown(contents, views, voice)),) if views else ()


def _shown(contents: Contents, views: Sequence[StoryView], voice: Voice) -> Shown:
    delivery, settings = contents.delivery, contents.settings
    is_alert = delivery.kind is DeliveryKind.ALERT
    is_urgent = delivery.tier is Tier.URGENT and is_alert
    story = views[0].story
    is_old = delivery.about != f"story:{story.id}:{story.revision}"
    return Shown(
        voice=voice,
        marker=delivery.nonce(),
        tier=delivery.tier,
        reasons=delivery.reasons,
        updated_at=story.updated_at if is_old or not is_alert else None,
        role_id=settings.ping_role_id if is_urgent else None,
        has_image=settings.shows_images,
        is_silent=not is_urgent if settings.ping_role_id else not is_alert,
        is_compact=settings.post_style is PostStyle.COMPACT,
        also=tuple(views[1:]),
    )


def _sample(contents: Contents, voice: Voice) -> Message:
    """A card as alerts will look here, marked as a sample."""
    views = _views(contents)
    view = views[0] if views and views[0].matches else sample_view(voice, contents.now)
    shown = _shown(contents, [view], voice)
    return alert(view, replace(shown, is_sample=True, updated_at=None, is_silent=True))


def _digest(contents: Contents, voice: Voice) -> tuple[Message, ...]:
    """The digest of a slot; each story stands under the watch that it fits best."""
    sections: dict[str, list[StoryView]] = {}
    for view in _views(contents):
        best = best_matches(view)
        if best and best[0].watch_id in view.watches:
            sections.setdefault(view.watches[best[0].watch_id].name, []).append(view)
    if not sections:
        return ()
    shown = DigestView(
        sections=tuple(
            DigestSection(watch=watch, stories=tuple(stories))
            for watch, stories in sections.items()
        ),
        until=contents.delivery.due_at,
        reasons=contents.delivery.reasons,
        unhealthy=contents.unwell,
    )
    return digest(shown, voice, contents.delivery.nonce())


def _ready(reason: Reason, voice: Voice) -> Reason:
    """The reason with its channel as Discord shows it, and the codes in it worded."""
    params: dict[str, Param] = dict(reason.params)
    if "channel_id" in params:
        params["channel"] = Markup(f"<#{params.pop('channel_id')}>")
    if "code" in params:
        params["code"] = str(params["code"])  # an error's number, not a count: 50013, not 50,013
    if params.get("why"):
        params["why"] = voice.give_reason(Reason(code=str(params["why"])))
    if "kind" in params:
        params["kind"] = voice.say(f"event-{params['kind']}")
    return replace(reason, params=params)
