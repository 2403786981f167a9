"""Where a server's people were last heard."""

from bot.commands.asking import Ask
from watchers.model import PlaceKind
from watchers.store import Tx, guilds, places


def note_presence(tx: Tx, ask: Ask) -> bool:
    """Remember the channel of a command. True where it was suspended and goes on now."""
    if ask.guild_id is None or ask.channel_id is None:
        return False
    guilds.ensure(tx, ask.guild_id, ask.now, name=ask.guild_name)
    guilds.note_contacts(tx, ask.guild_id, guilds.Contacts(last_channel_id=ask.channel_id))
    place = places.find(tx, PlaceKind.CHANNEL, ask.channel_id)
    if place is None or not place.is_suspended:
        return False
    return places.resume(tx, place.id, ask.now)
