"""The address that invites the bot with the fewest permissions that it can work with."""

import binascii
from base64 import b64decode

import discord

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
SCOPES = ("bot", "applications.commands")


def invite_url(application_id: int) -> str:
    """Where an administrator adds the bot to a server."""
    return discord.utils.oauth_url(application_id, permissions=PERMISSIONS, scopes=SCOPES)


def read_application_id(token: str) -> int | None:
    """The application that a token belongs to: its first part is the id in base64."""
    first = token.partition(".")[0]
    try:
        text = b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return int(text) if text.isdigit() else None
