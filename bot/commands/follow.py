"""/follow: a card of what the archive would have brought, and on Follow the subscription."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.choices import Named, find_or_make, read_shelf
from bot.commands.context import Trial
from bot.commands.follow_card import FollowCard, follow_card, followed_card
from bot.commands.languages import read_languages
from bot.commands.targets import Chosen, Target, find_target, name_target
from bot.render.message import Message
from bot.render.notice import card
from bot.render.shown import DIGEST
from watchers.matching import check_watch
from watchers.model import Mode, Place, Reader, Reason, Strictness, Subscription, Watch
from watchers.store import Tx, guilds, places, subscriptions, watches

BACKTEST_SPAN = timedelta(days=30)
WATCHES_MAX = 200
"""Watches of one server's or person's own."""
FOLLOWED_MAX = 500
"""Subscriptions of one server or person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The options of /follow as they were typed."""

    what: str
    chosen: Chosen | None = None
    mode: Mode = Mode.BOTH
    articles_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowDraft:
    """What will be followed once Follow is pressed."""

    named: Named
    target: Target
    mode: Mode
    strictness: Strictness = Strictness.BALANCED
    languages: tuple[str, ...] = ()


async def propose(ask: Ask, wish: Wish) -> Outcome:
    """The card with what would have come; nothing is saved."""
    target = find_target(ask, wish.chosen)
    if isinstance(target, Reason):
        return target
    languages = read_languages(wish.articles_in)
    if isinstance(languages, Reason):
        return languages
    shelf = await ask.chat.store.read(lambda tx: read_shelf(tx, ask))
    named = find_or_make(shelf, wish.what)
    if isinstance(named, Reason):
        return named
    refused = _refusal(named)
    if refused is not None:
        return refused
    draft = FollowDraft(named=named, target=target, mode=wish.mode, languages=languages)
    return await show_draft(ask, draft)


def _refusal(named: Named) -> Reason | None:
    """Why a new watch cannot be kept: too short, too common."""
    checked = check_watch(named.watches[0]) if named.is_new else ()
    return next((reason for reason in checked if reason.code.startswith("refuse-")), None)


async def show_draft(ask: Ask, draft: FollowDraft, token: str = "") -> Message | Reason:
    """The card of a draft, tried on the archive of the last 30 days."""
    advice = check_watch(draft.named.watches[0]) if draft.named.is_new else ()
    trial = Trial(
        watches=draft.named.watches,
        reader=reader_of(draft.target),
        since=ask.now - BACKTEST_SPAN,
        mode=draft.mode,
        strictness=draft.strictness,
        languages=draft.languages,
    )
    backtest = await ask.chat.newsroom.backtest(trial)
    settings = await ask.chat.store.read(lambda tx: guilds.settings(tx, reader_of(draft.target)))
    card = FollowCard(
        name=draft.named.label,
        place=name_target(draft.target, ask),
        mode=draft.mode,
        strictness=draft.strictness,
        languages=draft.languages,
        nearest=draft.named.nearest,
        advice=advice,
        settings=settings,
        backtest=backtest,
        token=ask.chat.drafts.keep(draft, token),
    )
    return follow_card(card, ask.voice)


async def confirm(ask: Ask, token: str) -> Outcome:
    """Follow was pressed: the watch is made where it is new, and the subscription stored."""
    draft = ask.chat.drafts.find(token, FollowDraft)
    if draft is None:
        return Reason(code="draft-gone")
    full = await ask.chat.store.read(lambda tx: _room(tx, ask, draft))
    if full is not None:
        return full
    ask.chat.drafts.drop(token)
    reader = reader_of(draft.target)
    watched = [await own_watch(ask, watch, reader) for watch in draft.named.watches]
    stored = await ask.chat.store.write(lambda tx: subscribe(tx, ask, draft, watched))
    ask.chat.newsroom.wake()
    return followed_card(draft.named.label, name_target(draft.target, ask), stored, ask.voice)


async def cancel(ask: Ask, token: str) -> Outcome:
    """Nothing is followed; nothing was saved."""
    ask.chat.drafts.drop(token)
    return card([ask.voice.say("follow-cancelled")], DIGEST)


def reader_of(target: Target) -> Reader:
    """Who reads at the target: its server, else the person."""
    if target.guild_id is not None:
        return Reader(guild_id=target.guild_id)
    return Reader(user_id=target.discord_id)


def _room(tx: Tx, ask: Ask, draft: FollowDraft) -> Reason | None:
    """Why there is no room for more, if there is none."""
    reader = reader_of(draft.target)
    followed = len(subscriptions.of_reader(tx, reader)) + len(draft.named.watches)
    own = sum(1 for watch in watches.visible_watches(tx, reader) if not watch.pack)
    if followed > FOLLOWED_MAX:
        return Reason(code="too-many-followed", params={"most": FOLLOWED_MAX})
    if draft.named.is_new and own >= WATCHES_MAX:
        return Reason(code="too-many-watches", params={"most": WATCHES_MAX})
    return None


async def own_watch(ask: Ask, watch: Watch, reader: Reader) -> Watch:
    """The watch as that reader may follow it: itself, else a copy of theirs with its new id."""
    is_shipped = watch.guild_id is None and watch.owner_id is None
    is_theirs = (watch.guild_id, watch.owner_id) == (reader.guild_id, reader.user_id)
    if watch.id and (is_shipped or is_theirs):
        return watch
    owned = replace(watch, id=0, key="", pack="", guild_id=reader.guild_id, owner_id=reader.user_id)
    return await ask.chat.newsroom.add_watch(owned)


def subscribe(
    tx: Tx, ask: Ask, draft: FollowDraft, watched: Sequence[Watch]
) -> tuple[Subscription, ...]:
    """The place and its subscriptions, in one transaction."""
    place = ensure_place(tx, ask, draft.target)
    return tuple(
        subscriptions.add(
            tx,
            Subscription(
                id=0,
                place_id=place.id,
                watch_id=watch.id,
                created_at=ask.now,
                mode=draft.mode,
                strictness=draft.strictness,
                languages=draft.languages,
                guild_id=draft.target.guild_id,
            ),
        )
        for watch in watched
    )


def ensure_place(tx: Tx, ask: Ask, target: Target) -> Place:
    """The stored place of a target, its guild with it, usable again if it was suspended."""
    if target.guild_id is not None:
        guilds.ensure(tx, target.guild_id, ask.now, name=ask.guild_name)
    place = places.ensure(tx, target.kind, target.discord_id, ask.now, guild_id=target.guild_id)
    if place.is_suspended:
        places.resume(tx, place.id, ask.now)
    return place
