"""The independent server as a process, with the orders that a person gives through it."""

import asyncio
import base64
import json
import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from tests.fakes.discord.components import custom_ids_of, find_component, texts_of

BOT_ID = "1150000000000000000"
TOKEN = base64.b64encode(BOT_ID.encode()).decode().rstrip("=") + ".FAKE00.of-the-tests"
NEEDED_NODE = 22
HERE = Path(__file__).parent

Json = dict[str, Any]


def find_node(folder: Path) -> str:
    """A node new enough, the folder's own first; skips the test when there is none."""
    for found in (shutil.which("node", path=str(folder / "node_modules/.bin")), "node"):
        path = shutil.which(found) if found else None
        if path is not None:
            version = subprocess.check_output([path, "--version"], text=True)
            if int(version.lstrip("v").split(".")[0]) >= NEEDED_NODE:
                return path
    pytest.skip(f"Node {NEEDED_NODE} or newer is missing")


def find_package() -> Path:
    """Where the package was installed; skips the test when it was not."""
    folder = os.environ.get("DIGITAL_TWIN_DIR", "")
    if not (Path(folder) / "node_modules" / "discord-digital-twin").is_dir() or not folder:
        pytest.skip(
            "on demand: set DIGITAL_TWIN_DIR to a folder where discord-digital-twin 0.1.1 is "
            'installed by npm (with "overrides": {"spiceflow": "1.19.0"})'
        )
    return Path(folder)


class Twin:
    """`async with Twin() as twin:`; orders go out and come back one at a time."""

    def __init__(self, node: str, folder: Path):
        self._command = (node, str(HERE / "run.mjs"), str(folder), TOKEN, BOT_ID)
        self._process: asyncio.subprocess.Process | None = None
        self.port = 0

    async def __aenter__(self) -> "Twin":
        self._process = await asyncio.create_subprocess_exec(
            *self._command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        self.port = (await self._next())["port"]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process is not None
        self._process.kill()
        await self._process.wait()

    async def order(self, order: str, **given: Any) -> Any:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"order": order, **given}).encode() + b"\n")
        told = await self._next()
        assert "error" not in told, told
        return told["result"]

    async def answered(self, asked: Json, words: str = "") -> Json:
        """The message that answers the interaction, once it has components and says the words."""
        async with asyncio.timeout(10):
            while True:
                found = await self.order("answer", id=asked["id"])
                message = found["message"] if found["acknowledged"] else None
                if message and json.loads(message["components"]) and words in words_of(message):
                    return dict(message)
                await asyncio.sleep(0.05)

    async def form(self, asked: Json) -> Json:
        """The modal that answers the interaction."""
        async with asyncio.timeout(10):
            while not (found := await self.order("answer", id=asked["id"]))["data"]:
                await asyncio.sleep(0.05)
        return dict(json.loads(found["data"]))

    async def posts(self, count: int = 0) -> list[Json]:
        """What everyone sees in the channel, once there are `count`; answers to people left out."""
        async with asyncio.timeout(20):
            while True:
                messages = await self.order("messages")
                shown = [m for m in messages if not m["webhookId"] and m["authorId"] == BOT_ID]
                if len(shown) >= count:
                    return shown
                await asyncio.sleep(0.05)

    async def _next(self) -> Any:
        assert self._process is not None
        assert self._process.stdout is not None
        return json.loads(await asyncio.wait_for(self._process.stdout.readline(), 30))


def words_of(message: Json) -> str:
    return "\n".join([message["content"], *texts_of(json.loads(message["components"]))])


def button_of(message: Json, name: str) -> str:
    """The custom_id of the button of that name."""
    components = json.loads(message["components"])
    found = find_component(components, name)
    assert found is not None, custom_ids_of(components)
    return str(found["custom_id"])
