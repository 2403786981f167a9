"""Our messages as discord.py takes them: a view whose components are the JSON as it stands."""

from typing import Any, cast

import discord

from bot.render.message import Message


class JsonView(discord.ui.LayoutView):
    """A layout that sends the components it is given and waits for no click itself.

    Clicks come back by their `custom_id` (`bot.commands.dynamic_items`), so the view is neither
    kept by discord.py nor ever times out.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(timeout=None)
        self._message = message

    def to_components(self) -> list[dict[str, Any]]:
        return cast("list[dict[str, Any]]", list(self._message.components))

    def has_components_v2(self) -> bool:
        return True

    def is_dispatchable(self) -> bool:
        return False


def as_view(message: Message) -> discord.ui.LayoutView:
    """The message for `send(view=…)`, `edit(view=…)` and interaction replies."""
    return JsonView(message)


def allowed_mentions(message: Message) -> discord.AllowedMentions:
    """Nobody, but for the one role that the message may ping."""
    if message.allowed_role_id is None:
        return discord.AllowedMentions.none()
    roles = [discord.Object(message.allowed_role_id)]
    return discord.AllowedMentions(everyone=False, users=False, roles=roles, replied_user=False)
