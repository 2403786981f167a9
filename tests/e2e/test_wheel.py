"""The wheel: built, installed beside strangers, and run."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from importlib.metadata import distributions
from pathlib import Path

import pytest

from bot import __version__

ROOT = Path(__file__).resolve().parents[2]
GENERIC = {"bot", "watchers", "config"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `watchfloor` script of a new environment that holds nothing but the wheel."""
    venv = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(venv / "bin" / "python")]
    command = [*pip, "install", "--no-deps", "--no-index", "--quiet", str(wheel)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return venv / "bin" / "watchfloor"


def _run(script: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environ = {
        "PATH": os.environ["PATH"],
        # The dependencies, as an installation with them would have them.
        "PYTHONPATH": sysconfig.get_path("purelib"),
    }
    return subprocess.run(
        [str(script), *arguments],
        cwd=folder,
        env=environ,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_wheel_installs_no_generic_name(wheel: Path) -> None:
    """All that it brings lies under its own name, so that a stranger's `config` stays whole."""
    # when
    names = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    # then
    assert names == {"watchfloor", f"watchfloor-{__version__}.dist-info"}


def test_the_wheel_carries_every_data_file(wheel: Path) -> None:
    """Words, sources, watchlists, migrations and the demo's feeds come along."""
    # given
    shipped = [
        path.relative_to(ROOT)
        for room in sorted(GENERIC)
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    # when
    names = set(zipfile.ZipFile(wheel).namelist())
    # then
    assert [str(path) for path in shipped if f"watchfloor/rooms/{path}" not in names] == []
    assert not any("__pycache__" in name for name in names)


def test_no_dependency_brings_one_of_our_names() -> None:
    """Nothing that is installed beside us has a top-level `bot`, `watchers` or `config`."""
    # when
    taken = {
        distribution.name: GENERIC & {file.parts[0].removesuffix(".py") for file in files}
        for distribution in distributions()
        if (files := distribution.files)
    }
    # then
    assert {name: names for name, names in taken.items() if names} == {}


def test_the_installed_script_tells_its_version(installed: Path, tmp_path: Path) -> None:
    """The script starts the rooms from their private folder."""
    # when
    done = _run(installed, tmp_path, "--version")
    # then
    assert (done.returncode, done.stdout.strip()) == (0, f"watchfloor {__version__}")


def test_the_installed_script_checks_what_ships(installed: Path, tmp_path: Path) -> None:
    """Sources and watchlists are found where the wheel put them."""
    # when
    done = _run(installed, tmp_path, "check")
    # then
    assert done.returncode == 0, done.stderr
    assert "watchlists" in done.stdout


def test_the_installed_script_reads_a_feed(installed: Path, tmp_path: Path) -> None:
    """The process that reads feeds finds its code too."""
    # given
    feed = tmp_path / "feed.rss"
    feed.write_text("<rss><channel><item><title>A</title></item></channel></rss>")
    # when
    done = _run(installed, tmp_path, "parse", str(feed))
    # then
    assert done.returncode == 0, done.stderr
    assert '"title": "A"' in done.stdout


def test_the_installed_script_upgrades_a_database(installed: Path, tmp_path: Path) -> None:
    """The migrations are found where the wheel put them."""
    # when
    done = _run(installed, tmp_path, "db", "upgrade")
    # then
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data" / "watchfloor.db").exists()
