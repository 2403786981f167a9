"""OPML: lists of feeds, to and from other readers (pure)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from watchers.sources.formats.elements import Element, parse_tree
from watchers.sources.formats.encoding import to_utf8
from watchers.sources.formats.links import absolute
from watchers.sources.formats.repair import repair

_MOST = 20_000
_DEEPEST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One feed of a list; `folder` is the path of the groups it stands in, joined by " / "."""

    url: str
    title: str = ""
    home_url: str = ""
    language: str = ""
    folder: str = ""


class NotOpml(Exception):
    """A document that is no list of feeds; str() says why."""


def read_opml(document: bytes) -> tuple[Outline, ...]:
    """The feeds of a list in its order, each address once; raises NotOpml."""
    root = parse_tree(repair(to_utf8(document, "")))
    if root is None:
        raise NotOpml("not an XML document")
    if str(root.tag).lower() != "opml":
        raise NotOpml(f"the document is <{str(root.tag)[:40]}>, not <opml>")
    found: dict[str, Outline] = {}
    for outline in _outlines(root.find("body"), (), 0):
        found.setdefault(outline.url, outline)
        if len(found) == _MOST:
            break
    return tuple(found.values())


def write_opml(outlines: Iterable[Outline], title: str) -> bytes:
    """An OPML 2.0 document with a group for each folder."""
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = title
    body = ElementTree.SubElement(root, "body")
    groups: dict[str, ElementTree.Element] = {"": body}
    for each in outlines:
        group = groups.get(each.folder)
        if group is None:
            group = ElementTree.SubElement(body, "outline", text=each.folder, title=each.folder)
            groups[each.folder] = group
        ElementTree.SubElement(group, "outline", _attributes(each))
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _attributes(outline: Outline) -> dict[str, str]:
    name = outline.title or outline.url
    wanted = {
        "type": "rss",
        "text": name,
        "title": name,
        "xmlUrl": outline.url,
        "htmlUrl": outline.home_url,
        "language": outline.language,
    }
    return {key: value for key, value in wanted.items() if value}


def _outlines(group: Element | None, folders: tuple[str, ...], depth: int) -> Iterator[Outline]:
    """All feeds within a group, also those of groups within it."""
    if group is None or depth > _DEEPEST:
        return
    for child in group:
        values = {str(key).lower(): str(value).strip() for key, value in child.attrib.items()}
        name = values.get("title") or values.get("text") or ""
        url = absolute(values.get("xmlurl", "").replace("feed://", "http://", 1), "")
        if url:
            yield Outline(
                url=url,
                title=name,
                home_url=absolute(values.get("htmlurl", ""), ""),
                language=values.get("language", ""),
                folder=" / ".join(folders),
            )
        inner = folders if url or not name else (*folders, name)
        yield from _outlines(child, inner, depth + 1)
