"""Every REST route that the fake plays, in one table."""

from tests.fakes.discord.routes import (
    account,
    channels,
    commands,
    guilds,
    interactions,
    messages,
    threads,
    webhooks,
)
from tests.fakes.discord.routes.table import Route

ROUTES: tuple[Route, ...] = (
    *account.ROUTES,
    *guilds.ROUTES,
    *channels.ROUTES,
    *messages.ROUTES,
    *threads.ROUTES,
    *commands.ROUTES,
    *interactions.ROUTES,
    *webhooks.ROUTES,
)

__all__ = ["ROUTES", "Route"]
