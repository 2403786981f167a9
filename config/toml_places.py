"""Reads TOML with the line of every fault: of its syntax, and of a key that means nothing."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from config.faults import ConfigError, Fault

Key = str | int
_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*[\w-]+)*)\s*=""")
_SYNTAX = re.compile(r"^(.*) \(at line (\d+), column (\d+)\)$")
_AT_END = re.compile(r"^(.*) \(at end of document\)$")


class TomlFile:
    """A TOML file that was read: its values, and where each of them stands."""

    def __init__(self, path: Path, text: str, values: dict[str, Any]) -> None:
        self.path = path
        self.values = values
        self._lines = text.splitlines()

    def fault(self, keys: Sequence[Key], message: str, cure: str = "") -> Fault:
        """A fault at the line of that key, or of the nearest table around it."""
        return Fault(place=f"{self.path}:{self.find_line(keys)}", message=message, cure=cure)

    def find_line(self, keys: Sequence[Key]) -> int:
        """The line, from 1, where a key such as `("source", 2, "url")` is set."""
        best_line, best_depth = 1, 0
        for number, place in _find_places(self._lines):
            depth = _shared_depth(place, keys)
            if depth > best_depth:
                best_line, best_depth = number, depth
        return best_line


def read_toml(path: Path) -> TomlFile:
    """The file's values. Raises ConfigError with the line where it is not TOML or not UTF-8."""
    try:
        text = path.read_bytes().decode("utf-8")
        return TomlFile(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([_syntax_fault(path, str(error), text)]) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        fault = Fault(
            place=f"{path}:{line}", message="not UTF-8 text", cure="Save the file as UTF-8."
        )
        raise ConfigError([fault]) from error
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise ConfigError([Fault(place=str(path), message=message)]) from error


def _syntax_fault(path: Path, message: str, text: str) -> Fault:
    if found := _SYNTAX.match(message):
        what, line = found[1], int(found[2])
    else:
        ended = _AT_END.match(message)
        what, line = (ended[1] if ended else message), max(1, len(text.splitlines()))
    lines = text.splitlines()
    shown = lines[line - 1].strip()[:60] if line <= len(lines) else ""
    message = f"not valid TOML: {what[:1].lower()}{what[1:]}" + (f", in “{shown}”" if shown else "")
    cure = "Strings need quotes, and each line is `name = value`."
    return Fault(place=f"{path}:{line}", message=message, cure=cure)


def _find_places(lines: Sequence[str]) -> Iterator[tuple[int, tuple[Key, ...]]]:
    """Each line that opens a table or sets a key, with the whole key it stands for."""
    table: tuple[Key, ...] = ()
    counts: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if header := _HEADER.match(line):
            table = _open_table(header[1], header[2], counts)
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, *_split_key(key[1]))


def _open_table(brackets: str, name: str, counts: dict[str, int]) -> tuple[Key, ...]:
    keys = _split_key(name)
    if brackets == "[[":
        counts[name] = counts.get(name, -1) + 1
        return (*keys, counts[name])
    return keys


def _split_key(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _shared_depth(place: Sequence[Key], keys: Sequence[Key]) -> int:
    """How many leading keys agree; 0 where the place lies outside the way to the key."""
    shared = 0
    for ours, theirs in zip(place, keys, strict=False):
        if ours != theirs:
            return 0
        shared += 1
    return shared if len(place) <= len(keys) else 0
