"""Where in a TOML file a key stands."""

from pathlib import Path

import pytest

from config.faults import ConfigError
from config.toml_places import Key, read_toml

TEXT = """\
# a comment with key = "value"
name = "top"

[fetch]
"interval" = 1
proxy.url = "x"

[[source]]
key = "a"

[[source]]
key = "b"
aliases = [
    "key = 1",
]
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("name",), 2),
        (("fetch",), 4),
        (("fetch", "interval"), 5),
        (("fetch", "proxy", "url"), 6),
        (("fetch", "missing"), 4),
        (("source", 0, "key"), 9),
        (("source", 1, "key"), 12),
        (("source", 1, "missing"), 11),
        (("source", 1, "aliases", 0), 13),
        (("nowhere",), 1),
    ],
)
def test_a_key_is_found_or_the_nearest_table_around_it(
    tmp_path: Path, keys: tuple[Key, ...], line: int
) -> None:
    """Its own line, else that of its table, else the first."""
    # given
    path = tmp_path / "file.toml"
    path.write_text(TEXT)
    # when
    found = read_toml(path).find_line(keys)
    # then
    assert found == line


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"a = 1\nb = \xff\n", 2, "not UTF-8 text"),
        (b"a = 1\na = 2\n", 2, "not valid TOML"),
        (b'a = """\nnever closed', 2, "not valid TOML"),
        (b"[table\n", 1, "not valid TOML"),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(
    tmp_path: Path, content: bytes, line: int, said: str
) -> None:
    """Also where it ends too early, or is not text."""
    # given
    path = tmp_path / "file.toml"
    path.write_bytes(content)
    # when
    with pytest.raises(ConfigError) as caught:
        read_toml(path)
    # then
    (fault,) = caught.value.faults
    assert fault.place == f"{path}:{line}"
    assert fault.message.startswith(said)
