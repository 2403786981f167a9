"""What ships or is mounted: TOML → publishers, sources and packs of watches, with their faults."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from config.faults import ConfigError, Fault, suggest
from config.rows import PackRow, PublisherRow, Row, SourceRow, WatchRow
from config.settings import SHIPPED_CONFIG
from config.toml_places import Key, TomlFile, read_toml
from watchers.model import Source
from watchers.store.sources import Publisher
from watchers.store.watches import Pack

AnyRow = TypeVar("AnyRow", bound=Row)
IMPORTED = "imported.toml"
Placed = tuple[int, AnyRow]
"""A sound row with its place in its table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All that the operator offers. What cannot be read is left out and told in `faults`."""

    publishers: tuple[Publisher, ...] = ()
    sources: tuple[Source, ...] = ()
    packs: tuple[Pack, ...] = ()
    faults: tuple[Fault, ...] = ()


def load(config_dir: Path, data_dir: Path) -> Catalogue:
    """The catalogue of that folder; what the folder does not have is taken from the shipped one.

    Sources that the operator imported stand in the data folder and come last.
    """
    faults: list[Fault] = []
    publishers, sources = _load_sources(_choose(config_dir, "sources.toml"), faults)
    more_publishers, imported = _load_imported(data_dir / IMPORTED, faults)
    return Catalogue(
        publishers=publishers + more_publishers,
        sources=_without_doubles(sources + imported),
        packs=_load_packs(_choose(config_dir, "watchlists"), faults),
        faults=tuple(faults),
    )


def _load_imported(
    path: Path, faults: list[Fault]
) -> tuple[tuple[Publisher, ...], tuple[Source, ...]]:
    return _load_sources(path, faults) if path.exists() else ((), ())


def _without_doubles(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """The first source of each address: what ships wins over what was imported before."""
    by_url: dict[str, Source] = {}
    for source in sources:
        by_url.setdefault(source.url, source)
    return tuple(by_url.values())


def _choose(config_dir: Path, name: str) -> Path:
    mounted = config_dir / name
    return mounted if mounted.exists() else SHIPPED_CONFIG / name


def _load_sources(
    path: Path, faults: list[Fault]
) -> tuple[tuple[Publisher, ...], tuple[Source, ...]]:
    file = _open(path, faults)
    if file is None:
        return (), ()
    faults += _find_strangers(file, {"publisher", "source"})
    publishers = _read_rows(file, "publisher", PublisherRow, faults)
    sources = _read_rows(file, "source", SourceRow, faults)
    faults += _find_doubles(file, "publisher", "key", publishers)
    faults += _find_doubles(file, "source", "key", sources)
    faults += _find_doubles(file, "source", "url", sources)
    known = {row.key: row for _, row in publishers}
    faults += _find_unknown_publishers(file, sources, known)
    return (
        tuple(Publisher(**row.model_dump()) for _, row in publishers),
        tuple(row.as_source(known.get(row.publisher)) for _, row in sources),
    )


def _load_packs(folder: Path, faults: list[Fault]) -> tuple[Pack, ...]:
    files = (_open(path, faults) for path in sorted(folder.glob("*.toml")))
    return tuple(pack for file in files if file and (pack := _read_pack(file, faults)))


def _read_pack(file: TomlFile, faults: list[Fault]) -> Pack | None:
    head = {key: value for key, value in file.values.items() if key != "watch"}
    watches = _read_rows(file, "watch", WatchRow, faults)
    faults += _find_doubles(file, "watch", "key", watches)
    try:
        row = PackRow.model_validate(head)
    except ValidationError as error:
        faults += _explain(file, (), PackRow, error)
        return None
    key = file.path.stem
    found = tuple(row.as_watch(key) for _, row in watches)
    return Pack(key=key, name=row.name, description=row.description, watches=found)


def _open(path: Path, faults: list[Fault]) -> TomlFile | None:
    try:
        return read_toml(path)
    except ConfigError as error:
        faults += error.faults
        return None


def _read_rows(
    file: TomlFile, table: str, model: type[AnyRow], faults: list[Fault]
) -> list[Placed[AnyRow]]:
    """The sound rows of that table, each with its place in it."""
    rows = file.values.get(table, [])
    if not isinstance(rows, list):
        faults.append(file.fault((table,), f"“{table}” is one table", f"Write [[{table}]]."))
        return []
    sound: list[Placed[AnyRow]] = []
    for index, row in enumerate(rows):
        try:
            sound.append((index, model.model_validate(row)))
        except ValidationError as error:
            faults += _explain(file, (table, index), model, error)
    return sound


def _explain(
    file: TomlFile, prefix: Sequence[Key], model: type[Row], error: ValidationError
) -> Iterator[Fault]:
    for detail in error.errors(include_url=False, include_input=False):
        keys: tuple[Key, ...] = (*prefix, *detail["loc"])
        name = ".".join(str(key) for key in detail["loc"] if isinstance(key, str))
        yield file.fault(keys, *_word(detail["type"], detail["msg"], name, model))


def _word(kind: str, message: str, name: str, model: type[Row]) -> tuple[str, str]:
    """What is wrong, and the cure."""
    said = message.removeprefix("Value error, ")
    match kind:
        case "missing":
            return f"“{name}” is missing", f'Add a line such as {name} = "…".'
        case "extra_forbidden":
            names = tuple(model.model_fields)
            return f"no such name “{name}”", _nearest(name, names)
        case "value_error":
            return (f"{name}: {said}" if name else said), ""
    return f"{name}: {said[:1].lower()}{said[1:]}", ""


def _nearest(name: str, names: Iterable[str]) -> str:
    known = tuple(names)
    cure = suggest(name, known)
    return cure if cure.startswith("Did") else f"Known are: {', '.join(known)}."


def _find_strangers(file: TomlFile, known: set[str]) -> Iterator[Fault]:
    for name in file.values.keys() - known:
        yield file.fault((name,), f"no such table “{name}”", _nearest(name, sorted(known)))


def _find_doubles(
    file: TomlFile, table: str, name: str, rows: Iterable[Placed[AnyRow]]
) -> Iterator[Fault]:
    seen: dict[Any, int] = {}
    for index, row in rows:
        value = getattr(row, name)
        if value in seen:
            first = file.find_line((table, seen[value], name))
            message = f"{name} “{value}” is already taken at line {first}"
            yield file.fault((table, index, name), message, "Remove one of the two.")
        seen.setdefault(value, index)


def _find_unknown_publishers(
    file: TomlFile, rows: Iterable[Placed[SourceRow]], known: Mapping[str, PublisherRow]
) -> Iterator[Fault]:
    for index, row in rows:
        if row.publisher and row.publisher not in known:
            keys = ("source", index, "publisher")
            message = f"no [[publisher]] has the key “{row.publisher}”"
            yield file.fault(keys, message, _nearest(row.publisher, known) if known else "Add it.")
