"""The shipped packs on headlines of our own."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from config.catalogue import load
from watchers.matching import Matcher, check_watch, is_counted
from watchers.model import Article, Strictness, Watch

ROOT = Path(__file__).resolve().parents[3]
HEADLINES = ROOT / "tests" / "samples" / "pack_headlines.txt"
AT = datetime(2025, 11, 1, tzinfo=UTC)


@cache
def shipped() -> dict[str, Watch]:
    """Every shipped watch by its key, numbered."""
    packs = load(ROOT / "config", ROOT / "tests" / "samples").packs
    watches = [watch for pack in packs for watch in pack.watches]
    return {w.key: _numbered(w, number) for number, w in enumerate(watches, 1)}


def _numbered(watch: Watch, number: int) -> Watch:
    from dataclasses import replace

    return replace(watch, id=number)


@cache
def matcher() -> Matcher:
    return Matcher(shipped().values())


def headlines() -> list[tuple[str, str, bool]]:
    """Key, headline, and whether it must match."""
    found, key = [], ""
    for line in HEADLINES.read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "=":
            key = rest
        elif mark in "+-":
            found.append((key, rest, mark == "+"))
    return found


def test_every_shipped_watch_has_two_headlines_each_way() -> None:
    """No watch ships without being tried."""
    # given the headlines
    keys = [(key, wanted) for key, _, wanted in headlines()]
    # then each watch has at least two that match and two that do not
    for key in shipped():
        assert keys.count((key, True)) >= 2, key
        assert keys.count((key, False)) >= 2, key


@pytest.mark.parametrize(("key", "headline", "wanted"), headlines())
def test_a_pack_on_its_headlines(key: str, headline: str, wanted: bool) -> None:
    """At balanced, among all shipped watches, the headline names the watch or does not."""
    # given all shipped watches
    # when the headline alone is matched
    found = matcher().match(Article(id=1, title=headline, first_seen_at=AT))
    # then the watch is counted as it should be
    counted = [m for m in found if is_counted(m, Strictness.BALANCED)]
    assert (shipped()[key].id in [m.watch_id for m in counted]) is wanted


def test_no_shipped_watch_would_be_refused() -> None:
    """What ships passes the check that strangers' watches must pass."""
    # given all shipped watches
    # when each is checked
    answers = [(w.key, a.code) for w in shipped().values() for a in check_watch(w)]
    # then none is refused
    assert [a for a in answers if a[1].startswith("refuse-")] == []
