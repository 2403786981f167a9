"""A sample alert into a channel: through the outbox, so that it shows just what will come."""

from datetime import timedelta

from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.choices import followed_watches
from bot.commands.follow import ensure_place
from bot.commands.presses import Press
from bot.commands.targets import find_target, name_target
from bot.render.notice import card
from bot.render.shown import GOOD
from watchers.model import DeliveryKind, Owed, Place, Reason, Tier
from watchers.store import Tx, deliveries, stories

SAMPLE_SPAN = timedelta(days=90)


async def sample_here(ask: Ask, press: Press) -> Outcome:
    """A sample where the button was pressed, or in direct messages without a say there."""
    target = find_target(ask, None)
    if isinstance(target, Reason):
        return target
    place = await ask.chat.store.write(lambda tx: ensure_place(tx, ask, target))
    watch_ids = await ask.chat.store.read(lambda tx: followed_watches(tx, ask))
    await send_sample(ask, place, watch_ids)
    return card([ask.voice.say("sample-sent", place=name_target(target, ask))], GOOD)


async def send_sample(ask: Ask, place: Place, watch_ids: tuple[int, ...]) -> None:
    """Owe the sample and wake the sender."""
    await ask.chat.store.write(lambda tx: _owe(tx, ask, place, watch_ids))
    ask.chat.newsroom.wake()


def _owe(tx: Tx, ask: Ask, place: Place, watch_ids: tuple[int, ...]) -> None:
    """The newest story of these watches; an invented one where there is none yet.

    A notice is not counted as having told its story, so that a sample keeps nothing back.
    """
    since = ask.now - SAMPLE_SPAN
    found = stories.stories_of_watches(tx, watch_ids, since, ask.now, ask.reader)
    owed = Owed(
        place_id=place.id,
        kind=DeliveryKind.NOTICE,
        about=f"sample:{int(ask.now.timestamp())}",
        tier=Tier.NORMAL,
        due_at=ask.now,
        story_ids=tuple(view.story.id for view in found[:1]),
        watch_ids=watch_ids,
    )
    deliveries.owe(tx, [owed], ask.now)
