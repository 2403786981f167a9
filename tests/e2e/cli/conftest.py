"""The real command line, run as an operator runs it: a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command left: its exit code, and what it said where."""

    code: int
    out: str
    errors: list[str]

    @property
    def records(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cli:
    """Runs commands in a folder of their own."""

    folder: Path

    def __call__(
        self,
        *arguments: str | Path,
        environ: Mapping[str, str] | None = None,
        stdin: str = "",
        before: Callable[[], None] | None = None,
    ) -> Done:
        """Run a command to its end; `before` is done in its process before it starts."""
        inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        done = subprocess.run(
            [sys.executable, "-P", "-m", "bot", *map(str, arguments)],
            cwd=self.folder,
            env={**inherited, "PYTHONPATH": str(ROOT), "LC_ALL": "C", **(environ or {})},
            input=stdin.encode(),
            check=False,
            capture_output=True,
            timeout=60,
            preexec_fn=before,
        )
        return Done(
            code=done.returncode,
            out=done.stdout.decode("utf-8"),
            errors=done.stderr.decode("utf-8").splitlines(),
        )

    def lines(self, name: str, *records: Mapping[str, Any] | str) -> Path:
        """A file of JSON lines; a bare string is written as it is."""
        rows = (each if isinstance(each, str) else json.dumps(each) for each in records)
        return self.file(name, "\n".join(rows) + "\n")

    def file(self, name: str, content: str | bytes | Sequence[str]) -> Path:
        """A file of that content."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else str(content).encode())
        return path


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """The command line in an empty folder."""
    return Cli(folder=tmp_path)
