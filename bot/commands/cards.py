"""The buttons of alerts and digests: Why, Story, 👍, 👎, Snooze, and opening a story."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.news import find_story
from bot.commands.presses import Press
from bot.render.buttons import custom_id
from bot.render.message import Message
from bot.render.notice import card
from bot.render.parts import button, row
from bot.render.safe import escape
from bot.render.shown import DIGEST, GOOD, Shown
from bot.render.story import story
from bot.render.why import why
from bot.render.words import moment
from watchers.alerts.policy import Snooze
from watchers.model import PlaceKind, Reason, StoryView
from watchers.store import Tx, deliveries, feedback, places, stories
from watchers.store.deliveries import Delivery
from watchers.store.feedback import Feedback

SNOOZE = timedelta(hours=24)
GOOD_VERDICT = "good"
CAUSES = ("wrong-person", "old-news", "not-important", "duplicate")


def find_delivery(tx: Tx, ask: Ask, marker: str) -> Delivery | None:
    """The delivery whose card carries the marker, if it went to a place of the asker's."""
    return deliveries.by_marker(tx, marker.partition(".")[0], ask.reader)


def read_card(tx: Tx, ask: Ask, marker: str) -> tuple[Delivery, StoryView] | None:
    """The delivery with the story on its card, as the asker may see it."""
    delivery = find_delivery(tx, ask, marker)
    if delivery is None or not delivery.story_ids:
        return None
    views = stories.story_views(tx, delivery.story_ids[:1], ask.reader)
    view = views.get(delivery.story_ids[0])
    if view is None:
        return None
    wanted = set(delivery.watch_ids)
    matches = tuple(match for match in view.matches if match.watch_id in wanted)
    return delivery, replace(view, matches=matches)


async def _card(ask: Ask, press: Press) -> tuple[Delivery, StoryView] | Reason:
    found = await ask.chat.store.read(lambda tx: read_card(tx, ask, press.argument))
    return found or Reason(code="card-gone")


async def tell_why(ask: Ask, press: Press) -> Outcome:
    """Why this card came: what was stored when it was decided."""
    found = await _card(ask, press)
    if isinstance(found, Reason):
        return found
    return explain_card(ask, *found)


def explain_card(ask: Ask, delivery: Delivery, view: StoryView) -> Message:
    """The explanation of a delivery."""
    shown = Shown(voice=ask.voice, tier=delivery.tier, reasons=delivery.reasons)
    return why(view, shown)


async def tell_story(ask: Ask, press: Press) -> Outcome:
    """The timeline of the card's story."""
    found = await _card(ask, press)
    return found if isinstance(found, Reason) else story(found[1], ask.voice)


async def open_story(ask: Ask, press: Press) -> Outcome:
    """A story that was chosen from a digest's list."""
    chosen = press.values[0] if press.values else ""
    if not chosen.isdecimal():
        return Reason(code="old-button")
    found = await ask.chat.store.read(lambda tx: find_story(tx, ask, chosen))
    return story(found, ask.voice) if found else Reason(code="card-gone")


async def praise(ask: Ask, press: Press) -> Outcome:
    """👍: one vote of a person on a delivery."""
    found = await _card(ask, press)
    if isinstance(found, Reason):
        return found
    await _give(ask, found[0], GOOD_VERDICT)
    return card([ask.voice.say("praised")], GOOD)


async def ask_cause(ask: Ask, press: Press) -> Outcome:
    """👎: what was wrong with it?"""
    found = await _card(ask, press)
    if isinstance(found, Reason):
        return found
    buttons = [
        button(custom_id(cause, press.argument), ask.voice.label(f"cause-{cause}"))
        for cause in CAUSES
    ]
    title = escape(found[1].story.title, 160)
    return card([ask.voice.say("cause-question", title=title)], DIGEST, [row(buttons)])


async def _give(ask: Ask, delivery: Delivery, verdict: str) -> None:
    said = Feedback(
        delivery_id=delivery.id,
        user_id=ask.user_id,
        verdict=verdict,
        at=ask.now,
        guild_id=ask.guild_id,
        story_id=delivery.story_ids[0] if delivery.story_ids else None,
        watch_id=delivery.watch_ids[0] if delivery.watch_ids else None,
    )
    await ask.chat.store.write(lambda tx: feedback.give(tx, said))


async def blame(ask: Ask, press: Press, cause: str) -> tuple[Delivery, StoryView] | Reason:
    """Keep the cause of a 👎; the card that it is about."""
    found = await _card(ask, press)
    if not isinstance(found, Reason):
        await _give(ask, found[0], cause.replace("-", "_"))
    return found


async def snooze(ask: Ask, press: Press) -> Outcome:
    """Keep this place quiet on what the card was about, for a day."""
    found = await _card(ask, press)
    if isinstance(found, Reason):
        return found
    delivery = found[0]
    place = delivery.place
    if place.kind is PlaceKind.CHANNEL and not ask.may_manage(place.discord_id):
        return Reason(code="no-manage-here")
    until = ask.now + SNOOZE
    wishes = [Snooze(place_id=place.id, until=until, watch_id=one) for one in delivery.watch_ids]
    await ask.chat.store.write(lambda tx: _snooze_all(tx, wishes))
    return card([ask.voice.say("snoozed", until=moment(until, "f"))], DIGEST)


def _snooze_all(tx: Tx, wishes: Iterable[Snooze]) -> None:
    for wish in wishes:
        places.snooze(tx, wish)
