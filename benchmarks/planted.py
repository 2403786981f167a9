"""Mentions planted into real articles, damaged in 13 ways, and near misses, among many aliases.

Run with `python -m benchmarks.planted [aliases] [articles per kind]`. A mention counts where the
match of its watch has evidence on the planted words at `balanced`.
"""

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from benchmarks.alias_lists import Listed, aliases, watches
from benchmarks.bench_matching import texts
from watchers.matching import THRESHOLDS, Matcher
from watchers.model import Article, Strictness, Watch, WatchKind

AT = datetime(2024, 1, 1, tzinfo=UTC)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
TWINS = str.maketrans("aeopcxy", "аеорсху")
WIDE = {ord(c): chr(ord(c) + 0xFEE0) for c in LETTERS + LETTERS.upper()}
MARKS = {"a": "á", "e": "é", "i": "í", "o": "ö", "u": "ü", "n": "ñ", "c": "ç", "s": "š"}
SOUNDS = (("ph", "f"), ("ck", "k"), ("ou", "u"), ("w", "v"), ("ee", "i"), ("th", "t"), ("y", "i"))
Damage = Callable[[str, random.Random], str]


def _typo(word: str, chance: random.Random) -> str:
    """One letter left out, doubled, changed or swapped, never the first."""
    at = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + chance.choice(LETTERS) + word[at:]
    if kind == 2:
        return word[:at] + chance.choice(LETTERS.replace(word[at], "")) + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _in_one(name: str, chance: random.Random) -> str:
    words = name.split()
    at = max(range(len(words)), key=lambda n: len(words[n]))
    words[at] = _typo(words[at], chance)
    return " ".join(words)


def _in_each(name: str, chance: random.Random) -> str:
    return " ".join(_typo(word, chance) if len(word) > 3 else word for word in name.split())


def _twice(name: str, chance: random.Random) -> str:
    words = name.split()
    at = max(range(len(words)), key=lambda n: len(words[n]))
    words[at] = _typo(_typo(words[at], chance), chance)
    return " ".join(words)


def _translit(name: str, chance: random.Random) -> str:
    lowered = name
    for old, new in SOUNDS:
        if old in lowered[1:]:
            return lowered[0] + lowered[1:].replace(old, new, 1)
    return name


