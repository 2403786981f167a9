"""Commands that end before our own code begins are answered too."""

import discord
from discord import app_commands

from bot.commands.strays import read_error


def test_an_old_form_of_a_command_is_told_from_a_fault() -> None:
    """Discord may still show a command as it was before an update."""
    gone = app_commands.CommandNotFound("watch", [])
    value = app_commands.TransformerError(
        "elsewhere", discord.AppCommandOptionType.channel, _AnyTransformer()
    )

    assert read_error(gone).code == "old-command"
    assert read_error(value).params["typed"] == "elsewhere"
    assert read_error(app_commands.CheckFailure("no")).code == "no-permission"
    assert read_error(app_commands.AppCommandError("?")).code == "broke"


class _AnyTransformer(app_commands.Transformer):
    """Stands for an option of a command."""
