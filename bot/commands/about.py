"""/help, /status and /privacy."""

from datetime import timedelta

from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.proof import proof_of_life
from bot.render.message import Message
from bot.render.notice import card
from bot.render.safe import Markup
from bot.render.shown import DIGEST, NORMAL
from bot.render.words import moment
from watchers.store import articles, deliveries, sources, subscriptions

STATUS_SPAN = timedelta(hours=24)
HELP = ("help-follow", "help-digest", "help-following", "help-more")
PRIVACY = ("privacy-kept", "privacy-not-kept", "privacy-gone", "privacy-yours")


async def tell_help(ask: Ask) -> Outcome:
    """The four commands a newcomer needs."""
    return help_card(ask)


def help_card(ask: Ask) -> Message:
    """What the bot does and how to begin."""
    lines = [ask.voice.say(code) for code in HELP]
    title = Markup(f"### {ask.voice.say('help-title')}")
    return card([title, "\n".join(lines), ask.voice.say("help-rest")], NORMAL)


async def tell_privacy(ask: Ask) -> Outcome:
    """What is kept, for how long, and how to get or delete it."""
    title = Markup(f"### {ask.voice.say('privacy-title')}")
    return card([title, *(ask.voice.say(code) for code in PRIVACY)], DIGEST)


async def tell_status(ask: Ask) -> Outcome:
    """How it goes: of what this server or person sees alone."""
    since = ask.now - STATUS_SPAN
    store, voice = ask.chat.store, ask.voice
    seen = await store.read(lambda tx: sources.visible_sources(tx, ask.reader))
    outbox = await store.read(lambda tx: deliveries.counts(tx, since, ask.reader))
    read = await store.read(lambda tx: articles.count(tx, since, ask.reader))
    followed = await store.read(lambda tx: subscriptions.of_reader(tx, ask.reader))
    failing = sum(1 for source in seen if source.failure is not None)
    waiting = sum(lane.open for lane in outbox.lanes.values())
    lines = [
        voice.say("status-sources", count=len(seen), failing=failing),
        voice.say("status-read", articles=read),
        voice.say("status-followed", count=len(followed)),
        voice.say("status-outbox", sent=outbox.sent, waiting=waiting, parked=outbox.parked),
        voice.say("status-up", at=moment(ask.chat.started_at), version=ask.chat.version),
    ]
    title = Markup(f"### {voice.say('status-title')}")
    text = "\n".join(f"- {line}" for line in lines)
    return card([title, text, await proof_of_life(ask)], DIGEST)
