"""docs/settings.md against the settings themselves."""

from collections.abc import Iterator
from pathlib import Path

from config.layers import SettingRow, list_settings
from config.settings import SHIPPED_CONFIG

PAGE = Path(__file__).resolve().parents[3] / "docs" / "settings.md"


def rows() -> Iterator[str]:
    """The lines of the page's table, as the settings ask for them."""
    for row in list_settings():
        yield f"| `{row.name}` | {_tell_default(row)} | {row.meaning} |"


def _tell_default(row: SettingRow) -> str:
    match row.default:
        case None:
            return ""
        case ():
            return "empty"
        case path if path == SHIPPED_CONFIG:
            return ""
    return f"`{row.default}`"


def test_the_page_lists_every_setting_with_its_default_and_meaning() -> None:
    """Each setting has its line, word for word; the missing ones are shown as they should be."""
    # given
    page = PAGE.read_text(encoding="utf-8").splitlines()
    # when
    missing = [row for row in rows() if row not in page]
    # then
    assert missing == []


def test_the_page_lists_nothing_else() -> None:
    """A setting that was removed leaves the page too."""
    # given
    known = set(rows())
    # when
    listed = [
        line
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `WATCHFLOOR_")
    ]
    # then
    assert [line for line in listed if line not in known] == []
