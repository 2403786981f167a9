"""/news: search the archive, open a story, see the sources."""

from collections.abc import Sequence

from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.presses import Press
from bot.render.alert import OUTLET_MAX, headline
from bot.render.buttons import custom_id
from bot.render.message import Component
from bot.render.notice import card
from bot.render.parts import button, row
from bot.render.safe import Markup, escape
from bot.render.shown import DIGEST, NORMAL, Voice
from bot.render.story import story
from bot.render.words import moment
from watchers.model import Article, Reason, Source, StoryView
from watchers.store import Tx, search, sources, stories

QUERY_MAX = 60
"""Characters of a query: it travels in the button to the next page, which holds 100."""
SEARCH_PAGE = 8
SOURCES_PAGE = 20


async def search_news(ask: Ask, query: str, before_id: int | None = None) -> Outcome:
    """A page of articles that hold every word, newest first."""
    found = await ask.chat.store.read(
        lambda tx: search.search(tx, query, ask.reader, limit=SEARCH_PAGE, before_id=before_id)
    )
    if not found.articles:
        return Reason(code="search-none", params={"query": query})
    lines = [_article_line(article, ask.voice) for article in found.articles]
    title = ask.voice.say("search-title", query=query)
    rows = []
    if found.before_id is not None:
        older = custom_id("older", f"{found.before_id}:{query}")
        rows = [row([button(older, ask.voice.label("button-older"))])]
    return card([Markup(f"### {title}"), "\n".join(lines)], NORMAL, rows)


async def search_older(ask: Ask, press: Press) -> Outcome:
    """The next page of a search."""
    before, _, query = press.argument.partition(":")
    return await search_news(ask, query, int(before) if before.isdecimal() else None)


def _article_line(article: Article, voice: Voice) -> str:
    outlet = escape(article.outlet, OUTLET_MAX) or voice.say("outlet-unknown")
    at = moment(article.published_at or article.first_seen_at)
    return f"{headline(article, '- ', 160)}\n  -# {outlet} · {at}"


async def tell_story(ask: Ask, typed: str) -> Outcome:
    """The timeline of a story that is named by its number, an article's link or words."""
    found = await ask.chat.store.read(lambda tx: find_story(tx, ask, typed))
    if found is None:
        return Reason(code="unknown-story", params={"typed": typed})
    return story(found, ask.voice)


def find_story(tx: Tx, ask: Ask, typed: str) -> StoryView | None:
    """The story of that number; else the newest whose article is found by the words or link."""
    asked = typed.strip()
    story_id = int(asked) if asked.isdecimal() else _named_story(tx, ask, asked)
    views = stories.story_views(tx, [] if story_id is None else [story_id], ask.reader)
    return next(iter(views.values()), None)


def _named_story(tx: Tx, ask: Ask, asked: str) -> int | None:
    if "://" in asked:
        return stories.of_address(tx, asked, ask.reader)
    found = search.search(tx, asked, ask.reader, limit=1).articles
    return stories.of_article(tx, found[0].id, ask.reader) if found else None


async def list_sources(ask: Ask, page: int = 0) -> Outcome:
    """A page of the sources that the asker sees, with the health of each."""
    seen = await ask.chat.store.read(lambda tx: sources.visible_sources(tx, ask.reader))
    if not seen:
        return Reason(code="sources-none")
    here = seen[page * SOURCES_PAGE : (page + 1) * SOURCES_PAGE]
    title = ask.voice.say("sources-title", count=len(seen))
    lines = [source_line(source, ask.voice) for source in here]
    return card(
        [Markup(f"### {title}"), "\n".join(lines)], DIGEST, _turner(page, len(seen), ask.voice)
    )


async def turn_sources(ask: Ask, press: Press) -> Outcome:
    """Another page of the sources."""
    return await list_sources(ask, int(press.argument) if press.argument.isdecimal() else 0)


def source_line(source: Source, voice: Voice) -> str:
    """A dot for its health, its name, when it was last read, and what is wrong with it."""
    dot = "🔴" if source.is_stopped else "🟡" if source.failure else "🟢"
    facts = [f"{dot} **{escape(source.name or source.url, OUTLET_MAX)}**"]
    if source.last_success_at:
        facts.append(moment(source.last_success_at))
    if source.is_state_media:
        facts.append(voice.say("story-state-media"))
    if source.failure:
        facts.append(voice.give_reason(source.failure))
    return " · ".join(facts)


def _turner(page: int, count: int, voice: Voice) -> Sequence[Component]:
    turns = []
    if page:
        turns.append(button(custom_id("sources", str(page - 1)), voice.label("button-back")))
    if (page + 1) * SOURCES_PAGE < count:
        turns.append(button(custom_id("sources", str(page + 1)), voice.label("button-next")))
    return [row(turns)] if turns else []
