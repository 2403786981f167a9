"""/following: what is followed here, and the buttons that change it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.follow_card import languages_words, mode_words
from bot.commands.presses import Press
from bot.commands.proof import proof_of_life
from bot.commands.targets import mention
from bot.render.buttons import custom_id
from bot.render.message import DANGER, SECONDARY, SUCCESS, Component, Message
from bot.render.notice import card
from bot.render.parts import button, option, row, select
from bot.render.safe import Markup, escape
from bot.render.shown import DIGEST, GOOD, NORMAL, Voice
from watchers.model import (
    GuildSettings,
    Mode,
    Place,
    PlaceKind,
    Reason,
    Strictness,
    Subscription,
    Watch,
)
from watchers.store import Tx, guilds, places, subscriptions, watches

Change = Callable[[Subscription], Subscription]

PAGE = 20
"""Lines of one page; a list offers 25 at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One subscription with its place and watch."""

    subscription: Subscription
    place: Place
    watch: Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What was removed and can be put back."""

    followed: Followed
    is_watch_gone: bool


def read_followed(tx: Tx, ask: Ask) -> tuple[Followed, ...]:
    """What is followed in the asker's server, or in their own messages."""
    found = subscriptions.of_reader(tx, ask.reader)
    place_of = places.by_ids(tx, {one.place_id for one in found})
    watch_of = watches.by_ids(tx, {one.watch_id for one in found}, ask.reader)
    return tuple(
        Followed(subscription=one, place=place_of[one.place_id], watch=watch_of[one.watch_id])
        for one in found
        if one.place_id in place_of and one.watch_id in watch_of
    )


def _may_see(ask: Ask, place: Place) -> bool:
    """A member sees what is followed in channels that they may see."""
    if place.kind is not PlaceKind.CHANNEL:
        return True
    return ask.permissions_in(place.discord_id).view_channel


def may_change(ask: Ask, place: Place) -> bool:
    """Whether they may change what comes to that place."""
    if place.kind is PlaceKind.CHANNEL:
        return ask.may_manage(place.discord_id)
    return place.discord_id == ask.user_id


async def list_followed(ask: Ask, page: int = 0) -> Outcome:
    """A page of what is followed, a list to open one, and when the sources were last looked at."""
    found = await ask.chat.store.read(lambda tx: read_followed(tx, ask))
    shown = [one for one in found if _may_see(ask, one.place)]
    alive = await proof_of_life(ask)
    if not shown:
        return card([ask.voice.say("following-none"), alive], DIGEST)
    settings = await ask.chat.store.read(lambda tx: guilds.settings(tx, ask.reader))
    here = shown[page * PAGE : (page + 1) * PAGE]
    title = ask.voice.say("following-title", count=len(shown))
    lines = _lines(here, settings, ask.voice)
    rows = [row([_opener(here, ask.voice)]), *_turner(page, len(shown), ask.voice)]
    return card([Markup(f"### {title}"), lines, alive], NORMAL, rows)


def _lines(found: Sequence[Followed], settings: GuildSettings, voice: Voice) -> Markup:
    """One line each, under its place."""
    lines: list[str] = []
    last = None
    for one in found:
        if one.place.id != last:
            lines.append(place_words(one.place, voice))
        last = one.place.id
        lines.append(f"- **{escape(one.watch.name, 60)}** · {_wishes(one, settings, voice)}")
    return Markup("\n".join(lines))


def place_words(place: Place, voice: Voice) -> Markup:
    """A place in words, with whether Discord refuses it."""
    is_channel = place.kind is PlaceKind.CHANNEL
    name = mention(place.discord_id) if is_channel else voice.say("place-person")
    if not place.is_suspended:
        return name
    return Markup(f"{name} · {voice.say('place-suspended', code=str(place.suspended_code))}")


def _wishes(one: Followed, settings: GuildSettings, voice: Voice) -> Markup:
    subscription = one.subscription
    wishes = [voice.say(f"mode-{subscription.mode.value.replace('_', '-')}")]
    wishes.append(voice.say(f"strictness-{subscription.strictness}"))
    if subscription.languages:
        wishes.append(languages_words(subscription.languages, voice))
    if subscription.is_paused:
        wishes.append(voice.say("following-paused"))
    return Markup(" · ".join(wishes))


def _opener(found: Sequence[Followed], voice: Voice) -> Component:
    options = [option(str(one.subscription.id), one.watch.name) for one in found]
    return select(custom_id("edit", "list"), options, voice.label("following-open"))


def _turner(page: int, count: int, voice: Voice) -> list[Component]:
    """Buttons to the pages before and after, where there are any."""
    turns = []
    if page:
        turns.append(button(custom_id("page", str(page - 1)), voice.label("button-back")))
    if (page + 1) * PAGE < count:
        turns.append(button(custom_id("page", str(page + 1)), voice.label("button-next")))
    return [row(turns)] if turns else []


async def turn_page(ask: Ask, press: Press) -> Outcome:
    """Another page of the list."""
    return await list_followed(ask, int(press.argument) if press.argument.isdecimal() else 0)


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
    settings = await ask.chat.store.read(lambda tx: guilds.settings(tx, ask.reader))
    voice, subscription = ask.voice, one.subscription
    heading = Markup(
        f"### {escape(one.watch.name, 80)}\n{place_words(one.place, voice)}\n"
        f"{mode_words(subscription.mode, settings, voice)} · {_wishes(one, settings, voice)}"
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
        button(custom_id("page", "0"), voice.label("button-list"), style=SECONDARY),
    ]
    return [
        row([select(custom_id("mode", key), modes, voice.label("field-mode"))]),
        row([select(custom_id("level", key), levels, voice.label("field-strictness"))]),
        row(buttons),
    ]


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


async def _change(ask: Ask, press: Press, change: Change) -> Outcome:
    found = await find_followed(ask, press.argument)
    if isinstance(found, Reason):
        return found
    changed = change(found.subscription)
    await ask.chat.store.write(lambda tx: subscriptions.change(tx, changed))
    return await show_one(ask, replace(found, subscription=changed))


async def remove(ask: Ask, press: Press) -> Outcome:
    """End the subscription; a watch of their own that nobody follows any more goes with it."""
    found = await find_followed(ask, press.argument)
    if isinstance(found, Reason):
        return found
    subscription = found.subscription
    await ask.chat.store.write(lambda tx: subscriptions.remove(tx, subscription.id, ask.reader))
    is_gone = await _forget_watch(ask, found.watch)
    token = ask.chat.drafts.keep(Removed(followed=found, is_watch_gone=is_gone))
    undo = button(custom_id("undo", token), ask.voice.label("button-undo"))
    back = button(custom_id("page", "0"), ask.voice.label("button-list"))
    said = ask.voice.say("removed", name=found.watch.name)
    return card([said], DIGEST, [row([undo, back])])


async def _forget_watch(ask: Ask, watch: Watch) -> bool:
    """Forget a watch of their own without a subscription. True where it was forgotten."""
    if watch.pack:
        return False
    left = await ask.chat.store.read(lambda tx: subscriptions.of_reader(tx, ask.reader))
    if any(one.watch_id == watch.id for one in left):
        return False
    return await ask.chat.newsroom.remove_watch(watch.id, ask.reader)


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
    back = button(custom_id("page", "0"), ask.voice.label("button-list"), style=SUCCESS)
    return card([ask.voice.say("restored", name=watch.name)], GOOD, [row([back])])
