"""Forms (modals): fields to write in and lists to choose from, each under its label."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.render.safe import cut

TITLE_MAX = 45  # Discord: modal title
LABEL_MAX = 45  # Discord: label of a modal's field
TEXT_MAX = 4000  # Discord: text input
FIELDS_MAX = 5  # Discord: components of a modal
LIVES_FOR_S = 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field; with `options` (value and label) it is a list, else a box to write in."""

    name: str
    label: str
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    is_required: bool = False
    is_short: bool = False
    hint: str = ""


def make_form(custom_id: str, title: str, fields: Sequence[FormField]) -> discord.ui.Modal:
    """A form whose answer comes back under its `custom_id`, also after a restart."""
    form = discord.ui.Modal(title=cut(title, TITLE_MAX), custom_id=custom_id, timeout=LIVES_FOR_S)
    for one in fields[:FIELDS_MAX]:
        form.add_item(discord.ui.Label(text=cut(one.label, LABEL_MAX), component=_control(one)))
    return form


def make_upload(custom_id: str, title: str, name: str, label: str) -> discord.ui.Modal:
    """A form that takes one file."""
    form = discord.ui.Modal(title=cut(title, TITLE_MAX), custom_id=custom_id, timeout=LIVES_FOR_S)
    upload = discord.ui.FileUpload[discord.ui.Modal](custom_id=name, max_values=1, required=True)
    form.add_item(discord.ui.Label(text=cut(label, LABEL_MAX), component=upload))
    return form


def _control(one: FormField) -> discord.ui.Item[discord.ui.Modal]:
    if one.options:
        options = [
            discord.SelectOption(label=label, value=value, default=value == one.value)
            for value, label in one.options
        ]
        return discord.ui.Select(custom_id=one.name, options=options, required=one.is_required)
    style = discord.TextStyle.short if one.is_short else discord.TextStyle.paragraph
    return discord.ui.TextInput(
        custom_id=one.name,
        style=style,
        default=one.value[:TEXT_MAX] or None,
        required=one.is_required,
        placeholder=one.hint[:100] or None,
        max_length=TEXT_MAX,
    )
