"""Sources and watchlists: what is read, and how a fault is told."""

from datetime import UTC, datetime
from pathlib import Path

from config.catalogue import IMPORTED, load
from config.settings import SHIPPED_CONFIG
from watchers.model import AliasKind, WatchKind

SOURCES = """\
[[publisher]]
key = "harbour"
name = "Harbour Wire"
is_state_media = true

[[source]]
key = "harbour-en"
name = "Harbour Wire"
publisher = "harbour"
url = "https://harbour.example/rss"
tier = 1
"""
PACK = """\
name = "Strait"
description = "Ships and drills"

[[watch]]
key = "anna-lind"
name = "Anna Lind"
kind = "person"
aliases = ["A. Lind", { text = "Prime Minister", kind = "role", from = 2020-02-01 }]
confusables = ["Anna Lindh"]
"""


def _mount(folder: Path, *, sources: str = SOURCES, pack: str = PACK) -> Path:
    (folder / "watchlists").mkdir()
    (folder / "sources.toml").write_text(sources, encoding="utf-8")
    (folder / "watchlists" / "strait.toml").write_text(pack, encoding="utf-8")
    return folder


def _faults(folder: Path) -> list[str]:
    return [
        str(fault).removeprefix(f"{folder}/") for fault in load(folder, folder / "no-data").faults
    ]


def test_a_source_is_read_with_its_publisher(tmp_path: Path) -> None:
    """State media is said once, of the publisher, and holds for its sources."""
    # given
    folder = _mount(tmp_path)
    # when
    catalogue = load(folder, tmp_path / "no-data")
    # then
    assert catalogue.faults == ()
    (source,) = catalogue.sources
    assert (source.key, source.tier, source.is_state_media) == ("harbour-en", 1, True)


def test_a_watch_is_read_with_its_aliases(tmp_path: Path) -> None:
    """A bare string is a name; a table says more; a day is its midnight in UTC."""
    # given
    folder = _mount(tmp_path)
    # when
    (pack,) = load(folder, tmp_path / "no-data").packs
    # then
    (watch,) = pack.watches
    assert (pack.key, watch.pack, watch.kind) == ("strait", "strait", WatchKind.PERSON)
    name, role = watch.aliases
    assert (name.text, name.kind) == ("A. Lind", AliasKind.NAME)
    assert (role.kind, role.valid_from) == (AliasKind.ROLE, datetime(2020, 2, 1, tzinfo=UTC))


def test_what_ships_is_sound() -> None:
    """The shipped sources and watchlists have no fault."""
    # when
    catalogue = load(SHIPPED_CONFIG, SHIPPED_CONFIG / "no-data")
    # then
    assert catalogue.faults == ()
    assert catalogue.sources
    assert catalogue.packs


def test_a_folder_without_sources_uses_those_that_ship(tmp_path: Path) -> None:
    """Each of the parts is replaced by itself."""
    # given
    folder = _mount(tmp_path)
    (folder / "sources.toml").unlink()
    # when
    catalogue = load(folder, tmp_path / "no-data")
    # then
    shipped = load(SHIPPED_CONFIG, tmp_path / "no-data")
    assert catalogue.sources == shipped.sources
    assert [pack.key for pack in catalogue.packs] == ["strait"]


def test_imported_sources_come_last_and_once(tmp_path: Path) -> None:
    """An address that the catalogue has already is not polled twice."""
    # given
    folder = _mount(tmp_path)
    more = '[[source]]\nkey = "x"\nname = "X"\nurl = "{}"\n'
    double = more.format("https://harbour.example/rss")
    new = more.replace('"x"', '"y"').format("https://strait.example/rss")
    (tmp_path / IMPORTED).write_text(double + new)
    # when
    catalogue = load(folder, tmp_path)
    # then
    assert [source.key for source in catalogue.sources] == ["harbour-en", "y"]


def test_an_unknown_key_is_told_with_its_line_and_the_nearest(tmp_path: Path) -> None:
    """A slip in a name is not ignored."""
    # given
    folder = _mount(tmp_path, sources=SOURCES.replace("publisher = ", "publishr = "))
    # when
    faults = _faults(folder)
    # then
    assert faults == ["sources.toml:9: no such name “publishr”. Did you mean publisher?"]


def test_a_missing_key_is_told_at_its_table(tmp_path: Path) -> None:
    """The line of the table that lacks it, and the line to add."""
    # given
    folder = _mount(tmp_path, sources=SOURCES.replace('url = "https://harbour.example/rss"\n', ""))
    # when
    faults = _faults(folder)
    # then
    assert faults == ['sources.toml:6: “url” is missing. Add a line such as url = "…".']


def test_an_address_that_is_none_is_told(tmp_path: Path) -> None:
    """Only http and https are polled."""
    # given
    folder = _mount(tmp_path, sources=SOURCES.replace("https://harbour", "ftp://harbour"))
    # when
    faults = _faults(folder)
    # then
    assert len(faults) == 1
    assert faults[0].startswith("sources.toml:10: url: an address with http or https is expected")


def test_a_key_taken_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    """Where it stands, and where it stood first."""
    # given
    second = SOURCES.partition("\n\n")[2].replace("harbour.example", "other.example")
    folder = _mount(tmp_path, sources=SOURCES + second)
    # when
    faults = _faults(folder)
    # then
    assert faults == [
        "sources.toml:13: key “harbour-en” is already taken at line 7. Remove one of the two."
    ]


def test_an_unknown_publisher_is_told(tmp_path: Path) -> None:
    """The nearest of the publishers there are."""
    # given
    folder = _mount(
        tmp_path, sources=SOURCES.replace('publisher = "harbour"', 'publisher = "harbor"')
    )
    # when
    faults = _faults(folder)
    # then
    assert faults == [
        "sources.toml:9: no [[publisher]] has the key “harbor”. Did you mean harbour?"
    ]


def test_an_alias_that_is_a_confusable_too_is_told(tmp_path: Path) -> None:
    """It could never match."""
    # given
    folder = _mount(tmp_path, pack=PACK.replace('"Anna Lindh"', '"a. lind"'))
    # when
    faults = _faults(folder)
    # then
    assert faults == ["watchlists/strait.toml:4: “a. lind” is an alias and a confusable at once"]


def test_one_broken_watchlist_leaves_the_others(tmp_path: Path) -> None:
    """Its fault is told with its line, and what is sound is there."""
    # given
    folder = _mount(tmp_path)
    (folder / "watchlists" / "broken.toml").write_text("name = 'x'\n[[watch]\n")
    # when
    catalogue = load(folder, tmp_path / "no-data")
    # then
    assert [pack.key for pack in catalogue.packs] == ["strait"]
    assert _faults(folder)[0].startswith("watchlists/broken.toml:2: not valid TOML: ")
