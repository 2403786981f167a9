"""From what a person types to a feed: the address, a feed its page names, or a customary one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from watchers.sources import failures
from watchers.sources.fetch import Fetcher
from watchers.sources.formats.page import find_feeds
from watchers.sources.model import (
    Fetched,
    FetchFailed,
    FetchRequest,
    FoundFeed,
    NotAFeed,
    NotModified,
    ReadFeed,
)
from watchers.sources.reader import FeedReader

__all__ = ["Discovered", "discover", "find_feeds", "guess_feeds", "tidy_address"]

_CUSTOMARY = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feeds/all.rss")
_TRIES = 8
_YOUTUBE_CHANNEL = re.compile(r"^/channel/(UC[\w-]{20,})")
_REDDIT = re.compile(r"^/(?:r|user)/[\w-]+(?:/(?:new|top|hot))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """A feed that was fetched and read; `url` is what to poll, `others` what else was named."""

    url: str
    feed: ReadFeed
    others: tuple[FoundFeed, ...] = ()


async def discover(
    fetcher: Fetcher, reader: FeedReader, typed: str
) -> Discovered | NotAFeed | FetchFailed:
    """The feed behind what a person typed, or why there is none."""
    url = tidy_address(typed)
    first = await _look(fetcher, reader, url)
    if isinstance(first, Discovered):
        return first
    named = first.feeds if isinstance(first, NotAFeed) else ()
    guesses = [*(each.url for each in named), *guess_feeds(url)]
    if isinstance(first, FetchFailed) and first.code not in _WORTH_GUESSING:
        return first
    for guess in list(dict.fromkeys(guesses))[:_TRIES]:
        found = await _look(fetcher, reader, guess)
        if isinstance(found, Discovered):
            return Discovered(url=found.url, feed=found.feed, others=named)
    return first


def tidy_address(typed: str) -> str:
    """What a person typed as an address: without quoting brackets, with a scheme."""
    url = typed.strip().strip("<>").strip()
    url = re.sub(r"^feed:(?://)?", "", url) if url.startswith("feed:") else url
    if re.match(r"^[\w-]+(?:\.[\w-]+)+(?:[/:?#]|$)", url):
        return f"https://{url}"
    return url


def guess_feeds(url: str) -> tuple[str, ...]:
    """Where a site of this address customarily keeps its feed, likeliest first."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    channel = _YOUTUBE_CHANNEL.match(parts.path)
    if host == "youtube.com" and channel:
        return (f"https://www.youtube.com/feeds/videos.xml?channel_id={channel[1]}",)
    reddit = _REDDIT.match(parts.path)
    if host.endswith("reddit.com") and reddit:
        return (f"https://www.reddit.com{reddit[0].rstrip('/')}/.rss",)
    if host in {"t.me", "telegram.me"} and not parts.path.startswith("/s/"):
        return (f"https://t.me/s{parts.path.rstrip('/')}",)
    if not host:
        return ()
    return tuple(dict.fromkeys(_customary(url, parts.path)))


_WORTH_GUESSING = frozenset({failures.NOT_FOUND, failures.FORBIDDEN, failures.LOGIN})


def _customary(url: str, path: str) -> Iterable[str]:
    if path.strip("/"):
        yield urljoin(url, f"{path.rstrip('/')}/feed/")
    for each in _CUSTOMARY:
        yield urljoin(url, each)


async def _look(
    fetcher: Fetcher, reader: FeedReader, url: str
) -> Discovered | NotAFeed | FetchFailed:
    answer = await fetcher.fetch(FetchRequest(url=url))
    match answer:
        case Fetched():
            read = await reader.read(answer.body, answer.media_type, answer.url)
            if isinstance(read, NotAFeed):
                return read
            return Discovered(url=answer.moved_to or url, feed=read)
        case FetchFailed():
            return answer
        case NotModified():
            return FetchFailed(url=url, code=failures.BROKEN)
