"""Discord's limits on a message, reported as its tree of errors."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.discord.component_forms import check_components
from tests.fakes.discord.components import media_of, walk
from tests.fakes.discord.errors import FormErrors, api_error
from tests.fakes.discord.world import IS_COMPONENTS_V2

Json = dict[str, Any]

# Discord: resources/message; content is 2000 for bots, whatever the OpenAPI document says
MAX_CONTENT, MAX_EMBEDS, MAX_EMBED_TOTAL, MAX_NONCE, MAX_FILES = 2000, 10, 6000, 25, 10
EMBED_TEXTS = {"title": 256, "description": 4096}
LEGACY_FIELDS = ("content", "embeds", "sticker_ids", "poll")


def check_message(body: Mapping[str, Any], filenames: Sequence[str] = ()) -> None:
    """Raises what Discord would answer to a message of this body and these files."""
    form = FormErrors()
    is_v2 = bool((body.get("flags") or 0) & IS_COMPONENTS_V2)
    embeds, components = body.get("embeds") or [], body.get("components") or []
    form.check_text("content", body.get("content"), 0, MAX_CONTENT)
    _check_nonce(form, body)
    if is_v2:
        _check_v2_alone(form, body)
    form.check_count("attachments", len(filenames), 0, MAX_FILES)
    check_embeds(form, embeds)
    check_components(form, components, is_v2)
    _check_attached(form, components, filenames)
    _check_mentions(form, body.get("allowed_mentions") or {})
    form.done()
    has_legacy = any(body.get(key) for key in LEGACY_FIELDS)
    if not (has_legacy or components or filenames):
        raise api_error(50006)


def _check_nonce(form: FormErrors, body: Mapping[str, Any]) -> None:
    nonce = body.get("nonce")
    if isinstance(nonce, str) and len(nonce) > MAX_NONCE:
        words = f"Must be {MAX_NONCE} or fewer in length."
        form.add("nonce", "BASE_TYPE_MAX_LENGTH", words)


def _check_v2_alone(form: FormErrors, body: Mapping[str, Any]) -> None:
    for key in LEGACY_FIELDS:
        if body.get(key):
            words = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            form.add(key, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", words)


def check_embeds(form: FormErrors, embeds: Sequence[Json]) -> None:
    form.check_count("embeds", len(embeds), 0, MAX_EMBEDS)
    for index, embed in enumerate(embeds):
        _check_embed(form, f"embeds.{index}", embed)
    total = sum(_embed_length(embed) for embed in embeds)
    if total > MAX_EMBED_TOTAL:
        words = f"Embed size exceeds maximum size of {MAX_EMBED_TOTAL}"
        form.add("embeds", "MAX_EMBED_SIZE_EXCEEDED", words)


def _check_embed(form: FormErrors, path: str, embed: Json) -> None:
    for key, high in EMBED_TEXTS.items():
        form.check_text(f"{path}.{key}", embed.get(key), 0, high)
    if embed.get("footer"):
        form.check_text(f"{path}.footer.text", embed["footer"].get("text"), 0, 2048)
    if embed.get("author"):
        form.check_text(f"{path}.author.name", embed["author"].get("name"), 0, 256)
    fields = embed.get("fields") or []
    form.check_count(f"{path}.fields", len(fields), 0, 25)
    for index, one in enumerate(fields):
        form.check_text(f"{path}.fields.{index}.name", one.get("name"), 1, 256)
        form.check_text(f"{path}.fields.{index}.value", one.get("value"), 1, 1024)
    _check_embed_urls(form, path, embed)


def _check_embed_urls(form: FormErrors, path: str, embed: Json) -> None:
    urls = {"url": embed.get("url")}
    urls |= {f"{key}.url": (embed.get(key) or {}).get("url") for key in ("image", "thumbnail")}
    for key, url in urls.items():
        if url and urlsplit(url).scheme not in ("http", "https", "attachment"):
            words = f"Scheme '{urlsplit(url).scheme}' must be one of ('http', 'https')."
            form.add(f"{path}.{key}", "URL_TYPE_INVALID_SCHEME", words)


def _embed_length(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for one in embed.get("fields") or []:
        texts += [one.get("name"), one.get("value")]
    return sum(len(text.strip()) for text in texts if text)


def _check_attached(form: FormErrors, components: Sequence[Json], names: Sequence[str]) -> None:
    for path, component in walk(components):
        for medium in media_of(component):
            scheme, _, name = str(medium.get("url", "")).partition("://")
            if scheme == "attachment" and name not in names:
                words = f"The referenced attachment '{name}' was not found"
                form.add(f"{path}.media.url", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT", words)


def _check_mentions(form: FormErrors, allowed: Mapping[str, Any]) -> None:
    for key in ("users", "roles"):
        if key in (allowed.get("parse") or []) and allowed.get(key):
            words = f'parse:["{key}"] and {key}: [ids...] are mutually exclusive.'
            form.add("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", words)
        form.check_count(f"allowed_mentions.{key}", len(allowed.get(key) or []), 0, 100)
