"""Adjust on the card of /follow: strictness, aliases and confusables before anything is saved."""

from collections.abc import Iterable
from dataclasses import replace

import discord

from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.choices import Named
from bot.commands.follow import FollowDraft, show_draft
from bot.commands.forms import FormField, make_form
from bot.commands.presses import Press
from bot.render.buttons import custom_id
from bot.render.safe import one_line
from watchers.matching import check_watch
from watchers.model import Alias, Reason, Strictness, Watch

LINES_MAX = 60
LINE_MAX = 120


async def open_adjust(ask: Ask, press: Press) -> discord.ui.Modal | Reason:
    """The form with what the draft has now."""
    draft = ask.chat.drafts.find(press.argument, FollowDraft)
    if draft is None:
        return Reason(code="draft-gone")
    fields = [strictness_field(draft.strictness, ask)]
    if len(draft.named.watches) == 1:
        fields += word_fields(draft.named.watches[0], ask)
    title = ask.voice.label("adjust-title", name=draft.named.label)
    return make_form(custom_id("adjust-form", press.argument), title, fields)


def strictness_field(chosen: Strictness, ask: Ask) -> FormField:
    """A choice of how strictly is matched."""
    options = tuple((one.value, ask.voice.label(f"strictness-{one}")) for one in Strictness)
    label = ask.voice.label("field-strictness")
    return FormField(name="strictness", label=label, value=chosen.value, options=options)


def word_fields(watch: Watch, ask: Ask) -> list[FormField]:
    """Aliases, confusables and excluded words, one on a line."""
    said = ask.voice.label
    aliases = "\n".join(alias.text for alias in watch.aliases)
    return [
        FormField(name="aliases", label=said("field-aliases"), value=aliases),
        FormField(
            name="confusables", label=said("field-confusables"), value="\n".join(watch.confusables)
        ),
        FormField(name="context", label=said("field-context"), value="\n".join(watch.context)),
        FormField(name="excluded", label=said("field-excluded"), value="\n".join(watch.excluded)),
    ]


async def adjust(ask: Ask, press: Press) -> Outcome:
    """The card anew, with the backtest of the changed wishes."""
    draft = ask.chat.drafts.find(press.argument, FollowDraft)
    if draft is None:
        return Reason(code="draft-gone")
    strictness = read_strictness(press, draft.strictness)
    draft = replace(draft, strictness=strictness)
    if "aliases" in press.fields:
        changed = change_words(draft.named.watches[0], press)
        if isinstance(changed, Reason):
            return changed
        draft = replace(draft, named=_with_watch(draft.named, changed))
    return await show_draft(ask, draft, press.argument)


def _with_watch(named: Named, changed: Watch) -> Named:
    """The same watch where nothing changed, else one of the asker's own."""
    if changed == named.watches[0]:
        return named
    own = changed if named.is_new else replace(changed, id=0, key="", pack="")
    return replace(named, watches=(own,), is_new=True, nearest=())


def read_strictness(press: Press, otherwise: Strictness) -> Strictness:
    """The strictness chosen in a form."""
    try:
        return Strictness(press.fields.get("strictness", otherwise))
    except ValueError:
        return otherwise


def change_words(watch: Watch, press: Press) -> Watch | Reason:
    """The watch with the words of the form; a refusal where they cannot be kept."""
    known = {alias.text: alias for alias in watch.aliases}
    aliases = read_lines(press.fields["aliases"])
    changed = replace(
        watch,
        aliases=tuple(known.get(text, Alias(text=text)) for text in aliases),
        confusables=read_lines(press.fields.get("confusables", "")),
        context=read_lines(press.fields.get("context", "")),
        excluded=read_lines(press.fields.get("excluded", "")),
    )
    refused = (one for one in check_watch(changed) if one.code.startswith("refuse-"))
    return next(refused, changed)


def read_lines(text: str) -> tuple[str, ...]:
    """Each line once, cleaned, without empty ones."""
    lines: Iterable[str] = (one_line(line)[:LINE_MAX] for line in text.splitlines())
    return tuple(dict.fromkeys(filter(None, lines)))[:LINES_MAX]
