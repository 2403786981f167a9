"""Files: kept by the world, served by the fake, described in JSON."""

from typing import Any

from tests.fakes.discord.exchange import File
from tests.fakes.discord.world import World

Json = dict[str, Any]


def keep_file(world: World, base_url: str, file: File, words: str | None = None) -> Json:
    """The attachment's JSON; its URL, under `base_url`, serves the file from now on."""
    file_id = world.ids.next()
    world.files[file_id] = file.content
    url = f"{base_url}/{file_id}/{file.name}"
    shown = {"id": str(file_id), "filename": file.name, "size": len(file.content)}
    shown |= {"url": url, "proxy_url": url, "content_type": file.media_type}
    return shown | ({"description": words} if words else {})
