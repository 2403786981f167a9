"""Discord's limits on application commands, reported as its tree of errors."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from tests.fakes.discord.errors import FormErrors, api_error

Json = dict[str, Any]

# Discord: interactions/application-commands
CHAT_INPUT, USER_MENU, MESSAGE_MENU = 1, 2, 3
MAX_PER_KIND = {CHAT_INPUT: 100, USER_MENU: 15, MESSAGE_MENU: 15}
MAX_OPTIONS, MAX_CHOICES, MAX_CHARACTERS = 25, 25, 8000
SUBCOMMAND, SUBCOMMAND_GROUP = 1, 2
NAME = re.compile(r"^[-_'\w]{1,32}$")


def check_commands(commands: Sequence[Json]) -> None:
    """Raises what Discord would answer to a bulk overwrite with these commands."""
    form = FormErrors()
    _check_numbers(commands)
    seen: set[tuple[int, str]] = set()
    for index, command in enumerate(commands):
        key = (command.get("type") or CHAT_INPUT, str(command.get("name")))
        if key in seen:
            words = "Application command names must be unique"
            form.add(f"{index}.name", "APPLICATION_COMMANDS_DUPLICATE_NAME", words)
        seen.add(key)
        _check_command(form, str(index), command)
    form.done()


def _check_numbers(commands: Sequence[Json]) -> None:
    counts = Counter(command.get("type") or CHAT_INPUT for command in commands)
    if any(counts[kind] > high for kind, high in MAX_PER_KIND.items()):
        raise api_error(30032)


def _check_command(form: FormErrors, path: str, command: Json) -> None:
    if (command.get("type") or CHAT_INPUT) != CHAT_INPUT:
        form.check_text(f"{path}.name", command.get("name"), 1, 32)
        if command.get("description"):
            words = "Context menu commands cannot have description"
            form.add(f"{path}.description", "APPLICATION_COMMAND_INVALID_DESCRIPTION", words)
        return
    _check_named(form, path, command)
    _check_options(form, f"{path}.options", command.get("options") or [])
    if _characters(command) > MAX_CHARACTERS:
        words = f"Command exceeds maximum size ({MAX_CHARACTERS})"
        form.add(path, "APPLICATION_COMMAND_TOO_LARGE", words)


def _check_named(form: FormErrors, path: str, command: Json) -> None:
    name = str(command.get("name") or "")
    form.check_text(f"{path}.name", name, 1, 32)
    if name and (not NAME.match(name) or name != name.lower()):
        words = "Command name is invalid"
        form.add(f"{path}.name", "APPLICATION_COMMAND_INVALID_NAME", words)
    form.check_text(f"{path}.description", command.get("description"), 1, 100)


def _check_options(form: FormErrors, path: str, options: Sequence[Json]) -> None:
    form.check_count(path, len(options), 0, MAX_OPTIONS)
    names = Counter(option.get("name") for option in options)
    has_optional = False
    for index, option in enumerate(options):
        here = f"{path}.{index}"
        _check_named(form, here, option)
        if names[option.get("name")] > 1:
            words = "Option names must be unique"
            form.add(f"{here}.name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", words)
        if option.get("required") and has_optional:
            words = "Required options must be placed before non-required options"
            form.add(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", words)
        has_optional |= option["type"] > SUBCOMMAND_GROUP and not option.get("required")
        _check_choices(form, f"{here}.choices", option)
        _check_options(form, f"{here}.options", option.get("options") or [])


def _check_choices(form: FormErrors, path: str, option: Json) -> None:
    choices = option.get("choices") or []
    form.check_count(path, len(choices), 0, MAX_CHOICES)
    check_choice_texts(form, path, choices)
    if choices and option.get("autocomplete"):
        words = "Autocomplete options cannot have choices"
        form.add(path, "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", words)


def check_choice_texts(form: FormErrors, path: str, choices: Sequence[Json]) -> None:
    for index, choice in enumerate(choices):
        form.check_text(f"{path}.{index}.name", choice.get("name"), 1, 100)
        if isinstance(choice.get("value"), str):
            form.check_text(f"{path}.{index}.value", choice["value"], 1, 100)


def _characters(command: Json) -> int:
    """Names, descriptions and values of the command and its options, in the longest language."""
    total = sum(_longest(command, key) for key in ("name", "description"))
    for choice in command.get("choices") or []:
        total += _longest(choice, "name") + len(str(choice.get("value", "")))
    return total + sum(_characters(option) for option in command.get("options") or [])


def _longest(thing: Json, key: str) -> int:
    translated = (thing.get(f"{key}_localizations") or {}).values()
    return max(len(str(text)) for text in (thing.get(key) or "", *translated))
