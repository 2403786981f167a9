"""docs/commands.md against the parser, and against the commands that Discord is given."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands
from discord.ext import commands

from bot.cli.parser import build_parser
from bot.commands import register

PAGE = Path(__file__).resolve().parents[3] / "docs" / "commands.md"


@pytest.fixture
def page() -> str:
    """The page as it stands."""
    return PAGE.read_text(encoding="utf-8")


def _cli(parser: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, list[str]]]:
    """Every command of the command line with its long options."""
    inner = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    for action in inner:
        for verb, sub in action.choices.items():
            yield from _cli(sub, f"{name} {verb}")
    if not inner:
        options = (option for action in parser._actions for option in action.option_strings)
        yield name, [each for each in options if each.startswith("--") and each != "--help"]


def test_the_page_names_every_command_with_its_options(page: str) -> None:
    """Each command of the parser has a row that names all of its options."""
    # given
    rows = [line for line in page.splitlines() if line.startswith("| `watchfloor ")]
    # when
    missing = [
        (name, option)
        for name, options in _cli(build_parser(), "watchfloor")
        for option in ["", *options]
        if not any(row.startswith(f"| `{name}") and option in row for row in rows)
    ]
    # then
    assert missing == []


def test_the_page_names_no_command_that_is_not(page: str) -> None:
    """A command that was removed leaves the page too."""
    # given
    known = {name for name, _ in _cli(build_parser(), "watchfloor")} | {"watchfloor --version"}
    # when
    rows = [line[3:] for line in page.splitlines() if line.startswith("| `watchfloor ")]
    # then
    assert [row for row in rows if not any(row.startswith(name) for name in known)] == []


async def _registered() -> app_commands.CommandTree[Any]:
    client = commands.Bot(command_prefix="!", intents=discord.Intents.none(), help_command=None)
    # No command is called, so none asks for what it would be given.
    await register(client.tree, None)  # type: ignore[arg-type]
    return client.tree


def _slash(tree: app_commands.CommandTree[Any]) -> Iterator[app_commands.Command[Any, ..., Any]]:
    for command in tree.walk_commands(type=discord.AppCommandType.chat_input):
        if isinstance(command, app_commands.Command):
            yield command


async def test_the_page_names_every_slash_command_with_its_options(page: str) -> None:
    """Each command that Discord is given stands on the page, with each option."""
    # given
    tree = await _registered()
    lines = page.splitlines()
    # when
    missing = [
        (command.qualified_name, option)
        for command in _slash(tree)
        for option in ["", *(each.display_name for each in command.parameters)]
        if not any(f"`/{command.qualified_name}`" in line and option in line for line in lines)
    ]
    # then
    assert missing == []


async def test_the_page_names_no_slash_command_that_is_not(page: str) -> None:
    """What the first column of the table names is there."""
    # given
    known = {command.qualified_name for command in _slash(await _registered())}
    # when
    cells = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `/")]
    named = {part.strip(" `·/") for cell in cells for part in cell.split("·")}
    # then
    assert named == known


async def test_the_page_names_every_menu(page: str) -> None:
    """The entries of a message's menu, word for word."""
    # given
    tree = await _registered()
    # when
    menus = [menu.name for menu in tree.get_commands(type=discord.AppCommandType.message)]
    # then
    assert menus
    assert [name for name in menus if f"**{name}**" not in page] == []
