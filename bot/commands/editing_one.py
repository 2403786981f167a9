"""The card of one subscription: mode, strictness, words, pause, place, removal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import discord

from bot.commands.adjust import change_words, word_fields
from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.changing import Change, forget_watch, make_change
from bot.commands.follow import ensure_place, own_watch, reader_of
from bot.commands.follow_card import mode_words
from bot.commands.following import (
    Followed,
    may_change,
    place_words,
    read_followed,
    wishes_words,
)
from bot.commands.forms import make_form
from bot.commands.presses import Press
from bot.commands.sampling import send_sample
from bot.commands.targets import Chosen, Target, find_target, mention
from bot.render.buttons import custom_id
from bot.render.message import CHANNEL_SELECT, DANGER, Component, Message
from bot.render.notice import card
from bot.render.parts import button, option, row, select
from bot.render.safe import Markup, escape
from bot.render.shown import DIGEST, GOOD, NORMAL, Voice
from watchers.model import Mode, Reason, Strictness, Subscription, Watch
from watchers.store import Tx, guilds, subscriptions

Wish = Callable[[Subscription], Subscription]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What was removed and can be put back."""

    followed: Followed
    is_watch_gone: bool


async def find_followed(ask: Ask, subscription_id: str) -> Followed | Reason:
    """The subscription if it is the asker's to change."""
    found = await ask.chat.store.read(lambda tx: read_followed(tx, ask))
    for one in found:
        if str(one.subscription.id) == subscription_id:
            if may_change(ask, one.place):
                return one
            channel = mention(one.place.discord_id)
            return Reason(code="no-manage-channels", params={"channel": channel})
    return Reason(code="not-followed")


async def open_one(ask: Ask, press: Press) -> Outcome:
    """The card of one subscription with everything that may be changed."""
    found = await find_followed(ask, press.values[0] if press.values else press.argument)
    if isinstance(found, Reason):
        return found
    return await show_one(ask, found)


async def show_one(ask: Ask, one: Followed) -> Message:
    """That card as things are now."""
    settings = await ask.chat.store.read(lambda tx: guilds.settings(tx, one.reader))
    voice, subscription = ask.voice, one.subscription
    heading = Markup(
        f"### {escape(one.watch.name, 80)}\n{place_words(one.place, voice)}\n"
        f"{wishes_words(one, voice, mode_words(subscription.mode, settings, voice))}"
    )
    words = _watch_words(one.watch, voice)
    return card([heading, words], NORMAL, _edit_rows(one, voice))


def _watch_words(watch: Watch, voice: Voice) -> Markup:
    """Aliases, confusables and the like, each on its small line."""
    named: Mapping[str, Sequence[str]] = {
        "field-aliases": [alias.text for alias in watch.aliases],
        "field-confusables": watch.confusables,
        "field-context": watch.context,
        "field-excluded": watch.excluded,
    }
    lines = [
        f"-# {voice.say(code)}: {escape(', '.join(words), 300)}"
        for code, words in named.items()
        if words
    ]
    return Markup("\n".join(lines))


def _edit_rows(one: Followed, voice: Voice) -> list[Component]:
    key = str(one.subscription.id)
    modes = [
        option(
            mode.value,
            voice.label(f"mode-{mode.value.replace('_', '-')}"),
            is_chosen=mode is one.subscription.mode,
        )
        for mode in Mode
    ]
    levels = [
        option(
            level.value,
            voice.label(f"strictness-{level}"),
            is_chosen=level is one.subscription.strictness,
        )
        for level in Strictness
    ]
    pause = "resume" if one.subscription.is_paused else "pause"
    buttons = [
        button(custom_id(pause, key), voice.label(f"button-{pause}")),
        button(custom_id("words", key), voice.label("button-words")),
        button(custom_id("sample", key), voice.label("button-sample")),
        button(custom_id("remove", key), voice.label("button-remove"), style=DANGER),
        button(custom_id("page", "0"), voice.label("button-list")),
    ]
    return [
        row([select(custom_id("mode", key), modes, voice.label("field-mode"))]),
        row([select(custom_id("level", key), levels, voice.label("field-strictness"))]),
        row([_channels(custom_id("move", key), voice.label("field-move"))]),
        row([_channels(custom_id("copy", key), voice.label("field-copy"))]),
        row(buttons),
    ]


def _channels(one_id: str, placeholder: str) -> Component:
    """A list of the channels that alerts can go to."""
    return {
        "type": CHANNEL_SELECT,
        "custom_id": one_id,
        "placeholder": placeholder,
        "channel_types": [0, 5],  # Discord: text and announcement channels
    }


async def change_mode(ask: Ask, press: Press) -> Outcome:
    """Another mode of delivery was chosen."""
    chosen = press.values[0] if press.values else ""
    if chosen not in {mode.value for mode in Mode}:
        return Reason(code="old-button")
    return await _change(ask, press, lambda one: replace(one, mode=Mode(chosen)))


async def change_level(ask: Ask, press: Press) -> Outcome:
    """Another strictness was chosen."""
    chosen = press.values[0] if press.values else ""
    if chosen not in {level.value for level in Strictness}:
        return Reason(code="old-button")
    return await _change(ask, press, lambda one: replace(one, strictness=Strictness(chosen)))


async def pause(ask: Ask, press: Press) -> Outcome:
    """Nothing comes until it is resumed."""
    return await _change(ask, press, lambda one: replace(one, is_paused=True))


