"""The panel on joining a server: packs, channel and zone in one place, a preview, and Start.

All that was chosen stands in the panel's own buttons, so that it works after any restart.
"""

from dataclasses import dataclass, replace
from hashlib import blake2b

import discord

from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.choices import Named, read_shelf
from bot.commands.context import Chat, Trial
from bot.commands.follow import BACKTEST_SPAN, FollowDraft, subscribe
from bot.commands.follow_card import backtest_words, samples_words
from bot.commands.forms import FormField, make_form
from bot.commands.presses import Press
from bot.commands.settings import keep_settings, read_settings
from bot.commands.targets import Chosen, Target, find_target, mention
from bot.commands.zones import guess_zone, read_zone
from bot.layout import as_view
from bot.render.buttons import custom_id
from bot.render.message import CHANNEL_SELECT, SUCCESS, Component, Message
from bot.render.notice import card
from bot.render.parts import button, option, row, select
from bot.render.safe import Markup
from bot.render.shown import GOOD, NORMAL, Voice
from bot.render.words import closest
from watchers.model import Mode, PlaceKind, Reason, Watch
from watchers.store import watches
from watchers.store.watches import Pack

PACKS_MAX = 4
"""As many as a button has room for beside channel and zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What is chosen so far; `packs` are short hashes of their keys."""

    packs: tuple[str, ...]
    channel_id: int
    zone: str

    def pack(self) -> str:
        """The panel as it stands in a button, at most 80 characters."""
        return f"{self.channel_id:x}~{self.zone}~{'.'.join(self.packs)}"


def read_panel(argument: str) -> Panel | None:
    """The panel that stands in a button."""
    channel, _, rest = argument.partition("~")
    zone, _, packs = rest.partition("~")
    try:
        channel_id = int(channel, 16)
    except ValueError:
        return None
    chosen = tuple(filter(None, packs.split(".")))
    return Panel(packs=chosen, channel_id=channel_id, zone=zone)


def short(key: str) -> str:
    """A pack's key in four letters, the same in every life of the program."""
    return blake2b(key.encode(), digest_size=2).hexdigest()


async def greet(guild: discord.Guild, chat: Chat) -> bool:
    """Post the panel where the server's own notices go. False where that is not allowed."""
    channel = guild.system_channel
    if channel is None or not channel.permissions_for(guild.me).send_messages:
        return False
    packs = await chat.store.read(watches.packs)
    locale = str(guild.preferred_locale)
    start = Panel(
        packs=tuple(short(pack.key) for pack in packs[:1]),
        channel_id=channel.id,
        zone=guess_zone(locale),
    )
    message = panel_card(start, packs, Voice(words=chat.words, locale=locale))
    await channel.send(view=as_view(message), allowed_mentions=discord.AllowedMentions.none())
    return True


def panel_card(panel: Panel, packs: tuple[Pack, ...], voice: Voice) -> Message:
    """The panel with what is chosen, and the way on."""
    state = panel.pack()
    chosen = [pack.name for pack in packs if short(pack.key) in panel.packs]
    lines = [
        voice.say("greet-packs", names=", ".join(chosen) or "–"),
        voice.say("greet-channel", channel=mention(panel.channel_id)),
        voice.say("greet-zone", zone=panel.zone),
    ]
    buttons = [
        button(custom_id("greet-start", state), voice.label("button-start"), style=SUCCESS),
        button(custom_id("greet-preview", state), voice.label("button-preview")),
        button(custom_id("greet-zone", state), voice.label("button-zone")),
    ]
    rows = [*_selects(panel, packs, voice), row(buttons)]
    title = Markup(f"### {voice.say('greet-title')}\n{voice.say('greet-how')}")
    return card([title, "\n".join(f"- {line}" for line in lines)], NORMAL, rows)


def _selects(panel: Panel, packs: tuple[Pack, ...], voice: Voice) -> list[Component]:
    state = panel.pack()
    channels: Component = {
        "type": CHANNEL_SELECT,
        "custom_id": custom_id("greet-channel", state),
        "placeholder": voice.label("greet-choose-channel"),
        "channel_types": [0, 5],  # Discord: text and announcement channels
        "default_values": [{"id": str(panel.channel_id), "type": "channel"}],
    }
    options = [
        option(
            short(pack.key), pack.name, pack.description, is_chosen=short(pack.key) in panel.packs
        )
        for pack in packs
    ]
    if not options:
        return [row([channels])]
    most = min(PACKS_MAX, len(options))
    chooser = select(
        custom_id("greet-packs", state), options, voice.label("greet-choose-packs"), most=most
    )
    return [row([chooser]), row([channels])]


