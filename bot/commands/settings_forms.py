"""The forms behind the panel of /settings: clock, quiet hours and budget, language and style."""

from dataclasses import replace

import discord

from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.clock_times import read_time, read_times
from bot.commands.forms import FormField, make_form
from bot.commands.presses import Press
from bot.commands.settings import DAYS, keep_settings, name_days, panel, read_settings
from bot.commands.zones import read_zone
from bot.render.buttons import custom_id
from bot.render.words import LOCALES
from watchers.model import GuildSettings, PostStyle, Reason

BUDGET_MAX = 200


async def open_clock(ask: Ask, press: Press) -> discord.ui.Modal | Reason:
    """Zone, hours and days of the digest."""
    if not ask.may_manage_guild:
        return Reason(code="no-manage-server")
    settings = await read_settings(ask)
    said = ask.voice.label
    days = tuple((name, said(f"days-{name}")) for name in DAYS)
    fields = [
        FormField(name="zone", label=said("field-zone"), value=settings.zone, is_short=True),
        FormField(
            name="times",
            label=said("field-times"),
            value=", ".join(settings.digest_times),
            is_short=True,
        ),
        FormField(
            name="days",
            label=said("field-days"),
            value=name_days(settings.digest_days),
            options=days,
        ),
    ]
    return make_form(custom_id("clock-form", "now"), said("button-set-clock"), fields)


async def set_clock(ask: Ask, press: Press) -> Outcome:
    """Keep zone, hours and days; nothing is changed where one of them does not exist."""
    zone = read_zone(press.fields.get("zone", ""))
    if isinstance(zone, Reason):
        return zone
    times = read_times(press.fields.get("times", ""))
    if isinstance(times, Reason):
        return times
    settings = await read_settings(ask)
    chosen = press.fields.get("days", "")
    days = DAYS.get(chosen, tuple(settings.digest_days))
    return await _change(ask, replace(settings, zone=zone, digest_times=times, digest_days=days))


async def _change(ask: Ask, settings: GuildSettings) -> Outcome:
    """Keep the settings if the asker may, and show the panel anew."""
    if not ask.may_manage_guild:
        return Reason(code="no-manage-server")
    return panel(await keep_settings(ask, settings), ask)


async def open_quiet(ask: Ask, press: Press) -> discord.ui.Modal | Reason:
    """Quiet hours, whether the urgent break them, and the most alerts a day."""
    if not ask.may_manage_guild:
        return Reason(code="no-manage-server")
    settings = await read_settings(ask)
    said = ask.voice.label
    budget = "" if settings.budget_per_day is None else str(settings.budget_per_day)
    fields = [
        FormField(
            name="from", label=said("field-quiet-from"), value=settings.quiet_from, is_short=True
        ),
        FormField(
            name="until", label=said("field-quiet-until"), value=settings.quiet_until, is_short=True
        ),
        _yes_field("breaks", settings.may_urgent_break_quiet, said("field-breaks"), ask),
        FormField(name="budget", label=said("field-budget"), value=budget, is_short=True),
    ]
    return make_form(custom_id("quiet-form", "now"), said("button-set-quiet"), fields)


def _yes_field(name: str, value: bool, label: str, ask: Ask) -> FormField:
    options = (("yes", ask.voice.label("yes")), ("no", ask.voice.label("no")))
    return FormField(name=name, label=label, value="yes" if value else "no", options=options)


async def set_quiet(ask: Ask, press: Press) -> Outcome:
    """Keep the quiet hours and the budget; empty means none."""
    hours = read_hours(press.fields.get("from", ""), press.fields.get("until", ""))
    budget = read_budget(press.fields.get("budget", ""))
    if isinstance(hours, Reason):
        return hours
    if isinstance(budget, Reason):
        return budget
    settings = await read_settings(ask)
    changed = replace(
        settings,
        quiet_from=hours[0],
        quiet_until=hours[1],
        may_urgent_break_quiet=press.fields.get("breaks") == "yes",
        budget_per_day=budget,
    )
    return await _change(ask, changed)


def read_hours(start: str, end: str) -> tuple[str, str] | Reason:
    """Both ends of the quiet hours, or neither."""
    if not start.strip() and not end.strip():
        return "", ""
    first, last = read_time(start), read_time(end)
    if isinstance(first, Reason):
        return first
    if isinstance(last, Reason):
        return last
    return (first, last) if first != last else Reason(code="quiet-all-day")


def read_budget(typed: str) -> int | Reason | None:
    """The most alerts a day; None for no limit."""
    if not typed.strip():
        return None
    if not typed.strip().isdecimal() or not 0 < int(typed) <= BUDGET_MAX:
        return Reason(code="no-such-budget", params={"typed": typed, "most": BUDGET_MAX})
    return int(typed)


async def open_style(ask: Ask, press: Press) -> discord.ui.Modal | Reason:
    """Language of our words, how alerts look, pictures, crossposts."""
    if not ask.may_manage_guild:
        return Reason(code="no-manage-server")
    settings = await read_settings(ask)
    said = ask.voice.label
    languages = tuple((one or "own", said(f"language-{one or 'own'}")) for one in ("", *LOCALES))
    styles = tuple((one.value, said(f"style-{one}")) for one in PostStyle)
    fields = [
        FormField(
            name="language",
            label=said("field-language"),
            value=settings.language or "own",
            options=languages,
        ),
        FormField(
            name="style",
            label=said("field-style"),
            value=settings.post_style.value,
            options=styles,
        ),
        _yes_field("images", settings.shows_images, said("field-images"), ask),
        _yes_field("crossposts", settings.crossposts, said("field-crossposts"), ask),
    ]
    return make_form(custom_id("style-form", "now"), said("button-set-style"), fields)


async def set_style(ask: Ask, press: Press) -> Outcome:
    """Keep language, style, pictures and crossposts."""
    settings = await read_settings(ask)
    language = press.fields.get("language", "own")
    style = press.fields.get("style", "")
    changed = replace(
        settings,
        language=language if language in LOCALES else "",
        post_style=PostStyle(style) if style in set(PostStyle) else settings.post_style,
        shows_images=press.fields.get("images") == "yes",
        crossposts=press.fields.get("crossposts") == "yes",
    )
    return await _change(ask, changed)


async def set_role(ask: Ask, press: Press) -> Outcome:
    """The one role that urgent alerts ping, or none. @everyone is no such role."""
    settings = await read_settings(ask)
    role_id = int(press.values[0]) if press.values else None
    if role_id is not None and role_id == ask.guild_id:
        return Reason(code="no-ping-everyone")
    return await _change(ask, replace(settings, ping_role_id=role_id))
