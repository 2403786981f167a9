"""A change to what is followed: made at once, and undone with the same tap."""

from dataclasses import dataclass, replace

from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.following import Followed, may_change
from bot.commands.presses import Press
from bot.render.buttons import custom_id
from bot.render.notice import card
from bot.render.parts import button, row
from bot.render.shown import DIGEST, GOOD
from watchers.model import Reason, Subscription, Watch
from watchers.store import subscriptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One subscription as it is, and the watch and wishes that it shall have."""

    before: Followed
    watch: Watch
    subscription: Subscription


async def make_change(ask: Ask, change: Change, paragraphs: tuple[str, ...] = ()) -> Outcome:
    """Make it, for those who may; the answer has the way back."""
    if not may_change(ask, change.before.place):
        return Reason(code="no-manage-here")
    made = await apply_change(ask, change)
    back = Change(before=made, watch=change.before.watch, subscription=change.before.subscription)
    undo = button(custom_id("unmend", ask.chat.drafts.keep(back)), ask.voice.label("button-undo"))
    listed = button(custom_id("page", "0"), ask.voice.label("button-list"))
    return card([ask.voice.say("mended"), *paragraphs], GOOD, [row([undo, listed])])


async def revert(ask: Ask, press: Press) -> Outcome:
    """Everything as it was before the change."""
    change = ask.chat.drafts.find(press.argument, Change)
    if change is None:
        return Reason(code="draft-gone")
    if not may_change(ask, change.before.place):
        return Reason(code="no-manage-here")
    ask.chat.drafts.drop(press.argument)
    await apply_change(ask, change)
    return card([ask.voice.say("unmended")], DIGEST)


async def apply_change(ask: Ask, change: Change) -> Followed:
    """The subscription as it is now; a shipped watch is changed in a copy of the asker's own."""
    before = change.before
    watch = await _change_watch(ask, before, change.watch)
    wanted = replace(change.subscription, watch_id=watch.id)
    if watch.id == before.watch.id:
        await ask.chat.store.write(lambda tx: subscriptions.change(tx, wanted))
        return Followed(subscription=wanted, place=before.place, watch=watch)
    old_id = before.subscription.id
    await ask.chat.store.write(lambda tx: subscriptions.remove(tx, old_id, before.reader))
    added = await ask.chat.store.write(lambda tx: subscriptions.add(tx, wanted))
    await forget_watch(ask, before)
    return Followed(subscription=added, place=before.place, watch=watch)


async def forget_watch(ask: Ask, one: Followed) -> bool:
    """Forget a watch of their own without a subscription. True where it was forgotten."""
    watch, reader = one.watch, one.reader
    if watch.pack:
        return False
    left = await ask.chat.store.read(lambda tx: subscriptions.of_reader(tx, reader))
    if any(each.watch_id == watch.id for each in left):
        return False
    return await ask.chat.newsroom.remove_watch(watch.id, reader)


async def _change_watch(ask: Ask, one: Followed, wanted: Watch) -> Watch:
    """The watch as wanted, by the id that it now has."""
    before, reader = one.watch, one.reader
    if wanted == before:
        return before
    if wanted.pack and wanted.id != before.id:
        return wanted
    if not before.pack and wanted.id == before.id:
        await ask.chat.newsroom.change_watch(wanted, reader)
        return wanted
    own = replace(wanted, id=0, key="", pack="", guild_id=reader.guild_id, owner_id=reader.user_id)
    return await ask.chat.newsroom.add_watch(own)
