"""Our JSON as discord.py sends it."""

import discord
from discord.http import handle_message_parameters

from bot.layout import allowed_mentions, as_view
from bot.render.message import Message

CARD = {"type": 17, "accent_color": 1, "components": [{"type": 10, "content": "hello"}]}


async def test_the_components_are_sent_as_they_stand() -> None:
    """A send carries the JSON and the flag of Components V2, and no content."""
    message = Message(components=(CARD,), plain="hello")

    with handle_message_parameters(view=as_view(message), nonce="abc") as parameters:
        payload = parameters.payload

    assert payload is not None
    assert payload["components"] == [CARD]
    assert payload["flags"] == discord.MessageFlags(components_v2=True).value
    assert payload["nonce"] == "abc"


def test_nobody_is_pinged_but_a_chosen_role() -> None:
    """What feeds say can never reach a member."""
    quiet = allowed_mentions(Message(components=(), plain=""))
    loud = allowed_mentions(Message(components=(), plain="", allowed_role_id=42))

    assert quiet.to_dict() == {"parse": [], "replied_user": False} or quiet.to_dict()["parse"] == []
    assert loud.to_dict()["roles"] == [42]
    assert loud.to_dict()["parse"] == []
