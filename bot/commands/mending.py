"""After a 👎: one concrete change with its backtest, accepted with one tap, and undone."""

from dataclasses import dataclass, replace

from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.cards import blame
from bot.commands.context import Trial
from bot.commands.follow import BACKTEST_SPAN
from bot.commands.follow_card import backtest_words
from bot.commands.following import Followed, may_change, read_followed
from bot.commands.presses import Press
from bot.commands.surfaces import surface_of
from bot.render.buttons import custom_id
from bot.render.facts import article_of, best_matches
from bot.render.message import SUCCESS
from bot.render.notice import card
from bot.render.parts import button, row
from bot.render.shown import DIGEST, GOOD, NORMAL
from watchers.model import Mode, Reason, StoryView, Strictness, Subscription, Watch
from watchers.store import subscriptions

STRICTER = {Strictness.WIDE: Strictness.BALANCED, Strictness.BALANCED: Strictness.STRICT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One subscription before and after a change; `said` tells it in words."""

    before: Followed
    watch: Watch
    subscription: Subscription
    said: Reason


async def mend(ask: Ask, press: Press, cause: str) -> Outcome:
    """Keep the verdict and propose the change that answers it."""
    found = await blame(ask, press, cause)
    if isinstance(found, Reason):
        return found
    delivery, view = found
    followed = await ask.chat.store.read(lambda tx: read_followed(tx, ask))
    theirs = [
        one
        for one in followed
        if one.place.id == delivery.place.id and one.watch.id in delivery.watch_ids
    ]
    change = next((c for one in theirs if (c := propose_change(one, view, cause))), None)
    thanks = ask.voice.say("cause-kept")
    if change is None:
        return card([thanks], DIGEST)
    return await _offer(ask, change)


async def _offer(ask: Ask, change: Change) -> Outcome:
    """The change with what the archive would bring after it."""
    trial = Trial(
        watches=(change.watch,),
        reader=ask.reader,
        since=ask.now - BACKTEST_SPAN,
        mode=change.subscription.mode,
        strictness=change.subscription.strictness,
        languages=change.subscription.languages,
    )
    backtest = await ask.chat.newsroom.backtest(trial)
    said = [ask.voice.say("cause-kept"), ask.voice.give_reason(change.said)]
    paragraphs = ["\n".join(said), backtest_words(backtest, ask.voice)]
    if not may_change(ask, change.before.place):
        return card([*paragraphs, ask.voice.say("mend-needs-manager")], DIGEST)
    token = ask.chat.drafts.keep(change)
    accept = button(custom_id("mend", token), ask.voice.label("button-mend"), style=SUCCESS)
    return card(paragraphs, NORMAL, [row([accept])])


def propose_change(one: Followed, view: StoryView, cause: str) -> Change | None:
    """The change that answers the verdict; None where nothing of theirs would."""
    if cause == "wrong-person":
        return _confuse(one, view) or _stricter(one)
    if cause in ("old-news", "not-important"):
        return _calmer(one) or _stricter(one)
    return None


def _confuse(one: Followed, view: StoryView) -> Change | None:
    """The words that were found become a name that this watch is not."""
    match = next((m for m in best_matches(view) if m.watch_id == one.watch.id), None)
    if match is None:
        return None
    surface = surface_of(article_of(view.articles, match), match.evidence[0], one.watch)
    if not surface or surface in one.watch.confusables:
        return None
    return Change(
        before=one,
        watch=replace(one.watch, confusables=(*one.watch.confusables, surface)),
        subscription=one.subscription,
        said=Reason(code="mend-confusable", params={"name": surface, "watch": one.watch.name}),
    )


def _stricter(one: Followed) -> Change | None:
    stricter = STRICTER.get(one.subscription.strictness)
    if stricter is None:
        return None
    return Change(
        before=one,
        watch=one.watch,
        subscription=replace(one.subscription, strictness=stricter),
        said=Reason(code=f"mend-{stricter}", params={"watch": one.watch.name}),
    )


def _calmer(one: Followed) -> Change | None:
    """Only what is urgent comes at once; only the digest, where that is so already."""
    calmer = {Mode.RIGHT_AWAY: Mode.BOTH, Mode.BOTH: Mode.ONCE_A_DAY}
    mode = calmer.get(one.subscription.mode)
    if mode is None:
        return None
    code = f"mend-{mode.value.replace('_', '-')}"
    return Change(
        before=one,
        watch=one.watch,
        subscription=replace(one.subscription, mode=mode),
        said=Reason(code=code, params={"watch": one.watch.name}),
    )


async def accept(ask: Ask, press: Press) -> Outcome:
    """Make the change, for those who may; with the way back."""
    change = ask.chat.drafts.find(press.argument, Change)
    if change is None:
        return Reason(code="draft-gone")
    if not may_change(ask, change.before.place):
        return Reason(code="no-manage-here")
    ask.chat.drafts.drop(press.argument)
    made = await _apply(ask, change)
    back = Change(
        before=made,
        watch=change.before.watch,
        subscription=change.before.subscription,
        said=change.said,
    )
    undo = button(custom_id("unmend", ask.chat.drafts.keep(back)), ask.voice.label("button-undo"))
    return card([ask.voice.say("mended")], GOOD, [row([undo])])


async def revert(ask: Ask, press: Press) -> Outcome:
    """Everything as it was before the change."""
    change = ask.chat.drafts.find(press.argument, Change)
    if change is None:
        return Reason(code="draft-gone")
    ask.chat.drafts.drop(press.argument)
    await _apply(ask, change)
    return card([ask.voice.say("unmended")], DIGEST)


async def _apply(ask: Ask, change: Change) -> Followed:
    """The subscription as it is now; a shipped watch is changed in a copy of the asker's own."""
    before = change.before
    watch = await _change_watch(ask, before.watch, change.watch)
    wanted = replace(change.subscription, watch_id=watch.id)
    if watch.id == before.watch.id:
        await ask.chat.store.write(lambda tx: subscriptions.change(tx, wanted))
        return Followed(subscription=wanted, place=before.place, watch=watch)
    old_id = before.subscription.id
    await ask.chat.store.write(lambda tx: subscriptions.remove(tx, old_id, ask.reader))
    added = await ask.chat.store.write(lambda tx: subscriptions.add(tx, wanted))
    if not before.watch.pack:
        await ask.chat.newsroom.remove_watch(before.watch.id, ask.reader)
    return Followed(subscription=added, place=before.place, watch=watch)


async def _change_watch(ask: Ask, before: Watch, wanted: Watch) -> Watch:
    """The watch as wanted, by the id that it now has."""
    if wanted == before:
        return before
    if wanted.id != before.id:
        return wanted
    if not before.pack:
        await ask.chat.newsroom.change_watch(wanted, ask.reader)
        return wanted
    reader = ask.reader
    own = replace(wanted, id=0, key="", pack="", guild_id=reader.guild_id, owner_id=reader.user_id)
    return await ask.chat.newsroom.add_watch(own)
