"""Does each source answer with something that can be read?"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bot import __version__
from bot.checkup.findings import Finding, ill, well
from bot.cli.plain import say
from config.settings import Settings
from config.terms import fetch_settings
from watchers.model import Source
from watchers.sources.fetch import Fetcher
from watchers.sources.model import Fetched, FetchFailed, FetchRequest, NotAFeed
from watchers.sources.reader import FeedReader

AT_ONCE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tools:
    fetcher: Fetcher
    reader: FeedReader
    turn: asyncio.Semaphore


async def check_sources(settings: Settings, sources: Iterable[Source]) -> AsyncIterator[Finding]:
    """One finding per source, as they come in."""
    async with AsyncExitStack() as stack:
        fetcher = Fetcher(fetch_settings(settings, __version__))
        tools = _Tools(
            fetcher=await stack.enter_async_context(fetcher),
            reader=await stack.enter_async_context(FeedReader()),
            turn=asyncio.Semaphore(AT_ONCE),
        )
        for finding in asyncio.as_completed([_check(source, tools) for source in sources]):
            yield await finding


async def _check(source: Source, tools: _Tools) -> Finding:
    about = f"source {source.key or source.name}"
    async with tools.turn:
        answer = await tools.fetcher.fetch(FetchRequest(url=source.url))
    match answer:
        case FetchFailed():
            return ill(about, f"{say(answer.reason).rstrip('.')}: {source.url}")
        case Fetched():
            return await _read(about, answer, tools)
    return well(about, "answers that nothing changed")


async def _read(about: str, answer: Fetched, tools: _Tools) -> Finding:
    found = await tools.reader.read(answer.body, answer.media_type, answer.url)
    if isinstance(found, NotAFeed):
        return ill(about, f"{say(found.reason).rstrip('.')}: {answer.url}")
    moved = f", moved to {answer.moved_to}" if answer.moved_to else ""
    return well(about, f"{len(found.articles)} articles in {answer.took_s:.1f} s{moved}")
