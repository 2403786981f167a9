"""/following: what is followed here, and the buttons that change it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.follow_card import languages_words
from bot.commands.presses import Press
from bot.commands.proof import proof_of_life
from bot.commands.targets import mention
from bot.render.buttons import custom_id
from bot.render.message import Component
from bot.render.notice import card
from bot.render.parts import button, option, row, select
from bot.render.safe import Markup, escape
from bot.render.shown import DIGEST, NORMAL, Voice
from watchers.model import Place, PlaceKind, Reader, Subscription, Watch
from watchers.store import Tx, places, subscriptions, watches

Change = Callable[[Subscription], Subscription]

PAGE = 20
"""Lines of one page; a list offers 25 at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One subscription with its place and watch."""

    subscription: Subscription
    place: Place
    watch: Watch

    @property
    def reader(self) -> Reader:
        """Whose it is: the server's, or the person's whose messages it goes to."""
        return places.reader_of(self.place)


def read_followed(tx: Tx, ask: Ask) -> tuple[Followed, ...]:
    """What is followed in the asker's server, and in their own messages."""
    own = Reader(user_id=ask.user_id)
    readers = [own] if ask.guild_id is None else [ask.reader, own]
    return tuple(one for reader in readers for one in _of_reader(tx, reader))


def _of_reader(tx: Tx, reader: Reader) -> tuple[Followed, ...]:
    found = subscriptions.of_reader(tx, reader)
    place_of = places.by_ids(tx, {one.place_id for one in found})
    watch_of = watches.by_ids(tx, {one.watch_id for one in found}, reader)
    return tuple(
        Followed(subscription=one, place=place_of[one.place_id], watch=watch_of[one.watch_id])
        for one in found
        if one.place_id in place_of and one.watch_id in watch_of
    )


def _may_see(ask: Ask, place: Place) -> bool:
    """A member sees what is followed in channels that they may see."""
    if place.kind is not PlaceKind.CHANNEL:
        return place.discord_id == ask.user_id
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
    here = shown[page * PAGE : (page + 1) * PAGE]
    title = ask.voice.say("following-title", count=len(shown))
    lines = _lines(here, ask.voice)
    rows = [row([_opener(here, ask.voice)]), *_turner(page, len(shown), ask.voice)]
    return card([Markup(f"### {title}"), lines, alive], NORMAL, rows)


def _lines(found: Sequence[Followed], voice: Voice) -> Markup:
    """One line each, under its place."""
    lines: list[str] = []
    last = None
    for one in found:
        if one.place.id != last:
            lines.append(place_words(one.place, voice))
        last = one.place.id
        lines.append(f"- **{escape(one.watch.name, 60)}** · {wishes_words(one, voice)}")
    return Markup("\n".join(lines))


def place_words(place: Place, voice: Voice) -> Markup:
    """A place in words, with whether Discord refuses it."""
    is_channel = place.kind is PlaceKind.CHANNEL
    name = mention(place.discord_id) if is_channel else voice.say("place-person")
    if not place.is_suspended:
        return name
    return Markup(f"{name} · {voice.say('place-suspended', code=str(place.suspended_code))}")


def wishes_words(one: Followed, voice: Voice, mode: Markup | None = None) -> Markup:
    """Mode (or other words for it), strictness, languages, and whether it is paused."""
    subscription = one.subscription
    wishes = [mode or voice.say(f"mode-{subscription.mode.value.replace('_', '-')}")]
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