def _break_line(name: str, chance: random.Random) -> str:
    at = max(2, len(name) // 2)
    while not (name[at - 1].isalpha() and name[at].isalpha()):
        at += 1
    return f"{name[:at]}-\n{name[at:]}"


def _middle(name: str, chance: random.Random, middle: str) -> str:
    first, *rest = name.split()
    return " ".join((first, middle, *rest))


def _swap(name: str, chance: random.Random) -> str:
    first, *rest = name.split()
    return " ".join((*rest, first))


POSITIVE: dict[str, Damage] = {
    "exact": lambda n, c: n,
    "capitals": lambda n, c: n.upper(),
    "small letters": lambda n, c: n.lower(),
    "possessive": lambda n, c: f"{n}'s",
    "hyphenated": lambda n, c: n.replace(" ", "-"),
    "joined": lambda n, c: n.replace(" ", ""),
    "diacritics": lambda n, c: "".join(MARKS.get(x, x) for x in n),
    "full width": lambda n, c: n.translate(WIDE),
    "twins of other scripts": lambda n, c: n.translate(TWINS),
    "hyphen and line break": _break_line,
    "soft hyphen, zero width": lambda n, c: f"{n[:2]}\u00ad{n[2:4]}\u200b{n[4:]}",
    "one typo": _in_one,
    "one typo in each word": _in_each,
    "two typos in one long word": _twice,
    "transliterated": _translit,
    "order swapped": _swap,
    "last, first": lambda n, c: f"{n.split()[-1]}, {' '.join(n.split()[:-1])}",
    "middle initial": lambda n, c: _middle(n, c, f"{c.choice(LETTERS).upper()}."),
    "middle name": lambda n, c: _middle(n, c, c.choice(["Robert", "Maria", "Alan", "Louise"])),
}
FIRSTS = ("Ottokar", "Brunhilde", "Xaver", "Tancredi", "Ludmilla", "Zebulon")
NEGATIVE: dict[str, Damage] = {
    "other first name": lambda n, c: f"{c.choice(FIRSTS)} {n.split()[-1]}",
    "other last name": lambda n, c: (
        f"{n.split()[0]} {c.choice(('Quillfeather', 'Zabrowitz', 'Ormskirk'))}"
    ),
    "last name only": lambda n, c: f"the {n.split()[-1]} case",
    "in two sentences": lambda n, c: f"{n.split()[0]}. {n.split()[-1]}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """An article with a name put into it, and where."""

    article: Article
    watch_id: int
    start: int
    end: int


def _subjects(listed: Sequence[Listed], held: Sequence[Watch]) -> list[tuple[str, int]]:
    """Persons with two names of five letters or more, in plain letters, and their watch's id."""
    by_name = {
        text: watch.id
        for watch in held
        if watch.kind is WatchKind.PERSON
        for text in (watch.name, *(alias.text for alias in watch.aliases))
    }
    return [
        (text, by_name[text])
        for text, kind, _ in listed
        if kind is WatchKind.PERSON and _is_plain(text) and text in by_name
    ]


def _is_plain(text: str) -> bool:
    words = text.split()
    return (
        len(words) == 2
        and text.isascii()
        and all(word.isalpha() and word[1:].islower() and len(word) >= 5 for word in words)
    )


def plant(name: str, watch_id: int, damage: Damage, chance: random.Random) -> Planted:
    """A sentence that has the damaged name, within a real article."""
    title, text = chance.choice(texts())
    shown = damage(name, chance)
    before = f"{text}\nOn Tuesday the committee heard that "
    whole = f"{before}{shown} had not been told of the plan."
    article = Article(id=1, title=title, text=whole, first_seen_at=AT)
    return Planted(
        article=article, watch_id=watch_id, start=len(before), end=len(before) + len(shown)
    )


def is_found(planted: Planted, matcher: Matcher) -> bool:
    """Whether the watch has evidence on the planted words at balanced."""
    least = THRESHOLDS[Strictness.BALANCED]
    return any(
        evidence.score >= least
        and evidence.field.value == "text"
        and evidence.start < planted.end
        and planted.start < evidence.end
        for match in matcher.match(planted.article)
        if match.watch_id == planted.watch_id
        for evidence in match.evidence
    )


def run(count: int = 1_000_000, per_kind: int = 150) -> list[dict[str, Any]]:
    """One row per kind: share found; then recall over the damage and false positives."""
    listed = aliases(count)
    held = list(watches(listed))
    matcher = Matcher(held)
    subjects = _subjects(listed, held)
    rows = [
        {"kind": kind, "wanted": wanted, "found": found}
        for wanted, table in ((True, POSITIVE), (False, NEGATIVE))
        for kind, found in _shares(table, subjects, matcher, per_kind)
    ]
    for wanted, name in ((True, "recall"), (False, "false positives")):
        shares = [row["found"] for row in rows if row["wanted"] is wanted]
        rows.append({"kind": name, "wanted": wanted, "found": round(sum(shares) / len(shares), 4)})
    return rows


def _shares(
    table: dict[str, Damage], subjects: Sequence[tuple[str, int]], matcher: Matcher, per_kind: int
) -> Iterator[tuple[str, float]]:
    for kind, damage in table.items():
        chance = random.Random(kind)
        picked = [chance.choice(subjects) for _ in range(per_kind)]
        if kind.startswith("two typos"):
            long = [s for s in subjects if max(map(len, s[0].split())) >= 8]
            picked = [chance.choice(long) for _ in range(per_kind)]
        hits = [is_found(plant(name, number, damage, chance), matcher) for name, number in picked]
        yield kind, round(sum(hits) / len(hits), 3)


if __name__ == "__main__":
    for row in run(*map(int, sys.argv[1:])):
        sys.stdout.write(f"{row['kind']:<28}{row['found']:>8}\n")