async def _panel(ask: Ask, press: Press) -> Panel | Reason:
    """The panel of a click, for those who manage the server."""
    if not ask.may_manage_guild:
        return Reason(code="no-manage-server")
    return read_panel(press.argument) or Reason(code="old-button")


async def _show(ask: Ask, panel: Panel) -> Message:
    packs = await ask.chat.store.read(watches.packs)
    return panel_card(panel, packs, ask.voice)


async def choose_packs(ask: Ask, press: Press) -> Outcome:
    """Other watchlists were chosen."""
    panel = await _panel(ask, press)
    if isinstance(panel, Reason):
        return panel
    return await _show(ask, replace(panel, packs=press.values[:PACKS_MAX]))


async def choose_channel(ask: Ask, press: Press) -> Outcome:
    """Another channel was chosen; refused at once where it cannot be posted in."""
    panel = await _panel(ask, press)
    if isinstance(panel, Reason):
        return panel
    chosen = press.values[0] if press.values else ""
    if not chosen.isdecimal():
        return Reason(code="old-button")
    target = _target(ask, int(chosen))
    if isinstance(target, Reason):
        return target
    return await _show(ask, replace(panel, channel_id=target.discord_id))


def _target(ask: Ask, channel_id: int) -> Target | Reason:
    return find_target(ask, Chosen(channel_id=channel_id, is_thread=False))


async def open_zone(ask: Ask, press: Press) -> discord.ui.Modal | Reason:
    """A form for the time zone, with the guess in it."""
    panel = await _panel(ask, press)
    if isinstance(panel, Reason):
        return panel
    field = FormField(
        name="zone", label=ask.voice.label("field-zone"), value=panel.zone, is_short=True
    )
    title = ask.voice.label("button-zone")
    return make_form(custom_id("greet-zone-form", press.argument), title, [field])


async def choose_zone(ask: Ask, press: Press) -> Outcome:
    """The time zone was confirmed or changed."""
    panel = await _panel(ask, press)
    if isinstance(panel, Reason):
        return panel
    zone = read_zone(press.fields.get("zone", ""))
    if isinstance(zone, Reason):
        return zone
    return await _show(ask, replace(panel, zone=zone))


async def _watches(ask: Ask, panel: Panel) -> tuple[Watch, ...]:
    shelf = await ask.chat.store.read(lambda tx: read_shelf(tx, ask))
    chosen = {pack.key for pack in shelf.packs if short(pack.key) in panel.packs}
    return tuple(watch for watch in shelf.watches if watch.pack in chosen)


async def preview(ask: Ask, press: Press) -> Outcome:
    """What the last 30 days would have brought."""
    panel = await _panel(ask, press)
    if isinstance(panel, Reason):
        return panel
    watched = await _watches(ask, panel)
    trial = Trial(watches=watched, reader=ask.reader, since=ask.now - BACKTEST_SPAN)
    backtest = await ask.chat.newsroom.backtest(trial)
    return card(
        [backtest_words(backtest, ask.voice), samples_words(backtest.samples, ask.voice)], NORMAL
    )


async def start(ask: Ask, press: Press) -> Outcome:
    """Keep zone and subscriptions; the first alert may come at once."""
    panel = await _panel(ask, press)
    if isinstance(panel, Reason):
        return panel
    # Whether they may manage the channel was asked when it was chosen; here it is one of many
    # choices in the panel's own buttons, which nobody can change.
    target = Target(kind=PlaceKind.CHANNEL, discord_id=panel.channel_id, guild_id=ask.guild_id)
    watched = await _watches(ask, panel)
    if not watched:
        return Reason(code="nothing-named")
    settings = await read_settings(ask)
    language = settings.language or closest(ask.guild_locale)
    await keep_settings(ask, replace(settings, zone=panel.zone, language=language))
    named = Named(label="", watches=watched)
    draft = FollowDraft(named=named, target=target, mode=Mode.BOTH)
    await ask.chat.store.write(lambda tx: subscribe(tx, ask, draft, watched))
    ask.chat.newsroom.wake()
    place = mention(target.discord_id)
    said = ask.voice.say("greeted", count=len(watched), place=place, zone=panel.zone)
    buttons = [
        button(custom_id("sample-here", "now"), ask.voice.label("button-sample")),
        button(custom_id("following", "now"), ask.voice.label("button-following")),
    ]
    return card([said], GOOD, [row(buttons)])
