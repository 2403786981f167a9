"""Walking over message components, and the shape in which Discord gives them back."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

Json = dict[str, Any]

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS = (3, 5, 6, 7, 8)
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR = 9, 10, 11, 12, 13, 14
CONTAINER, LABEL = 17, 18


def walk(components: Sequence[Json], path: str = "components") -> Iterator[tuple[str, Json]]:
    """Every component with its path in the form, parents before children."""
    for index, component in enumerate(components):
        yield from walk_one(component, f"{path}.{index}")


def walk_one(component: Json, path: str) -> Iterator[tuple[str, Json]]:
    yield path, component
    yield from walk(component.get("components") or [], f"{path}.components")
    for key in ("accessory", "component"):
        if component.get(key):
            yield from walk_one(component[key], f"{path}.{key}")


def texts_of(components: Sequence[Json]) -> Iterator[str]:
    for _, component in walk(components):
        if component.get("type") == TEXT:
            yield str(component.get("content") or "")


def custom_ids_of(components: Sequence[Json]) -> tuple[str, ...]:
    return tuple(c["custom_id"] for _, c in walk(components) if c.get("custom_id"))


def find_component(components: Sequence[Json], wanted: str) -> Json | None:
    """The component with that custom_id, else the button with that label, else None."""
    usable = [component for _, component in walk(components) if component.get("custom_id")]
    by_id = next((one for one in usable if one["custom_id"] == wanted), None)
    return by_id or next((one for one in usable if one.get("label") == wanted), None)


def media_of(component: Json) -> Iterator[Json]:
    """The media that a component shows: `{"url": …}`."""
    for key in ("media", "file"):
        if isinstance(component.get(key), dict):
            yield component[key]
    for item in component.get("items") or []:
        yield item["media"]


_DEFAULTS: dict[int, Json] = {
    STRING_SELECT: {"min_values": 1, "max_values": 1, "options": []},
    **{kind: {"min_values": 1, "max_values": 1} for kind in SELECTS[1:]},
    THUMBNAIL: {"description": None, "spoiler": False},
    FILE: {"name": None, "size": None, "spoiler": False},
    SEPARATOR: {"divider": True, "spacing": 1},
    CONTAINER: {"accent_color": None, "spoiler": False},
}


def filled(components: Sequence[Json], urls: dict[str, Json]) -> list[Json]:
    """The components as replies carry them: numbered, defaults filled in, media resolved.

    `urls` maps `attachment://name` to the attachment's JSON.
    """
    numbers = itertools.count(1)
    return [_filled(component, numbers, urls) for component in components]


def _filled(component: Json, numbers: Iterator[int], urls: dict[str, Json]) -> Json:
    kept = {key: value for key, value in component.items() if value is not None}
    given = {**_DEFAULTS.get(component["type"], {}), **kept}
    given["id"] = component.get("id") or next(numbers)
    if "components" in given:
        given["components"] = [_filled(c, numbers, urls) for c in given["components"]]
    if "accessory" in given:
        given["accessory"] = _filled(given["accessory"], numbers, urls)
    for key in ("media", "file"):
        if key in given:
            given[key] = _unfurled(given[key], urls)
    if "items" in given:
        given["items"] = [_filled_item(item, urls) for item in given["items"]]
    return given


def _filled_item(item: Json, urls: dict[str, Json]) -> Json:
    kept = {key: value for key, value in item.items() if value is not None}
    return {"description": None, "spoiler": False, **kept, "media": _unfurled(item["media"], urls)}


def _unfurled(media: Json, urls: dict[str, Json]) -> Json:
    attachment = urls.get(media["url"])
    if attachment is None:
        return {"id": "1", "proxy_url": media["url"], **media}
    shown = {"url": attachment["url"], "proxy_url": attachment["proxy_url"]}
    return {"id": attachment["id"], "attachment_id": attachment["id"], **shown}
