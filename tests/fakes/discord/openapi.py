"""Holding recorded exchanges against Discord's own OpenAPI document."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.fakes.discord.exchange import Exchange

Json = dict[str, Any]

URI = "urn:discord"
# discord.py 2.7.1, http.py: start_thread_in_forum sends it; the document leaves it out
UNDOCUMENTED_QUERY = {"use_nested_fields"}
METHODS_WITH_BODY = ("POST", "PUT", "PATCH")


def check_exchanges(exchanges: Sequence[Exchange], openapi_path: Path | str) -> list[str]:
    """One line for each request or reply that contradicts the document, error replies exempt."""
    document = _document(str(openapi_path))
    return [line for exchange in exchanges for line in document.check(exchange)]


@cache
def _document(path: str) -> "Document":
    return Document(json.loads(Path(path).read_text(encoding="utf-8")))


class Document:
    """Discord's document with one validator per schema, made when first needed."""

    def __init__(self, content: Json):
        resource = DRAFT202012.create_resource(content)
        self._registry: Registry[Any] = Registry().with_resource(URI, resource)
        self._paths: Json = content["paths"]
        self._validators: dict[str, Draft202012Validator] = {}

    def check(self, exchange: Exchange) -> Iterator[str]:
        """What is wrong with one exchange."""
        operation = self._paths.get(exchange.template, {}).get(exchange.method.lower())
        if operation is None:
            yield f"{exchange.route}: UNKNOWN route"
            return
        where = f"/paths/{_escaped(exchange.template)}/{exchange.method.lower()}"
        known = _query_names(self._paths[exchange.template], operation)
        yield from (
            f"{exchange.route}: QUERY {name} is not in the document"
            for name in exchange.query
            if name not in known
        )
        if 200 <= exchange.status < 300 or exchange.status == 0:
            yield from self._check_request(exchange, operation, where)
        if 200 <= exchange.status < 300:
            yield from self._check_reply(exchange, operation, where)

    def _check_request(self, exchange: Exchange, operation: Json, where: str) -> Iterator[str]:
        if exchange.method not in METHODS_WITH_BODY or "requestBody" not in operation:
            return
        body = _normalised(exchange.request)
        if body is None and exchange.filenames:
            return
        pointer = f"{where}/requestBody/content/application~1json/schema"
        for error in self._errors(pointer, body):
            yield f"{exchange.route}: REQUEST {_words(error)}"

    def _check_reply(self, exchange: Exchange, operation: Json, where: str) -> Iterator[str]:
        described = operation["responses"].get(str(exchange.status))
        if described is None:
            yield f"{exchange.route}: STATUS {exchange.status} is not in the document"
        elif "content" in described and exchange.response is not None:
            pointer = f"{where}/responses/{exchange.status}/content/application~1json/schema"
            for error in self._errors(pointer, exchange.response):
                yield f"{exchange.route}: REPLY {_words(error)}"

    def _errors(self, pointer: str, instance: Any) -> Iterator[ValidationError]:
        validator = self._validators.get(pointer)
        if validator is None:
            schema = {"$ref": f"{URI}#{quote(pointer, safe='/~')}"}
            validator = Draft202012Validator(schema, registry=self._registry)
            self._validators[pointer] = validator
        if not validator.is_valid(instance):
            yield best_match(validator.iter_errors(instance))


def _escaped(template: str) -> str:
    return template.replace("~", "~0").replace("/", "~1")


def _query_names(path: Json, operation: Json) -> set[str]:
    parameters = [*path.get("parameters", []), *operation.get("parameters", [])]
    return UNDOCUMENTED_QUERY | {one["name"] for one in parameters if one.get("in") == "query"}


def _words(error: ValidationError) -> str:
    place = "/".join(str(part) for part in error.absolute_path) or "(root)"
    return f"{place}: {error.message[:300]}"


def _normalised(body: Any) -> Any:
    """Discord takes numbers where the document says snowflake; discord.py sends some."""
    if not isinstance(body, dict):
        return body
    seen = dict(body)
    if isinstance(seen.get("recipient_id"), int):
        seen["recipient_id"] = str(seen["recipient_id"])
    if isinstance(seen.get("message_reference"), dict):
        seen["message_reference"] = _ids_as_text(seen["message_reference"])
    if isinstance(seen.get("allowed_mentions"), dict):
        seen["allowed_mentions"] = {
            key: [str(one) for one in value] if key in ("roles", "users") else value
            for key, value in seen["allowed_mentions"].items()
        }
    if isinstance(seen.get("attachments"), list):
        seen["attachments"] = [_ids_as_text(one) for one in seen["attachments"]]
    for key in ("data", "message"):
        seen |= {key: _normalised(seen[key])} if key in seen else {}
    return seen


def _ids_as_text(thing: Json) -> Json:
    return {
        key: str(value) if key.endswith("id") and isinstance(value, int) else value
        for key, value in thing.items()
    }
