"""/settings: one panel with everything that a server or person can set."""

from dataclasses import replace

from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.zones import read_zone
from bot.render.buttons import custom_id
from bot.render.message import DANGER, ROLE_SELECT, Component, Message
from bot.render.notice import card
from bot.render.parts import button, row
from bot.render.safe import Markup
from bot.render.shown import NORMAL, Voice
from watchers.model import GuildSettings, Reason
from watchers.store import guilds

DAYS = {
    "every-day": (1, 2, 3, 4, 5, 6, 7),
    "weekdays": (1, 2, 3, 4, 5),
    "mondays": (1,),
}


async def read_settings(ask: Ask) -> GuildSettings:
    """What is set for the asker's server or person."""
    return await ask.chat.store.read(lambda tx: guilds.settings(tx, ask.reader))


async def show_panel(ask: Ask, zone: str = "") -> Outcome:
    """The panel; a time zone given with the command is set first."""
    if not ask.may_manage_guild:
        return Reason(code="no-manage-server")
    settings = await read_settings(ask)
    if zone:
        read = read_zone(zone)
        if isinstance(read, Reason):
            return read
        settings = await keep_settings(ask, replace(settings, zone=read))
    return panel(settings, ask)


async def keep_settings(ask: Ask, settings: GuildSettings) -> GuildSettings:
    """Write them; the settings as they are now."""
    now = ask.now
    await ask.chat.store.write(lambda tx: guilds.change_settings(tx, ask.reader, settings, now))
    return settings


def panel(settings: GuildSettings, ask: Ask) -> Message:
    """Everything as it is set now, with the buttons that change it."""
    voice = ask.voice
    title = voice.say("settings-title" if ask.guild_id else "settings-title-person")
    rows = [_form_buttons(voice)]
    if ask.guild_id:
        rows.append(row([_role_select(settings, voice)]))
    rows.append(_data_buttons(voice))
    return card([Markup(f"### {title}"), settings_words(settings, voice)], NORMAL, rows)


def settings_words(settings: GuildSettings, voice: Voice) -> Markup:
    """One line for each setting."""
    never = voice.say("settings-never")
    quiet = f"{settings.quiet_from}–{settings.quiet_until}" if settings.quiet_from else never
    role = Markup(f"<@&{settings.ping_role_id}>") if settings.ping_role_id else never
    budget = settings.budget_per_day if settings.budget_per_day is not None else never
    breaks = settings.may_urgent_break_quiet
    language = voice.say(f"language-{settings.language or 'own'}")
    lines = [
        voice.say("settings-zone", zone=settings.zone),
        voice.say(
            "settings-digest",
            times=", ".join(settings.digest_times) or never,
            days=voice.say(f"days-{name_days(settings.digest_days)}"),
        ),
        voice.say("settings-quiet", quiet=quiet, breaks=_yes(breaks, voice)),
        voice.say("settings-budget", budget=str(budget)),
        voice.say("settings-role", role=role),
        voice.say("settings-language", language=language),
        voice.say(
            "settings-style",
            style=voice.say(f"style-{settings.post_style}"),
            images=_yes(settings.shows_images, voice),
            crossposts=_yes(settings.crossposts, voice),
        ),
    ]
    return Markup("\n".join(f"- {line}" for line in lines))


def _yes(value: bool, voice: Voice) -> Markup:
    return voice.say("yes" if value else "no")


def name_days(days: tuple[int, ...]) -> str:
    """The name of a choice of days; every day where it has none."""
    return next((name for name, chosen in DAYS.items() if chosen == tuple(days)), "every-day")


def _form_buttons(voice: Voice) -> Component:
    forms = ("set-clock", "set-quiet", "set-style")
    return row([button(custom_id(one, "now"), voice.label(f"button-{one}")) for one in forms])


def _role_select(settings: GuildSettings, voice: Voice) -> Component:
    chosen = settings.ping_role_id
    default = [{"id": str(chosen), "type": "role"}] if chosen else []
    return {
        "type": ROLE_SELECT,
        "custom_id": custom_id("role", "now"),
        "placeholder": voice.label("settings-role-choose"),
        "min_values": 0,
        "max_values": 1,
        "default_values": default,
    }


def _data_buttons(voice: Voice) -> Component:
    buttons = [
        button(custom_id("sample-here", "now"), voice.label("button-sample")),
        button(custom_id("export", "now"), voice.label("button-export")),
        button(custom_id("import", "now"), voice.label("button-import")),
        button(custom_id("delete", "now"), voice.label("button-delete"), style=DANGER),
    ]
    return row(buttons)
