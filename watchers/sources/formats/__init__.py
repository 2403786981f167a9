"""Bytes to articles: one reading for each form, chosen by looking at the document (pure)."""

import re
from collections.abc import Callable
from dataclasses import replace

from watchers.sources import failures
from watchers.sources.formats.encoding import to_utf8
from watchers.sources.formats.fast import NotForFastPath, read_fast
from watchers.sources.formats.jsonfeed import read_json
from watchers.sources.formats.last_resort import read_last_resort
from watchers.sources.formats.limits import LIMITS, Limits
from watchers.sources.formats.page import find_feeds
from watchers.sources.formats.repair import quote_attributes, repair
from watchers.sources.formats.sitemap import read_sitemap
from watchers.sources.formats.telegram import is_telegram, read_telegram
from watchers.sources.formats.tree import read_tree
from watchers.sources.model import NotAFeed, ReadFeed

_ROOT = re.compile(
    rb"(?:\s|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*>|>))*+<([A-Za-z][\w:.-]*)",
    re.DOTALL | re.IGNORECASE,
)
_PAGE = re.compile(
    rb"(?:<!--.*?-->|\s)*<(?:!doctype html|html|head|body|meta|title|link|script|div|p)[\s>]",
    re.IGNORECASE,
)
_FEED_TAG = re.compile(rb"<(?:\w+:)?(?:rss|rdf|feed|channel|item|entry)[\s>]", re.IGNORECASE)
_FEED_ROOT = re.compile(rb"<(?:rss|rdf:RDF|feed)[\s>]")
_ENDS = (b"</rss>", b"</rdf:rdf>", b"</feed>", b"</channel>")


def read(body: bytes, media_type: str, url: str) -> ReadFeed | NotAFeed:
    """What a document says: its articles in the document's order, or why it has none."""
    return read_within(body, media_type, url, LIMITS)


def read_within(body: bytes, media_type: str, url: str, limits: Limits) -> ReadFeed | NotAFeed:
    """As `read`, within the limits given."""
    document = to_utf8(body, media_type)
    if not document:
        return NotAFeed(code=failures.UNREADABLE if _has_bytes(body) else failures.EMPTY)
    if document[:1] in b"{[":
        return read_json(document, url, limits) or NotAFeed(code=failures.UNREADABLE)
    return _FORMS.get(_root_of(document), _read_xml)(document, body, media_type, url, limits)


def _has_bytes(body: bytes) -> bool:
    return bool(body.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe"))


def _root_of(document: bytes) -> str:
    if _PAGE.match(document[:256]):
        return "html"
    found = _ROOT.match(document[:65536])
    return found[1].rpartition(b":")[2].decode("ascii", "replace").lower() if found else ""


def _read_xml(
    document: bytes, body: bytes, media_type: str, url: str, limits: Limits
) -> ReadFeed | NotAFeed:
    """RSS, RDF and Atom: the fast reading where it is safe, the careful one, then feedparser."""
    whole = repair(document)
    try:
        feed: ReadFeed | None = read_fast(whole, url, limits)
    except NotForFastPath:
        feed = read_tree(whole, url, limits)
        if (feed is None or not feed.articles) and _FEED_TAG.search(document):
            feed = read_tree(quote_attributes(whole), url, limits) or feed
        if (feed is None or not feed.articles) and _FEED_TAG.search(document):
            feed = read_last_resort(body, media_type, url, limits) or feed
    if feed is None:
        return _refuse(document, url)
    is_cut = not whole[-256:].lower().rstrip().endswith(_ENDS)
    if is_cut and not feed.articles:
        return NotAFeed(code=failures.CUT_SHORT)
    return replace(feed, is_cut=feed.is_cut or is_cut)


def _read_sitemap(
    document: bytes, body: bytes, media_type: str, url: str, limits: Limits
) -> ReadFeed | NotAFeed:
    return read_sitemap(repair(document), url, limits) or NotAFeed(code=failures.UNREADABLE)


def _read_page(
    document: bytes, body: bytes, media_type: str, url: str, limits: Limits
) -> ReadFeed | NotAFeed:
    if _FEED_ROOT.search(document[:4096]):
        return _read_xml(document, body, media_type, url, limits)
    if is_telegram(url):
        feed = read_telegram(document, url, limits)
        if feed is not None:
            return feed
    return NotAFeed(code=failures.NO_FEED, feeds=find_feeds(document, url))


def _refuse(document: bytes, url: str) -> NotAFeed:
    if b"<html" in document[:4096].lower() or b"<body" in document[:65536].lower():
        return NotAFeed(code=failures.NO_FEED, feeds=find_feeds(document, url))
    return NotAFeed(code=failures.UNREADABLE)


_Form = Callable[[bytes, bytes, str, str, Limits], ReadFeed | NotAFeed]
_FORMS: dict[str, _Form] = {
    "urlset": _read_sitemap,
    "sitemapindex": _read_sitemap,
    "html": _read_page,
}
