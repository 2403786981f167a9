"""Pictures of an entry, and the texts that belong to pictures and not to the story."""

import re
from collections.abc import Iterator

from watchers.sources.formats.elements import Element, children, plain

_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:[?#]|$)", re.IGNORECASE)
Fields = dict[str, list[Element]]
"""An entry's child elements by name."""

_PICTURES: tuple[str, ...] = (
    "media:thumbnail",
    "media:content",
    "itunes:image",
    "enclosure",
    "link",
)
_PICTURES += ("image", "other:image")
_TEXTS = frozenset({"media:description", "media:credit", "media:text", "media:title"})


def read_image(fields: Fields) -> str:
    """The address of the entry's first picture as written, empty where it has none."""
    return next((address for address in _images(fields) if address), "")


def read_captions(fields: Fields) -> tuple[str, ...]:
    """Captions and credits of the entry's pictures."""
    texts = (
        plain(child)
        for name, media in _media(fields)
        if name == "media:content"
        for inner, child in children(media)
        if inner in _TEXTS
    )
    return tuple(dict.fromkeys(text for text in texts if text))[:16]


def _media(fields: Fields) -> Iterator[tuple[str, Element]]:
    for group in fields.get("media:group", ()):
        yield from children(group)
    for name in _PICTURES:
        for element in fields.get(name, ()):
            yield name, element


def _images(fields: Fields) -> Iterator[str]:
    for name, child in _media(fields):
        address = (child.get("url") or child.get("href") or "").strip()
        if _is_picture(name, child, address):
            yield address
        elif name in {"image", "other:image"}:
            yield address or _image_text(child)


def _is_picture(name: str, element: Element, address: str) -> bool:
    if name in {"media:thumbnail", "itunes:image"}:
        return True
    is_enclosed = name != "link" or element.get("rel") == "enclosure"
    if name not in {"media:content", "enclosure", "link"} or not is_enclosed:
        return False
    kind = f"{element.get('type') or ''} {element.get('medium') or ''}".strip().lower()
    return "image" in kind or (not kind and _PICTURE.search(address) is not None)


def _image_text(element: Element) -> str:
    addresses = [plain(child) for name, child in children(element) if name == "url"]
    return addresses[0] if addresses else plain(element)
