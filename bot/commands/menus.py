"""The message menu: Follow this story, Explain this alert, Not a match, on any message."""

import re

import discord

from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.cards import ask_cause, explain_card, read_card
from bot.commands.choices import Named, read_shelf
from bot.commands.explain import explain
from bot.commands.follow import FollowDraft, Wish, propose, show_draft
from bot.commands.presses import Press
from bot.commands.targets import find_target
from bot.render.safe import one_line
from watchers.model import Article, Mode, Reason, Strictness, Watch
from watchers.store import deliveries
from watchers.store.deliveries import Delivery

TEXT_MAX = 4000
OWN_WORDS_MAX = 60
_LINK = re.compile(r"https?://[^\s<>)\]]+")


def text_of(message: discord.Message) -> str:
    """What a message says; Discord sends it with the command, without any intent."""
    parts = [message.content]
    for embed in message.embeds:
        parts += [embed.title or "", embed.description or ""]
    parts += _texts(message.components)
    return "\n".join(filter(None, parts))[:TEXT_MAX]


def _texts(components: object) -> list[str]:
    found: list[str] = []
    for component in components if isinstance(components, list | tuple) else ():
        if isinstance(component, discord.TextDisplay):
            found.append(component.content)
        found += _texts(getattr(component, "children", ()))
    return found


async def _delivery(ask: Ask, message_id: int) -> Delivery | None:
    return await ask.chat.store.read(lambda tx: deliveries.by_message(tx, message_id, ask.reader))


async def explain_message(ask: Ask, message: discord.Message) -> Outcome:
    """Why one of our cards came; for any other message, whether it would match."""
    delivery = await _delivery(ask, message.id)
    if delivery is not None:
        marker = delivery.marker
        found = await ask.chat.store.read(lambda tx: read_card(tx, ask, marker))
        return explain_card(ask, *found) if found else Reason(code="card-gone")
    said = text_of(message)
    if not said.strip():
        return Reason(code="message-empty")
    return await explain(ask, link_in(said) or one_line(said))


def link_in(said: str) -> str:
    """The first web address in a text."""
    found = _LINK.search(said)
    return found[0] if found else ""


async def deny_message(ask: Ask, message: discord.Message) -> Outcome:
    """The same questions as 👎 asks, for one of our cards."""
    delivery = await _delivery(ask, message.id)
    if delivery is None:
        return Reason(code="not-our-card")
    return await ask_cause(ask, Press(argument=delivery.marker))


async def follow_message(ask: Ask, message: discord.Message) -> Outcome:
    """The card of /follow for what the message is about: its watches, else its own words."""
    delivery = await _delivery(ask, message.id)
    said = one_line(text_of(message))
    if delivery is None and not said:
        return Reason(code="message-empty")
    shelf = await ask.chat.store.read(lambda tx: read_shelf(tx, ask))
    if delivery is not None:
        about = [watch for watch in shelf.watches if watch.id in delivery.watch_ids]
    else:
        article = Article(id=0, title=said, first_seen_at=ask.now)
        found = await ask.chat.newsroom.explain(article, shelf.watches, Strictness.BALANCED)
        about = [one.watch for one in found if one.explanation.match is not None]
    if not about:
        return await propose(ask, Wish(what=said[:OWN_WORDS_MAX]))
    return await _propose_watches(ask, Named(label=_label(about), watches=tuple(about)))


def _label(about: list[Watch]) -> str:
    return ", ".join(watch.name for watch in about[:3])


async def _propose_watches(ask: Ask, named: Named) -> Outcome:
    target = find_target(ask, None)
    if isinstance(target, Reason):
        return target
    return await show_draft(ask, FollowDraft(named=named, target=target, mode=Mode.BOTH))
