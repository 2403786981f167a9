"""A web page is no feed, but it may name some."""

from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from watchers.sources.formats.limits import LIMITS
from watchers.sources.formats.links import absolute
from watchers.sources.model import FoundFeed

_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "application/json",
)
_HINTS = ("/rss", "/feed", "/atom", ".rss", ".rdf", "rss.xml", "atom.xml", "feed.xml", "feed.json")


def find_feeds(body: bytes, url: str) -> tuple[FoundFeed, ...]:
    """The feeds that a page advertises in its head, then those it merely links to; best first."""
    try:
        page = lxml_html.document_fromstring(body[: 2 * 2**20].decode("utf-8", "replace"))
    except (etree.ParserError, ValueError):
        return ()
    bases = [each.get("href") or "" for each in page.iter("base")]
    base = absolute(bases[0], url) if bases else ""
    found = [*_advertised(page, base or url), *_linked(page, base or url)]
    unique: dict[str, FoundFeed] = {}
    for each in found:
        if each.url and each.url != url:
            unique.setdefault(each.url, each)
    return tuple(sorted(unique.values(), key=_rank))[: LIMITS.links]


def _advertised(page: lxml_html.HtmlElement, base: str) -> list[FoundFeed]:
    return [
        FoundFeed(
            url=absolute(link.get("href") or "", base),
            title=(link.get("title") or "").strip()[:200],
            media_type=(link.get("type") or "").strip().lower(),
        )
        for link in page.iter("link")
        if {"alternate", "feed"} & set((link.get("rel") or "").lower().split())
        and ((link.get("type") or "").strip().lower() in _TYPES or "feed" in link.get("rel", ""))
    ]


def _linked(page: lxml_html.HtmlElement, base: str) -> list[FoundFeed]:
    host = urlsplit(base).hostname or ""
    links = (
        FoundFeed(url=absolute(link.get("href") or "", base), title=_text(link)[:200])
        for link in page.iter("a")
    )
    return [each for each in links if _is_hinted(each.url, host)][: LIMITS.links]


def _text(link: lxml_html.HtmlElement) -> str:
    return " ".join(" ".join(map(str, link.itertext())).split())


def _is_hinted(url: str, host: str) -> bool:
    parts = urlsplit(url)
    path = parts.path.lower().rstrip("/")
    is_near = (parts.hostname or "").removeprefix("www.").endswith(host.removeprefix("www."))
    return bool(url) and is_near and any(hint in path for hint in _HINTS)


def _rank(feed: FoundFeed) -> tuple[bool, bool, int]:
    """Advertised before linked, articles before comments, then by the order of known types."""
    about = f"{feed.url} {feed.title}".lower()
    order = _TYPES.index(feed.media_type) if feed.media_type in _TYPES else len(_TYPES)
    return not feed.media_type, "comment" in about or "podcast" in about, order
