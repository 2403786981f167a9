"""`watchfloor sources`: lists of feeds from and to other readers (OPML)."""

import json
import re
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from bot.cli.failures import USAGE, WORK_FAILED, CommandFailed
from bot.cli.offer import load_catalogue
from bot.cli.surroundings import load_settings
from config.catalogue import IMPORTED, Catalogue
from config.settings import Settings
from watchers.model import Source
from watchers.sources.opml import NotOpml, Outline, read_opml, write_opml

HEAD = "# Sources that `watchfloor sources import` added; edit or remove them as you like.\n"


def act(args: Namespace) -> int:
    """Take a list in, or write one out."""
    settings = load_settings()
    catalogue = load_catalogue(settings)
    if args.verb == "export":
        sys.stdout.buffer.write(write_opml(_list(catalogue), "Watchfloor") + b"\n")
        return 0
    return _take(_read(args.file), catalogue, settings)


def _list(catalogue: Catalogue) -> Iterator[Outline]:
    """Every source that everyone sees, under its publisher."""
    names = {publisher.key: publisher.name for publisher in catalogue.publishers}
    for source in catalogue.sources:
        yield Outline(
            url=source.url,
            title=source.name,
            language=source.language,
            folder=names.get(source.publisher, ""),
        )


def _read(path: Path) -> tuple[Outline, ...]:
    try:
        return read_opml(path.read_bytes())
    except OSError as error:
        raise CommandFailed(f"{path} cannot be read: {error.strerror}", USAGE) from error
    except NotOpml as error:
        raise CommandFailed(f"{path} is not OPML: {error}", WORK_FAILED) from error


def _take(outlines: tuple[Outline, ...], catalogue: Catalogue, settings: Settings) -> int:
    known = {source.url for source in catalogue.sources}
    new = [each for each in outlines if each.url not in known]
    if new:
        _append(settings.data_dir / IMPORTED, _as_toml(new, catalogue.sources))
    there = len(outlines) - len(new)
    print(f"{len(new)} sources added, {there} were there already; polled from the next start on")
    return 0


def _append(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        head = "" if path.exists() else HEAD
        with path.open("a", encoding="utf-8") as file:
            file.write(head + text)
    except OSError as error:
        raise CommandFailed(f"{path} cannot be written: {error.strerror}") from error


def _as_toml(outlines: Iterable[Outline], sources: Iterable[Source]) -> str:
    taken = {source.key for source in sources}
    return "".join(_as_table(outline, _find_key(outline, taken)) for outline in outlines)


def _find_key(outline: Outline, taken: set[str]) -> str:
    """A key made of the title, else of the address, that no other source has."""
    name = outline.title if re.search("[a-z]{3}", outline.title) else outline.url
    base = re.sub(r"[^a-z0-9]+", "-", name.lower().removeprefix("https")).strip("-")[:40] or "feed"
    keys = (base if number == 1 else f"{base}-{number}" for number in count(1))
    key = next(key for key in keys if key not in taken)
    taken.add(key)
    return key


def _as_table(outline: Outline, key: str) -> str:
    rows = {
        "key": key,
        "name": outline.title or outline.url,
        "url": outline.url,
        "language": outline.language.split("-")[0].lower(),
    }
    lines = (f"{name} = {_quote(value)}\n" for name, value in rows.items() if value)
    return "\n[[source]]\n" + "".join(lines)


def _quote(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's, but for one control sign that JSON lets pass."""
    return json.dumps(text.replace("\x7f", ""), ensure_ascii=False)
