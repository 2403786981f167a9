"""`watchfloor run`: the service."""

import sys
from argparse import Namespace

from bot.cli.failures import USAGE, CommandFailed
from bot.cli.offer import load_catalogue
from bot.cli.surroundings import load_settings
from bot.invite import invite_url, read_application_id
from bot.logs import set_up_logging
from config.settings import Settings


def act(args: Namespace) -> int:
    """Run until stopped; 78 where Discord refuses the token."""
    if args.role != "all":
        raise CommandFailed(
            f"--role {args.role} needs several processes on one database, which this version "
            "cannot do yet; run it without --role",
            USAGE,
        )
    settings = load_settings()
    catalogue = load_catalogue(settings)
    set_up_logging(settings)
    print(_greet(settings), file=sys.stderr)
    # Loaded last: a wrong setting is told at once, not after the whole service was read.
    from bot.app import serve

    return serve(settings, catalogue)


def _greet(settings: Settings) -> str:
    """How people come to the bot: the address that invites it, or what is missing for one."""
    token = settings.discord.token
    if token is None:
        return (
            "No Discord token: alerts of the shipped watchlists are printed here. "
            "Set WATCHFLOOR_DISCORD__TOKEN (see README.md) to post them in Discord."
        )
    application_id = read_application_id(token.get_secret_value())
    if application_id is None:
        return "Invite the bot from Discord's developer portal: the token names no application."
    return f"Invite the bot with: {invite_url(application_id)}"
