"""/source: add, check and remove what is polled for this server or person."""

from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.context import CheckedSource, SourceRefused
from bot.commands.nearest import rank
from bot.commands.news import source_line
from bot.commands.presses import Press
from bot.render.alert import headline
from bot.render.buttons import custom_id
from bot.render.notice import card, notice
from bot.render.parts import button, row
from bot.render.safe import Markup, escape
from bot.render.shown import DIGEST, GOOD
from bot.render.words import moment
from watchers.model import Reason, Source
from watchers.store import Tx, sources

SOURCES_MAX = 50
"""Sources that one server or person may add."""
SAMPLES = 3
FOUND_MAX = 5


async def add_source(ask: Ask, url: str) -> Outcome:
    """Fetch and read it once; poll it from now on if it is a feed."""
    if not ask.may_manage_guild:
        return Reason(code="no-manage-server")
    linked = await ask.chat.store.read(lambda tx: sources.linked_sources(tx, ask.reader))
    if len(linked) >= SOURCES_MAX:
        return Reason(code="too-many-sources", params={"most": SOURCES_MAX})
    added = await ask.chat.newsroom.add_source(url.strip(), ask.reader, ask.user_id)
    if isinstance(added, SourceRefused):
        return refusal(ask, added)
    ask.chat.newsroom.wake()
    return _preview(ask, added, "source-added")


async def check_source(ask: Ask, typed: str) -> Outcome:
    """What is known of a source, and what it says right now."""
    known = await ask.chat.store.read(lambda tx: find_source(tx, ask, typed))
    if known is None and "://" not in typed:
        return await unknown_source(ask, typed)
    checked = await ask.chat.newsroom.check_source(known.url if known else typed.strip())
    if not isinstance(checked, SourceRefused):
        return _preview(ask, checked, "source-checked")
    if known is None:
        return refusal(ask, checked)
    said = ask.voice.give_reason(checked.reason)
    return card([source_line(known, ask.voice), said], DIGEST)


async def remove_source(ask: Ask, typed: str) -> Outcome:
    """End the link to a source that was added here."""
    if not ask.may_manage_guild:
        return Reason(code="no-manage-server")
    known = await ask.chat.store.read(lambda tx: find_source(tx, ask, typed))
    if known is None:
        return await unknown_source(ask, typed)
    is_removed = await ask.chat.store.write(
        lambda tx: sources.remove_link(tx, known.id, ask.reader)
    )
    if not is_removed:
        return Reason(code="source-is-shipped", params={"name": known.name})
    token = ask.chat.drafts.keep(known)
    undo = button(custom_id("readd", token), ask.voice.label("button-undo"))
    said = ask.voice.say("source-removed", name=known.name or known.url)
    return card([said], DIGEST, [row([undo])])


async def put_back(ask: Ask, press: Press) -> Outcome:
    """Undo of a removal: the source is linked and polled again."""
    known = ask.chat.drafts.find(press.argument, Source)
    if known is None:
        return Reason(code="draft-gone")
    now = ask.now
    await ask.chat.store.write(
        lambda tx: sources.add_source(tx, known, ask.reader, now, added_by=ask.user_id)
    )
    ask.chat.newsroom.wake()
    return card([ask.voice.say("source-back", name=known.name or known.url)], GOOD)


def find_source(tx: Tx, ask: Ask, typed: str) -> Source | None:
    """The visible source picked, or typed by its name or address."""
    asked = typed.strip()
    for source in sources.visible_sources(tx, ask.reader):
        is_named = asked.casefold() in (source.name.casefold(), source.url.casefold())
        if asked == f"source:{source.id}" or is_named:
            return source
    return None


async def unknown_source(ask: Ask, typed: str) -> Reason:
    """A refusal with the nearest names."""
    seen = await ask.chat.store.read(lambda tx: sources.visible_sources(tx, ask.reader))
    nearest = rank(typed, [(one.name, [one.name]) for one in seen], 3)
    if not nearest:
        return Reason(code="unknown-source", params={"typed": typed})
    params = {"typed": typed, "nearest": " · ".join(nearest)}
    return Reason(code="unknown-source-nearest", params=params)


def refusal(ask: Ask, refused: SourceRefused) -> Outcome:
    """Why an address is no source, with the feeds that were found there."""
    if not refused.found:
        return notice([refused.reason], ask.voice)
    lines = [f"- `{url.replace('`', '')[:200]}`" for url in refused.found[:FOUND_MAX]]
    found = ask.voice.say("source-found", count=len(refused.found))
    paragraphs = [ask.voice.give_reason(refused.reason), "\n".join([found, *lines])]
    return card(paragraphs, DIGEST)


def _preview(ask: Ask, checked: CheckedSource, code: str) -> Outcome:
    """The source with its three newest entries."""
    source = checked.source
    heading = ask.voice.say(code, name=source.name or source.url, count=len(checked.articles))
    lines = [
        f"{headline(article, '- ', 160)} · {moment(article.published_at)}"
        if article.published_at
        else headline(article, "- ", 160)
        for article in checked.articles[:SAMPLES]
    ]
    address = Markup(f"-# {escape(source.url, 200)}")
    return card([heading, "\n".join(lines), address], GOOD)
