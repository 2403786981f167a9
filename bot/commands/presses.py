"""Buttons, lists and forms: each click is known by its `custom_id`, also after a restart."""

import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import discord
from discord.ui import DynamicItem, Item

from bot.commands.answering import Outcome, answer, answer_in_place
from bot.commands.asking import Ask, read_ask
from bot.commands.context import Chat
from bot.commands.importing import FILE_MAX_BYTES
from bot.render.buttons import VERSION
from watchers.model import Reason

TEMPLATE = r"(?P<verb>[a-z-]{2,24}):(?P<version>\d{1,3}):(?P<argument>.*)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """One click: what the button carries, what was chosen in a list, what a form was given."""

    argument: str
    values: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    files: tuple[bytes, ...] = ()
    message_id: int | None = None


Handler = Callable[[Ask, Press], Awaitable[Outcome]]
Form = Callable[[Ask, Press], Awaitable["discord.ui.Modal | Reason"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What a click does: a new reply for the clicker alone, or a change of the message in place."""

    work: Handler
    in_place: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clicks:
    """Every verb that a button, list or form may carry; forms open a modal instead of answering."""

    verbs: Mapping[str, Verb]
    forms: Mapping[str, Form]


def dynamic_item(chat: Chat, clicks: Clicks) -> type[DynamicItem[Item[Any]]]:
    """The one persistent item that takes every click of ours."""

    class Pressed(DynamicItem[Item[Any]], template=TEMPLATE):
        """A button or list, whatever its verb."""

        @classmethod
        async def from_custom_id(
            cls, interaction: discord.Interaction, item: Item[Any], match: Any, /
        ) -> "Pressed":
            return cls(item)

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            await take_click(interaction, chat, clicks)

    return Pressed


async def take_click(interaction: discord.Interaction, chat: Chat, clicks: Clicks) -> None:
    """Answer one click of a button or list."""
    data = cast("Mapping[str, Any]", interaction.data or {})
    verb, version, argument = _split(str(data.get("custom_id", "")))
    press = Press(
        argument=argument,
        values=tuple(map(str, data.get("values", ()))),
        message_id=interaction.message.id if interaction.message else None,
    )
    if version == str(VERSION) and verb in clicks.forms:
        await _open_form(interaction, chat, clicks.forms[verb], press)
    else:
        known = clicks.verbs.get(verb) if version == str(VERSION) else None
        await _answer_click(interaction, chat, known or Verb(work=_unknown), press)


async def take_form(interaction: discord.Interaction, chat: Chat, clicks: Clicks) -> None:
    """Answer a form that was filled in; its verb is the one whose click opened it."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return
    data = cast("Mapping[str, Any]", interaction.data or {})
    verb, _, argument = _split(str(data.get("custom_id", "")))
    press = Press(
        argument=argument,
        fields=dict(_fields(data.get("components", ()))),
        files=await _read_files(interaction),
    )
    await _answer_click(interaction, chat, clicks.verbs.get(verb) or Verb(work=_unknown), press)


async def _read_files(interaction: discord.Interaction) -> tuple[bytes, ...]:
    """The files that came with a form; a file too large or out of reach is left out."""
    data = cast("Mapping[str, Any]", interaction.data or {})
    found = []
    for told in data.get("resolved", {}).get("attachments", {}).values():
        if told.get("size", 0) <= FILE_MAX_BYTES:
            with contextlib.suppress(discord.HTTPException, OSError):
                found.append(await interaction.client.http.get_from_cdn(told["url"]))
    return tuple(found)


async def _answer_click(
    interaction: discord.Interaction, chat: Chat, verb: Verb, press: Press
) -> None:
    reply = answer_in_place if verb.in_place else answer
    await reply(interaction, chat, lambda ask: verb.work(ask, press))


async def _open_form(
    interaction: discord.Interaction, chat: Chat, form: Form, press: Press
) -> None:
    """Show the modal; a modal is a first answer, so that nothing is acknowledged before."""
    opened = await form(read_ask(interaction, chat), press)
    if isinstance(opened, Reason):
        await answer(interaction, chat, lambda _: _as_is(opened))
    else:
        await interaction.response.send_modal(opened)


async def _as_is(reason: Reason) -> Outcome:
    return reason


async def _unknown(ask: Ask, press: Press) -> Outcome:
    return Reason(code="old-button")


def _split(custom_id: str) -> tuple[str, str, str]:
    verb, _, rest = custom_id.partition(":")
    version, _, argument = rest.partition(":")
    return verb, version, argument


def _fields(components: Any) -> "list[tuple[str, str]]":
    """Every input of a form with what was written or chosen; several choices stand on lines."""
    found: list[tuple[str, str]] = []
    for component in components:
        inner = [*component.get("components", ()), component.get("component") or {}]
        found += _fields([part for part in inner if part])
        if "custom_id" in component and ("value" in component or "values" in component):
            chosen = "\n".join(map(str, component.get("values", ())))
            found.append((component["custom_id"], str(component.get("value") or chosen)))
    return found
