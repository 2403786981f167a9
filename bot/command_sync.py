"""Tells Discord the commands only when they have changed: it allows few such calls a day."""

import hashlib
import json
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import discord
from discord import app_commands

from watchers.store import Store, installation

log = logging.getLogger(__name__)

MEMO = "commands"


async def sync_commands(
    tree: app_commands.CommandTree[Any], store: Store, clock: Callable[[], datetime]
) -> bool:
    """Send the commands if Discord does not have them. False where that failed."""
    now = clock()
    wanted = fingerprint(await describe_commands(tree), tree.client.application_id or 0)
    known = await store.read(lambda tx: installation.memo(tx, MEMO))
    if known and known.get("fingerprint") == wanted:
        return True
    try:
        await tree.sync()
    except (discord.DiscordException, OSError) as error:
        log.error("commands not synced error=%s: %s", type(error).__name__, error)
        return False
    await store.write(lambda tx: installation.keep_memo(tx, MEMO, {"fingerprint": wanted}, now))
    log.info("commands synced fingerprint=%s", wanted[:12])
    return True


async def describe_commands(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    """The commands as Discord would be told them, translations included."""
    translator = tree.translator
    found = [*tree.get_commands(type=None)]
    if translator is None:
        return [dict(command.to_dict(tree)) for command in found]
    return [dict(await command.get_translated_payload(tree, translator)) for command in found]


def fingerprint(described: Sequence[dict[str, Any]], application_id: int) -> str:
    """The same text for the same commands of the same application, whatever their order."""
    lines = sorted(json.dumps(command, sort_keys=True, default=str) for command in described)
    return hashlib.sha256("\n".join([str(application_id), *lines]).encode()).hexdigest()
