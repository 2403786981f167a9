"""The real service as a process of its own, on a local Discord and a local news server."""

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.discord import FakeDiscord

ROOT = Path(__file__).resolve().parents[2]

KOREA = """
name = "Korea"
description = "Leaders and exercises"

[[watch]]
key = "kim-jong-un"
name = "Kim Jong Un"
kind = "person"
aliases = ["Kim Jong-un", {text = "김정은", language = "ko"}]
confusables = ["Kim Jong-nam"]

[[watch]]
key = "ulchi-freedom-shield"
name = "Ulchi Freedom Shield"
kind = "exercise"
aliases = [{text = "UFS", kind = "acronym"}]
context = ["exercise", "drill"]

[[watch]]
key = "afp"
name = "Agence France-Presse"
kind = "organisation"
aliases = [{text = "AFP", kind = "acronym"}]
"""


@dataclass(kw_only=True)
class Service:
    """One installation: its folders stay while its process comes and goes.

    `interval_s` is how often every source is polled; `settings` are further environment values.
    """

    folder: Path
    feeds: Sequence[str]
    fake: FakeDiscord | None = None
    interval_s: float = 0.5
    settings: Mapping[str, str] = field(default_factory=dict)
    process: asyncio.subprocess.Process | None = None

    def __post_init__(self) -> None:
        lists = self.folder / "config" / "watchlists"
        lists.mkdir(parents=True, exist_ok=True)
        (lists / "korea.toml").write_text(KOREA, encoding="utf-8")
        sources = "\n".join(_source(number, url) for number, url in enumerate(self.feeds, 1))
        (self.folder / "config" / "sources.toml").write_text(sources, encoding="utf-8")

    @property
    def log(self) -> str:
        """What the process has written on standard error in all its lives."""
        file = self.folder / "log.txt"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    async def start(self) -> None:
        with (
            (self.folder / "log.txt").open("ab") as log,
            (self.folder / "out.txt").open("ab") as out,
        ):
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-P", "-m", "bot", "run",
                cwd=self.folder, env=self.environment(), stdout=out, stderr=log,
            )  # fmt: skip

    async def kill(self) -> None:
        """As a power cut would."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    async def stop(self) -> int:
        """As an operator would; the exit code."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.terminate()
        return await asyncio.wait_for(self.process.wait(), 20)

    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        own = {
            "CONFIG_DIR": str(self.folder / "config"),
            "DATA_DIR": str(self.folder / "data"),
            "FETCH__ALLOWED_NETWORKS": "127.0.0.0/8",
            "FETCH__INTERVAL_MIN_S": str(self.interval_s),
            "FETCH__INTERVAL_MAX_S": str(self.interval_s),
            "STORE__BACKUP_EVERY_H": "0",
        }
        if self.fake is not None:
            own["DISCORD__API_URL"] = self.fake.api_url
            own["DISCORD__GATEWAY_URL"] = self.fake.gateway_url
            own["DISCORD__TOKEN"] = self.fake.token
        named = {f"WATCHFLOOR_{name}": value for name, value in (own | dict(self.settings)).items()}
        # Not in the checkout, where a developer's own .env may lie.
        return kept | named | {"PYTHONPATH": str(ROOT)}


def _source(number: int, url: str) -> str:
    return (
        f'[[publisher]]\nkey = "outlet-{number}"\nname = "Outlet {number}"\ncountry = "KR"\n'
        f'[[source]]\nkey = "outlet-{number}"\nname = "Outlet {number}"\n'
        f'publisher = "outlet-{number}"\nurl = "{url}"\nkind = "feed"\nlanguage = "en"\ntier = 1\n'
    )
