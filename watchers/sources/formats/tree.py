"""The careful reading of RSS, RDF and Atom: a mended tree, every customary element by name."""

from dataclasses import replace
from datetime import datetime
from itertools import islice

from watchers.sources.formats.dates import read_date
from watchers.sources.formats.elements import (
    Element,
    base_of,
    children,
    language_of,
    markup,
    name_of,
    parse_tree,
    plain,
)
from watchers.sources.formats.head import read_head
from watchers.sources.formats.limits import Limits
from watchers.sources.formats.links import absolute
from watchers.sources.formats.media import Fields, read_captions, read_image
from watchers.sources.model import RawArticle, ReadFeed

_ROOTS = frozenset({"rss", "rdf:rdf", "feed", "channel", "item", "entry", "rdf"})
_TITLES = ("title", "dc:title", "media:title", "itunes:title")
_SUMMARIES = ("description", "summary", "dc:description", "tagline", "itunes:summary", "abstract")
_CONTENTS = ("content:encoded", "content", "xhtml:body", "body", "fullitem", "content:items")
_GUIDS = ("guid", "id", "dc:identifier")
_PUBLISHED: tuple[str, ...] = (
    "pubdate",
    "published",
    "issued",
    "dcterms:issued",
    "dc:date",
    "prism:publicationdate",
)
_PUBLISHED += ("dcterms:created", "created", "date", "other:pubdate", "other:published")
_UPDATED = ("updated", "modified", "dcterms:modified", "lastbuilddate", "other:updated")
_DC_AUTHORS = ("dc:creator", "dc:author", "itunes:author", "dc:contributor")
_CATEGORIES = ("category", "dc:subject", "keywords", "media:keywords", "itunes:keywords")
_NOT_A_PAGE = 9
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def read_tree(document: bytes, url: str, limits: Limits) -> ReadFeed | None:
    """The feed of a repaired UTF-8 document; None where it is no feed at all."""
    root = parse_tree(document)
    if root is None:
        return None
    entries = _entries(root, limits.entries + 1)
    if not entries and name_of(root) not in _ROOTS:
        return None
    articles = tuple(_article(each, url, limits) for each in entries[: limits.entries])
    feed = read_head(root, url, articles)
    return replace(feed, is_cut=len(entries) > limits.entries)


def _entries(root: Element, limit: int) -> list[Element]:
    """The first entries, also nested ones and those whose prefix was never declared."""
    found = list(islice(root.iter("{*}item", "{*}entry"), limit))
    if found:
        return found
    named = (each for each in root.iter() if name_of(each) in {"item", "entry"})
    return list(islice(named, limit))


def _article(entry: Element, url: str, limits: Limits) -> RawArticle:
    fields = _fields(entry)
    base = base_of(entry, url)
    outlet, outlet_url = _outlet(fields)
    guid = _first(fields, _GUIDS) or (entry.get(f"{_RDF}about") or "").strip()
    return RawArticle(
        title=_markup(fields, _TITLES, limits.characters),
        url=absolute(_link(fields, guid), base),
        guid=guid,
        summary=_markup(fields, _SUMMARIES, limits.characters) or _media_text(fields),
        content=_markup(fields, _CONTENTS, limits.characters),
        language=_first(fields, ("dc:language", "language")) or language_of(entry),
        outlet=outlet,
        outlet_url=outlet_url,
        authors=_authors(fields),
        categories=_categories(fields),
        captions=read_captions(fields),
        image_url=absolute(read_image(fields), base),
        published_at=_date(fields, _PUBLISHED),
        updated_at=_date(fields, _UPDATED),
    )


def _fields(entry: Element) -> Fields:
    fields: Fields = {}
    for name, element in children(entry):
        fields.setdefault(name, []).append(element)
    return fields


def _first(fields: Fields, names: tuple[str, ...]) -> str:
    texts = (plain(element) for name in names for element in fields.get(name, ()))
    return next((text for text in texts if text), "")


def _markup(fields: Fields, names: tuple[str, ...], limit: int) -> str:
    texts = (markup(element, limit) for name in names for element in fields.get(name, ()))
    return next((text for text in texts if text), "")


def _date(fields: Fields, names: tuple[str, ...]) -> datetime | None:
    dates = (read_date(plain(element)) for name in names for element in fields.get(name, ()))
    return next((date for date in dates if date), None)


def _link(fields: Fields, guid: str) -> str:
    """The page of an entry: RSS text, Atom's alternate, or a guid that is a permanent link."""
    links = [*fields.get("link", ()), *fields.get("other:link", ())]
    texts = [plain(each) for each in links if not each.get("href") and plain(each)]
    if texts:
        return texts[0]
    offered = [each for each in links if each.get("href") and _rank(each) < _NOT_A_PAGE]
    if offered:
        return str(min(offered, key=_rank).get("href"))
    is_permanent = all(
        (each.get("isPermaLink") or each.get("ispermalink") or "true").lower() != "false"
        for each in fields.get("guid", ())
    )
    return guid if is_permanent and guid.startswith(("http://", "https://")) else ""


def _rank(link: Element) -> int:
    """How much an Atom link looks like the entry's page; 9 and more is none."""
    kind = (link.get("type") or "").lower()
    is_page = not kind or "html" in kind
    match (link.get("rel") or "alternate").lower():
        case "alternate":
            return 0 if is_page else 2
        case "related" | "via":
            return 4 if is_page else 6
        case "self":
            return 5 if "html" in kind else _NOT_A_PAGE
    return _NOT_A_PAGE


def _outlet(fields: Fields) -> tuple[str, str]:
    """Who an entry says it is from, as aggregators do: name and address."""
    for source in fields.get("source", ()):
        inner = dict(reversed(list(children(source))))
        name = plain(inner.get("title")) if inner else plain(source)
        linked = inner.get("link")
        href = source.get("url") or (linked.get("href") if linked is not None else "") or ""
        if name or href:
            return name, href
    return _first(fields, ("dc:publisher",)), ""


def _authors(fields: Fields) -> tuple[str, ...]:
    found = [_author(each) for each in fields.get("author", ())]
    found += [plain(each) for name in _DC_AUTHORS for each in fields.get(name, ())]
    return tuple(dict.fromkeys(each for each in found if each))[:8]


def _author(element: Element) -> str:
    named = [plain(child) for name, child in children(element) if name.endswith("name")]
    return next((each for each in named if each), "") or plain(element)


def _categories(fields: Fields) -> tuple[str, ...]:
    found = (
        each.get("label") or each.get("term") or plain(each) or each.get("text") or ""
        for name in _CATEGORIES
        for each in fields.get(name, ())
    )
    return tuple(dict.fromkeys(each.strip() for each in found if each.strip()))[:32]


def _media_text(fields: Fields) -> str:
    """What a video says of itself: YouTube's entries have no summary of their own."""
    for group in fields.get("media:group", ()):
        for name, child in children(group):
            if name == "media:description":
                return plain(child)
    return ""
