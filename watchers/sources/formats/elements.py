"""XML elements by their customary names, whatever prefix or namespace version a feed uses."""

import base64
import binascii
import html
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urljoin

from lxml import etree

Element = etree._Element

_PREFIXES = {
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://example.com/necho": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/RSS2": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://cyber.law.harvard.edu/rss": "",
    "http://purl.org/net/rss1.1#": "",
    "http://purl.org/rss/1.0/modules/rss091#": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap/0.84": "",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://www.google.com/schemas/sitemap-image/1.1": "image",
    "http://prismstandard.org/namespaces/basic/2.0/": "prism",
}
_CONTROL = bytes(each for each in range(32) if each not in b"\t\n\r")
_XML = "{http://www.w3.org/XML/1998/namespace}"
_MARKUP_TYPES = frozenset({"xhtml", "application/xhtml+xml", "xml", "image/svg+xml"})
_PLAIN_TYPES = frozenset({"text", "text/plain"})


def parse_tree(document: bytes) -> Element | None:
    """The tree of a document, mended as far as may be; None where there is none.

    No entity is expanded, nothing is loaded, depth and the size of one text are bounded.
    """
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(document.translate(None, _CONTROL), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def name_of(element: Element) -> str:
    """The customary name: `title`, `dc:date`, `media:content`; lower case for bare names."""
    tag = element.tag
    return _name_of_tag(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=2048)
def _name_of_tag(tag: str) -> str:
    if not tag.startswith("{"):
        return _undeclared(tag)
    namespace, _, local = tag[1:].partition("}")
    prefix = _PREFIXES.get(namespace)
    if prefix is None:
        return f"other:{local.lower()}"
    return f"{prefix}:{local.lower()}" if prefix else local.lower()


def _undeclared(tag: str) -> str:
    """A name whose prefix was never declared: recovered trees keep it in the tag."""
    name = tag.lower()
    return name.removeprefix("atom:").removeprefix("rss:").removeprefix("a10:")


def children(element: Element) -> Iterator[tuple[str, Element]]:
    """Child elements with their names."""
    for child in element:
        name = name_of(child)
        if name:
            yield name, child


def plain(element: Element | None) -> str:
    """All text within an element, trimmed; empty for none."""
    if element is None:
        return ""
    if not len(element):
        return (element.text or "").strip()
    return "".join(map(str, element.itertext())).strip()


def markup(element: Element | None, limit: int) -> str:
    """What an element holds as HTML: escaped markup, child elements, base64 or plain text."""
    if element is None:
        return ""
    kind = (element.get("type") or "").lower()
    mode = (element.get("mode") or element.get("encoding") or "").lower()
    is_binary = kind.startswith(("application/", "image/")) and kind not in _MARKUP_TYPES
    if mode == "base64" or is_binary:
        return _decode_base64(element)[:limit]
    if len(element):
        return _inner(element)[:limit]
    text = (element.text or "").strip()[:limit]
    return html.escape(text, quote=False) if kind in _PLAIN_TYPES and mode != "escaped" else text


def _decode_base64(element: Element) -> str:
    text = plain(element)
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode("utf-8").strip()
    except (binascii.Error, ValueError):
        return text


def _inner(element: Element) -> str:
    nodes = list(element)
    lead = html.escape(element.text or "", quote=False)
    if len(nodes) == 1 and name_of(nodes[0]) in {"xhtml:div", "div"} and not lead.strip():
        return _inner(nodes[0]) if not (nodes[0].tail or "").strip() else _serialise(nodes[0])
    return (lead + "".join(map(_serialise, nodes))).strip()


def _serialise(node: Element) -> str:
    return etree.tostring(node, encoding="unicode", method="html", with_tail=True)


def base_of(element: Element, url: str) -> str:
    """The address that an element's relative links rest on."""
    bases = [each.get(f"{_XML}base") for each in (element, *element.iterancestors())]
    for base in reversed([each for each in bases if each]):
        url = urljoin(url, base)
    return url


def language_of(element: Element) -> str:
    """The nearest `xml:lang`, empty where none is given."""
    for each in (element, *element.iterancestors()):
        if each.get(f"{_XML}lang"):
            return str(each.get(f"{_XML}lang"))
    return ""