async def resume(ask: Ask, press: Press) -> Outcome:
    """It goes on."""
    return await _change(ask, press, lambda one: replace(one, is_paused=False))


async def _change(ask: Ask, press: Press, wish: Wish) -> Outcome:
    found = await find_followed(ask, press.argument)
    if isinstance(found, Reason):
        return found
    changed = wish(found.subscription)
    await ask.chat.store.write(lambda tx: subscriptions.change(tx, changed))
    return await show_one(ask, replace(found, subscription=changed))


async def open_words(ask: Ask, press: Press) -> discord.ui.Modal | Reason:
    """The form with the watch's spellings and other words."""
    found = await find_followed(ask, press.argument)
    if isinstance(found, Reason):
        return found
    title = ask.voice.label("adjust-title", name=found.watch.name)
    fields = word_fields(found.watch, ask)
    return make_form(custom_id("words-form", press.argument), title, fields)


async def change_watch(ask: Ask, press: Press) -> Outcome:
    """The words of the form are kept; a shipped watch is changed in a copy of their own."""
    found = await find_followed(ask, press.argument)
    if isinstance(found, Reason):
        return found
    changed = change_words(found.watch, press)
    if isinstance(changed, Reason):
        return changed
    change = Change(before=found, watch=changed, subscription=found.subscription)
    return await make_change(ask, change, (_watch_words(changed, ask.voice),))


async def copy_to(ask: Ask, press: Press) -> Outcome:
    """The same watch with the same wishes in another channel too."""
    found = await find_followed(ask, press.argument)
    if isinstance(found, Reason):
        return found
    target = _target(ask, press)
    if isinstance(target, Reason):
        return target
    watch = await own_watch(ask, found.watch, reader_of(target))
    await ask.chat.store.write(lambda tx: _copy(tx, ask, replace(found, watch=watch), target))
    place = mention(target.discord_id)
    return card([ask.voice.say("copied", name=found.watch.name, place=place)], GOOD)


async def move_to(ask: Ask, press: Press) -> Outcome:
    """The watch is followed in another channel from now on, and no longer where it was."""
    found = await find_followed(ask, press.argument)
    if isinstance(found, Reason):
        return found
    target = _target(ask, press)
    if isinstance(target, Reason):
        return target
    if target.discord_id != found.place.discord_id:
        watch = await own_watch(ask, found.watch, reader_of(target))
        moved = replace(found, watch=watch)
        await ask.chat.store.write(lambda tx: _move(tx, ask, moved, target))
        await forget_watch(ask, found)
    place = mention(target.discord_id)
    return card([ask.voice.say("moved", name=found.watch.name, place=place)], GOOD)


def _target(ask: Ask, press: Press) -> Target | Reason:
    chosen = press.values[0] if press.values else ""
    if not chosen.isdecimal():
        return Reason(code="old-button")
    return find_target(ask, Chosen(channel_id=int(chosen), is_thread=False))


def _copy(tx: Tx, ask: Ask, one: Followed, target: Target) -> None:
    place = ensure_place(tx, ask, target)
    moved = replace(
        one.subscription, id=0, place_id=place.id, watch_id=one.watch.id, guild_id=target.guild_id
    )
    subscriptions.add(tx, moved)


def _move(tx: Tx, ask: Ask, one: Followed, target: Target) -> None:
    _copy(tx, ask, one, target)
    subscriptions.remove(tx, one.subscription.id, one.reader)


async def sample(ask: Ask, press: Press) -> Outcome:
    """A sample alert into the place of the subscription, through the outbox like any other."""
    found = await find_followed(ask, press.argument)
    if isinstance(found, Reason):
        return found
    await send_sample(ask, found.place, (found.watch.id,))
    return card([ask.voice.say("sample-sent", place=place_words(found.place, ask.voice))], GOOD)


async def remove(ask: Ask, press: Press) -> Outcome:
    """End the subscription; a watch of their own that nobody follows any more goes with it."""
    found = await find_followed(ask, press.argument)
    if isinstance(found, Reason):
        return found
    subscription = found.subscription
    await ask.chat.store.write(lambda tx: subscriptions.remove(tx, subscription.id, found.reader))
    is_gone = await forget_watch(ask, found)
    token = ask.chat.drafts.keep(Removed(followed=found, is_watch_gone=is_gone))
    undo = button(custom_id("undo", token), ask.voice.label("button-undo"))
    back = button(custom_id("page", "0"), ask.voice.label("button-list"))
    said = ask.voice.say("removed", name=found.watch.name)
    return card([said], DIGEST, [row([undo, back])])


async def undo(ask: Ask, press: Press) -> Outcome:
    """Put back what was removed, as it was."""
    removed = ask.chat.drafts.find(press.argument, Removed)
    if removed is None:
        return Reason(code="draft-gone")
    ask.chat.drafts.drop(press.argument)
    one = removed.followed
    watch = await ask.chat.newsroom.add_watch(one.watch) if removed.is_watch_gone else one.watch
    again = replace(one.subscription, watch_id=watch.id)
    await ask.chat.store.write(lambda tx: subscriptions.add(tx, again))
    back = button(custom_id("page", "0"), ask.voice.label("button-list"))
    return card([ask.voice.say("restored", name=watch.name)], GOOD, [row([back])])
