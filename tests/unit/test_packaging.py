"""Dependencies as they are declared and as they are pinned."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-image.lock", "requirements-bench.lock")
NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)")


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    """The project's own description."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _names(requirements: list[str]) -> set[str]:
    found = (NAME.match(each) for each in requirements)
    return {re.sub(r"[._-]+", "-", match[1]).lower() for match in found if match}


def _pinned(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", text, re.MULTILINE))


def test_the_lock_holds_every_dependency(project: dict[str, Any]) -> None:
    """What is declared for running and for developing is pinned: `make lock` was run."""
    # given
    declared = _names(project["project"]["dependencies"] + project["dependency-groups"]["dev"])
    # then
    assert declared - set(_pinned("requirements.lock")) == set()


def test_the_image_holds_what_runs_and_no_tools(project: dict[str, Any]) -> None:
    """The image's lock has every dependency of the service, none of the developers'."""
    # given
    running = _names(project["project"]["dependencies"])
    tools = _names(project["dependency-groups"]["dev"])
    # when
    pinned = set(_pinned("requirements-image.lock"))
    # then
    assert running - pinned == set()
    assert pinned & (tools - running) == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_the_locks_agree_and_name_no_host(lock: str) -> None:
    """One resolution: a package has one version in all of them; and any registry serves them."""
    # given
    whole = _pinned("requirements.lock")
    # when
    pinned = _pinned(lock)
    # then
    assert {name for name in pinned if whole.get(name, pinned[name]) != pinned[name]} == set()
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")
