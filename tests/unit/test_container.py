"""The container's promises, read from the files that make it: no engine runs here."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _instructions() -> list[tuple[str, str]]:
    """Every instruction of the Dockerfile with its arguments, continued lines joined."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [
        (line.split(maxsplit=1)[0], line.split(maxsplit=1)[1])
        for line in joined.splitlines()
        if line.strip()
    ]


def _last_stage() -> list[tuple[str, str]]:
    instructions = _instructions()
    start = max(i for i, (name, _) in enumerate(instructions) if name == "FROM")
    return instructions[start:]


def test_the_image_is_built_in_stages() -> None:
    """What builds is not what runs."""
    # when
    stages = [arguments for name, arguments in _instructions() if name == "FROM"]
    # then
    assert len(stages) == 3
    assert " AS " not in stages[-1]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("USER", "10001:10001"),
        ("VOLUME", "/data"),
        ("ENTRYPOINT", '["python", "-m", "bot"]'),
        ("CMD", '["run"]'),
    ],
)
def test_the_image_keeps_a_promise(name: str, wanted: str) -> None:
    """No root, one volume, and the service as what it runs."""
    # when
    found = [arguments for instruction, arguments in _last_stage() if instruction == name]
    # then
    assert found == [wanted]


def test_the_image_asks_for_its_health() -> None:
    """The check is the command that judges as /readyz does."""
    # when
    found = [arguments for name, arguments in _last_stage() if name == "HEALTHCHECK"]
    # then
    assert len(found) == 1
    assert found[0].endswith('CMD ["python", "-m", "bot", "health"]')


def test_the_image_copies_what_is_there() -> None:
    """Every path that is copied from the checkout exists, and the builder is sent it."""
    # given
    sent = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    # when
    copied = [
        arguments.split()[0]
        for name, arguments in _instructions()
        if name == "COPY" and not arguments.startswith("--from")
    ]
    # then
    assert [path for path in copied if not (ROOT / path).exists()] == []
    assert [path for path in copied if f"!{path}" not in sent] == []


def test_every_room_is_copied() -> None:
    """The three packages that the wheel carries are in the image too."""
    # given
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rooms = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    # when
    copied = {arguments.split()[0] for name, arguments in _instructions() if name == "COPY"}
    # then
    assert set(rooms) <= copied


@pytest.mark.parametrize(
    "promise",
    ["read_only: true", "cap_drop:\n      - ALL", "no-new-privileges:true", "tmpfs:\n      - /tmp"],
)
def test_compose_narrows_the_container(promise: str) -> None:
    """The file system is read-only, and nothing can gain rights."""
    # when
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    # then
    assert promise in text
