"""After a 👎: one concrete change with its backtest, accepted with one tap, and undone."""

from dataclasses import dataclass, replace

from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.cards import blame
from bot.commands.changing import Change, make_change
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
from bot.render.shown import DIGEST, NORMAL
from watchers.model import Mode, Reason, StoryView, Strictness

STRICTER = {Strictness.WIDE: Strictness.BALANCED, Strictness.BALANCED: Strictness.STRICT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A change that would answer a verdict; `said` tells it in words."""

    change: Change
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
    proposals = (propose_change(one, view, cause) for one in theirs)
    proposal = next((one for one in proposals if one is not None), None)
    if proposal is None:
        return card([ask.voice.say("cause-kept")], DIGEST)
    return await _offer(ask, proposal)


async def _offer(ask: Ask, proposal: Proposal) -> Outcome:
    """The change with what the archive would bring after it."""
    change = proposal.change
    trial = Trial(
        watches=(change.watch,),
        reader=change.before.reader,
        since=ask.now - BACKTEST_SPAN,
        mode=change.subscription.mode,
        strictness=change.subscription.strictness,
        languages=change.subscription.languages,
    )
    backtest = await ask.chat.newsroom.backtest(trial)
    said = [ask.voice.say("cause-kept"), ask.voice.give_reason(proposal.said)]
    paragraphs = ["\n".join(said), backtest_words(backtest, ask.voice)]
    if not may_change(ask, change.before.place):
        return card([*paragraphs, ask.voice.say("mend-needs-manager")], DIGEST)
    token = ask.chat.drafts.keep(proposal)
    accept = button(custom_id("mend", token), ask.voice.label("button-mend"), style=SUCCESS)
    return card(paragraphs, NORMAL, [row([accept])])


def propose_change(one: Followed, view: StoryView, cause: str) -> Proposal | None:
    """The change that answers the verdict; None where nothing of theirs would."""
    if cause == "wrong-person":
        return _confuse(one, view) or _stricter(one)
    if cause in ("old-news", "not-important"):
        return _calmer(one) or _stricter(one)
    return None


def _confuse(one: Followed, view: StoryView) -> Proposal | None:
    """The words that were found become a name that this watch is not."""
    match = next((m for m in best_matches(view) if m.watch_id == one.watch.id), None)
    if match is None:
        return None
    surface = surface_of(article_of(view.articles, match), match.evidence[0], one.watch)
    if not surface or surface in one.watch.confusables:
        return None
    change = Change(
        before=one,
        watch=replace(one.watch, confusables=(*one.watch.confusables, surface)),
        subscription=one.subscription,
    )
    return Proposal(
        change=change,
        said=Reason(code="mend-confusable", params={"name": surface, "watch": one.watch.name}),
    )


def _stricter(one: Followed) -> Proposal | None:
    stricter = STRICTER.get(one.subscription.strictness)
    if stricter is None:
        return None
    change = Change(
        before=one, watch=one.watch, subscription=replace(one.subscription, strictness=stricter)
    )
    return Proposal(
        change=change, said=Reason(code=f"mend-{stricter}", params={"watch": one.watch.name})
    )


def _calmer(one: Followed) -> Proposal | None:
    """Only what is urgent comes at once; only the digest, where that is so already."""
    calmer = {Mode.RIGHT_AWAY: Mode.BOTH, Mode.BOTH: Mode.ONCE_A_DAY}
    mode = calmer.get(one.subscription.mode)
    if mode is None:
        return None
    code = f"mend-{mode.value.replace('_', '-')}"
    change = Change(before=one, watch=one.watch, subscription=replace(one.subscription, mode=mode))
    return Proposal(change=change, said=Reason(code=code, params={"watch": one.watch.name}))


async def accept(ask: Ask, press: Press) -> Outcome:
    """The proposed change was accepted."""
    proposal = ask.chat.drafts.find(press.argument, Proposal)
    if proposal is None:
        return Reason(code="draft-gone")
    ask.chat.drafts.drop(press.argument)
    return await make_change(ask, proposal.change)
