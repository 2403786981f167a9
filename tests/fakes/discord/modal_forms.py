"""Discord's limits on modals, reported as its tree of errors."""

from typing import Any

from tests.fakes.discord import components as kinds
from tests.fakes.discord.component_forms import check_select, check_text_display
from tests.fakes.discord.components import walk
from tests.fakes.discord.errors import FormErrors

Json = dict[str, Any]

# Discord: interactions/receiving-and-responding, "Modal"
MAX_TITLE, MAX_COMPONENTS, MAX_LABEL = 45, 5, 45
AT_TOP = (kinds.ROW, kinds.TEXT, kinds.LABEL)


def check_modal(data: Json) -> None:
    """Raises what Discord would answer to this modal."""
    form = FormErrors()
    form.check_text("data.title", data.get("title"), 1, MAX_TITLE)
    form.check_text("data.custom_id", data.get("custom_id"), 1, 100)
    components = data.get("components") or []
    form.check_count("data.components", len(components), 1, MAX_COMPONENTS)
    for index, component in enumerate(components):
        if component.get("type") not in AT_TOP:
            words = f"Value of field 'type' must be one of {AT_TOP}."
            form.add(f"data.components.{index}.type", "UNION_TYPE_CHOICES", words)
    seen: set[str] = set()
    for path, component in walk(components, "data.components"):
        _check_one(form, path, component)
        if component.get("custom_id") in seen:
            words = "Component custom id cannot be duplicated"
            form.add(f"{path}.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", words)
        seen.add(component.get("custom_id") or f"none {path}")
    form.done()


def _check_one(form: FormErrors, path: str, component: Json) -> None:
    kind = component.get("type")
    if kind == kinds.LABEL:
        form.check_text(f"{path}.label", component.get("label"), 1, MAX_LABEL)
        form.check_text(f"{path}.description", component.get("description"), 0, 100)
    elif kind == kinds.TEXT_INPUT:
        _check_text_input(form, path, component)
    elif kind in kinds.SELECTS:
        check_select(form, path, component)
    elif kind == kinds.TEXT:
        check_text_display(form, path, component)


def _check_text_input(form: FormErrors, path: str, component: Json) -> None:
    form.check_text(f"{path}.custom_id", component.get("custom_id"), 1, 100)
    form.check_text(f"{path}.placeholder", component.get("placeholder"), 0, 100)
    form.check_text(f"{path}.value", component.get("value"), 0, 4000)
    if component.get("label") is not None:
        form.check_text(f"{path}.label", component["label"], 1, MAX_LABEL)
    form.check_count(f"{path}.min_length", component.get("min_length") or 0, 0, 4000)
    form.check_count(f"{path}.max_length", component.get("max_length") or 4000, 1, 4000)
