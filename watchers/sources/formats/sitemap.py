"""Sitemaps: Google's news sitemaps with titles and dates, and plain ones with addresses alone."""

import re
from urllib.parse import unquote, urlsplit

from watchers.sources import failures
from watchers.sources.formats.dates import read_date
from watchers.sources.formats.elements import Element, children, name_of, parse_tree, plain
from watchers.sources.formats.limits import Limits
from watchers.sources.formats.links import absolute
from watchers.sources.model import FoundFeed, NotAFeed, RawArticle, ReadFeed

_WORDS = re.compile(r"[^\W\d_]{2,}")


def read_sitemap(document: bytes, url: str, limits: Limits) -> ReadFeed | NotAFeed | None:
    """The pages of a sitemap as articles; an index names its newest sitemaps; None for neither."""
    root = parse_tree(document)
    if root is None:
        return None
    if name_of(root).endswith("sitemapindex"):
        return NotAFeed(code=failures.SITEMAP_INDEX, feeds=_sitemaps(root, url, limits))
    if not name_of(root).endswith("urlset"):
        return None
    pages = [each for each in root if name_of(each).endswith("url")]
    articles = tuple(_article(each, url) for each in pages[: limits.entries])
    return ReadFeed(
        form="sitemap", is_cut=len(pages) > limits.entries, self_url=url, articles=articles
    )


def _sitemaps(root: Element, url: str, limits: Limits) -> tuple[FoundFeed, ...]:
    """The sitemaps of an index, those that speak of news and the newest first."""
    listed = [dict(children(each)) for each in root]
    dated = [(plain(each.get("lastmod")), absolute(plain(each.get("loc")), url)) for each in listed]
    dated.sort(key=lambda pair: ("news" in pair[1].lower(), pair[0]), reverse=True)
    return tuple(FoundFeed(url=link) for _, link in dated[: limits.links] if link)


def _article(page: Element, url: str) -> RawArticle:
    fields = dict(reversed(list(children(page))))
    news = dict(children(fields["news:news"])) if "news:news" in fields else {}
    publication = news.get("news:publication")
    outlet = dict(children(publication)) if publication is not None else {}
    link = absolute(plain(fields.get("loc")), url)
    changed = read_date(plain(fields.get("lastmod")))
    return RawArticle(
        title=plain(news.get("news:title")) or _title_of(link),
        url=link,
        guid=link,
        language=plain(outlet.get("news:language")),
        outlet=plain(outlet.get("news:name")),
        categories=tuple(filter(None, plain(news.get("news:keywords")).split(", "))),
        image_url=_image(fields, url),
        published_at=read_date(plain(news.get("news:publication_date"))) or changed,
        updated_at=changed,
    )


def _image(fields: dict[str, Element], url: str) -> str:
    image = dict(children(fields["image:image"])) if "image:image" in fields else {}
    return absolute(plain(image.get("image:loc")), url)


def _title_of(link: str) -> str:
    """The words of an address's last part, for sitemaps that give no title."""
    path = unquote(urlsplit(link).path).rstrip("/")
    words = _WORDS.findall(path.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    return " ".join(words).capitalize()
