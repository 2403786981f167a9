"""Discord's limits on message components, reported as its tree of errors."""

from collections.abc import Sequence
from typing import Any

from tests.fakes.discord import components as kinds
from tests.fakes.discord.components import media_of, walk
from tests.fakes.discord.errors import ApiError, FormErrors

Json = dict[str, Any]

# Discord: components/reference
MAX_ROWS, MAX_TOTAL, MAX_TEXT = 5, 40, 4000
# discord-api-docs issue 8554: above about 10,170 bytes of UTF-8 the service answers 500
MAX_UTF8_BYTES = 10_170
IN_ROW = (kinds.BUTTON, *kinds.SELECTS)
IN_CONTAINER = (kinds.ROW, kinds.SECTION, kinds.TEXT, kinds.GALLERY, kinds.FILE, kinds.SEPARATOR)
AT_TOP_V2 = (*IN_CONTAINER, kinds.CONTAINER)


def check_components(form: FormErrors, components: Sequence[Json], is_v2: bool) -> None:
    """Everything about the components of one message, save whether its files are there."""
    _check_shape(form, components, is_v2)
    found = list(walk(components))
    if len(found) > MAX_TOTAL:
        form.add(
            "components",
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            f"Total number of components cannot exceed {MAX_TOTAL}.",
        )
    for path, component in found:
        _check_one(form, path, component)
    _check_unique(form, found)
    _check_texts(form, components)


def _check_shape(form: FormErrors, components: Sequence[Json], is_v2: bool) -> None:
    if not is_v2:
        form.check_count("components", len(components), 0, MAX_ROWS)
    allowed = AT_TOP_V2 if is_v2 else (kinds.ROW,)
    _check_kinds(form, "components", components, allowed)


def _check_kinds(
    form: FormErrors, path: str, components: Sequence[Json], allowed: Sequence[int]
) -> None:
    for index, component in enumerate(components):
        if component.get("type") not in allowed:
            words = f"Value of field 'type' must be one of {tuple(sorted(allowed))}."
            form.add(f"{path}.{index}.type", "UNION_TYPE_CHOICES", words)


def _check_unique(form: FormErrors, found: Sequence[tuple[str, Json]]) -> None:
    for key, code, words in (
        ("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"),
        ("id", "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated"),
    ):
        seen: set[Any] = set()
        for path, component in found:
            value = component.get(key)
            if value and value in seen:
                form.add(f"{path}.{key}", code, words)
            seen.add(value)


def _check_texts(form: FormErrors, components: Sequence[Json]) -> None:
    text = "".join(str(t) for t in kinds.texts_of(components))
    if len(text) > MAX_TEXT:
        words = f"Component displayable text size exceeds maximum size of {MAX_TEXT}"
        form.add("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", words)
    elif len(text.encode()) > MAX_UTF8_BYTES:
        raise ApiError(500, 0, "500: Internal Server Error")


def _check_one(form: FormErrors, path: str, component: Json) -> None:
    check = _CHECKS.get(component.get("type", 0))
    if check is not None:
        check(form, path, component)
    for medium in media_of(component):
        form.check_text(f"{path}.media.url", medium.get("url"), 1, 2048)


def _check_row(form: FormErrors, path: str, component: Json) -> None:
    inside = component.get("components") or []
    has_select = any(c.get("type") in kinds.SELECTS for c in inside)
    form.check_count(f"{path}.components", len(inside), 1, 1 if has_select else 5)
    _check_kinds(form, f"{path}.components", inside, IN_ROW)


