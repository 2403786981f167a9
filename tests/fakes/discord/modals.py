"""A modal as a person fills it in and sends it."""

from collections.abc import Mapping
from typing import Any

from tests.fakes.discord.command_options import NotOffered, keep_upload, resolve_id
from tests.fakes.discord.components import LABEL, ROW, SELECTS, STRING_SELECT, TEXT_INPUT
from tests.fakes.discord.interaction_payloads import Scene
from tests.fakes.discord.stage import id_of
from tests.fakes.discord.world import World

Json = dict[str, Any]

FILE_UPLOAD, RADIO, CHECKBOX_GROUP, CHECKBOX = 19, 21, 22, 23


class Filled:
    """One modal being filled in, and what its channels, users and files resolve to."""

    def __init__(self, world: World, scene: Scene):
        self._world = world
        self._scene = scene
        self._resolved: Json = {}

    def submitted(self, modal: Json, values: Mapping[str, Any]) -> Json:
        """The data of the submission; fields without a value keep what was filled in for them."""
        left = dict(values)
        components = [self._part(one, left) for one in modal["components"]]
        if left:
            raise NotOffered(f"the modal has no field {sorted(left)}")
        sent = {"custom_id": modal["custom_id"], "components": components}
        return sent | ({"resolved": self._resolved} if self._resolved else {})

    def _part(self, component: Json, left: dict[str, Any]) -> Json:
        number = {"id": component.get("id") or 1, "type": component["type"]}
        if component["type"] == ROW:
            inside = [self._field(one, left) for one in component["components"]]
            return number | {"components": inside}
        if component["type"] == LABEL:
            return number | {"component": self._field(component["component"], left)}
        return number

    def _field(self, field: Json, left: dict[str, Any]) -> Json:
        kind, custom_id = field["type"], field["custom_id"]
        sent = {"type": kind, "id": field.get("id") or 1, "custom_id": custom_id}
        if kind == TEXT_INPUT:
            text = str(left.pop(custom_id, field.get("value") or ""))
            _check_text(field, text)
            return sent | {"value": text}
        if kind == CHECKBOX:
            return sent | {"value": bool(left.pop(custom_id, field.get("default", False)))}
        if kind == RADIO:
            return sent | {"value": left.pop(custom_id, None)}
        picked = [self._pick(kind, one) for one in left.pop(custom_id, _defaults(field))]
        _check_picked(field, picked)
        return sent | {"values": picked}

    def _pick(self, kind: int, picked: Any) -> str:
        if kind == FILE_UPLOAD:
            return keep_upload(self._world, self._scene, self._resolved, picked)
        if kind in (STRING_SELECT, CHECKBOX_GROUP):
            return str(picked)
        found = int(picked) if isinstance(picked, str) else id_of(picked)
        resolve_id(self._world, self._scene, self._resolved, found)
        return str(found)


def _defaults(field: Json) -> list[str]:
    chosen = [one["value"] for one in field.get("options") or [] if one.get("default")]
    return chosen + [str(one["id"]) for one in field.get("default_values") or []]


def _check_text(field: Json, text: str) -> None:
    low = field.get("min_length") or (1 if field.get("required", True) else 0)
    high = field.get("max_length") or 4000
    if not low <= len(text) <= high and (text or field.get("required", True)):
        raise NotOffered(f"{field['custom_id']} takes {low} to {high} characters")


def _check_picked(field: Json, picked: list[str]) -> None:
    if field["type"] not in (STRING_SELECT, CHECKBOX_GROUP, *SELECTS):
        return
    low = field.get("min_values", 1) if field.get("required", True) else 0
    if len(picked) < low or len(picked) > (field.get("max_values") or 25):
        raise NotOffered(f"{field['custom_id']} does not take {len(picked)} values")
    offered = [one["value"] for one in field.get("options") or []]
    if offered and not set(picked) <= set(offered):
        raise NotOffered(f"{field['custom_id']} offers {offered}, not {picked}")
