"""Proof of life: when the sources were last looked at, and how many are well."""

from bot.commands.asking import Ask
from bot.render.safe import Markup
from bot.render.words import moment
from watchers.store import sources


async def proof_of_life(ask: Ask) -> Markup:
    """ "Last checked 2 minutes ago, 41 of 42 sources well": of the sources that the asker sees."""
    seen = await ask.chat.store.read(lambda tx: sources.visible_sources(tx, ask.reader))
    checked = [one.last_checked_at for one in seen if one.last_checked_at is not None]
    if not checked:
        return Markup(f"-# {ask.voice.say('alive-not-yet', count=len(seen))}")
    well = sum(1 for one in seen if one.failure is None and not one.is_stopped)
    said = ask.voice.say("alive", at=moment(max(checked)), well=well, count=len(seen))
    return Markup(f"-# {said}")