def _check_button(form: FormErrors, path: str, component: Json) -> None:
    style = component.get("style")
    form.check_text(f"{path}.label", component.get("label"), 0, 80)
    if not component.get("label") and not component.get("emoji") and style != 6:
        form.add(path, "BUTTON_COMPONENT_REQUIRES_LABEL_OR_EMOJI", "A label or an emoji is needed")
    if style == 5:
        form.check_text(f"{path}.url", component.get("url"), 1, 512)
        if component.get("custom_id"):
            words = "A custom id and url cannot both be specified"
            form.add(f"{path}.custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL", words)
    elif style in (1, 2, 3, 4):
        form.check_text(f"{path}.custom_id", component.get("custom_id"), 1, 100)
    elif style != 6:
        words = "Value must be one of {1, 2, 3, 4, 5, 6}."
        form.add(f"{path}.style", "BASE_TYPE_CHOICES", words)


def check_select(form: FormErrors, path: str, component: Json) -> None:
    form.check_text(f"{path}.custom_id", component.get("custom_id"), 1, 100)
    form.check_text(f"{path}.placeholder", component.get("placeholder"), 0, 150)
    low, high = component.get("min_values"), component.get("max_values")
    form.check_count(f"{path}.min_values", 1 if low is None else low, 0, 25)
    form.check_count(f"{path}.max_values", 1 if high is None else high, 1, 25)
    if component["type"] == kinds.STRING_SELECT:
        _check_options(form, f"{path}.options", component.get("options") or [])


def _check_options(form: FormErrors, path: str, options: Sequence[Json]) -> None:
    form.check_count(path, len(options), 1, 25)
    seen: set[str] = set()
    for index, option in enumerate(options):
        for key, low in (("label", 1), ("value", 1), ("description", 0)):
            form.check_text(f"{path}.{index}.{key}", option.get(key), low, 100)
        if option.get("value") in seen:
            words = "The specified option value is already used"
            form.add(f"{path}.{index}.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", words)
        seen.add(str(option.get("value")))


def _check_section(form: FormErrors, path: str, component: Json) -> None:
    inside = component.get("components") or []
    form.check_count(f"{path}.components", len(inside), 1, 3)
    _check_kinds(form, f"{path}.components", inside, (kinds.TEXT,))
    accessory = component.get("accessory")
    if not accessory:
        form.require(f"{path}.accessory")
    elif accessory.get("type") not in (kinds.BUTTON, kinds.THUMBNAIL):
        words = "Value of field 'type' must be one of (2, 11)."
        form.add(f"{path}.accessory.type", "UNION_TYPE_CHOICES", words)


def check_text_display(form: FormErrors, path: str, component: Json) -> None:
    form.check_text(f"{path}.content", component.get("content"), 1, MAX_TEXT)


def _check_gallery(form: FormErrors, path: str, component: Json) -> None:
    form.check_count(f"{path}.items", len(component.get("items") or []), 1, 10)


def _check_media_words(form: FormErrors, path: str, component: Json) -> None:
    form.check_text(f"{path}.description", component.get("description"), 0, 1024)


def _check_separator(form: FormErrors, path: str, component: Json) -> None:
    if component.get("spacing", 1) not in (1, 2):
        form.add(f"{path}.spacing", "BASE_TYPE_CHOICES", "Value must be one of {1, 2}.")


def _check_container(form: FormErrors, path: str, component: Json) -> None:
    inside = component.get("components") or []
    form.check_count(f"{path}.components", len(inside), 1, MAX_TOTAL)
    _check_kinds(form, f"{path}.components", inside, IN_CONTAINER)
    color = component.get("accent_color")
    if color is not None and not 0 <= color <= 0xFFFFFF:
        words = "int value should be between 0 and 16777215."
        form.add(f"{path}.accent_color", "NUMBER_TYPE_MAX", words)


_CHECKS = {
    kinds.ROW: _check_row,
    kinds.BUTTON: _check_button,
    **dict.fromkeys(kinds.SELECTS, check_select),
    kinds.SECTION: _check_section,
    kinds.TEXT: check_text_display,
    kinds.THUMBNAIL: _check_media_words,
    kinds.GALLERY: _check_gallery,
    kinds.SEPARATOR: _check_separator,
    kinds.CONTAINER: _check_container,
}
