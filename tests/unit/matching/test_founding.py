"""The founding example: the article this product was asked for."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from watchers.matching import Matcher
from watchers.model import Alias, AliasKind, Article, Match, Role, Watch, WatchKind
from watchers.text.lines import LineClass, classify_lines

WATCHES = (
    Watch(id=1, name="Kim Jong Un", kind=WatchKind.PERSON),
    Watch(
        id=2,
        name="Ulchi Freedom Shield",
        kind=WatchKind.EXERCISE,
        aliases=(Alias(text="UFS", kind=AliasKind.ACRONYM),),
    ),
    Watch(
        id=3,
        name="Korean Central News Agency",
        kind=WatchKind.ORGANISATION,
        aliases=(Alias(text="KCNA", kind=AliasKind.ACRONYM),),
    ),
    Watch(id=4, name="AFP", kind=WatchKind.ORGANISATION),
)


@pytest.fixture
def founding(shared: Path) -> Article:
    path = shared / "seed" / "kim-missile-production.txt"
    title, _, text = path.read_text(encoding="utf-8").partition("\n")
    at = datetime(2023, 8, 14, 2, 0, tzinfo=UTC)
    return Article(id=1, title=title, text=text.strip(), first_seen_at=at, published_at=at)


@pytest.fixture
def found(founding: Article) -> dict[int, Match]:
    return {match.watch_id: match for match in Matcher(WATCHES).match(founding)}


def test_it_names_the_leader_and_the_exercise(found: dict[int, Match]) -> None:
    """He is its subject; the exercise is a closing reminder; the agency is its source."""
    # given the article, matched
    # then each has its role
    assert {n: m.role for n, m in found.items()} == {
        1: Role.SUBJECT,
        2: Role.BACKGROUND,
        3: Role.SOURCE,
    }


def test_the_headline_is_evidence(found: dict[int, Match]) -> None:
    """“Kim calls for …” is evidence, for the body gives the full name."""
    # given the article, matched
    # then the headline's family name is among the evidence
    assert any(e.field.value == "title" and e.text == "Kim" for e in found[1].evidence)


def test_nothing_lies_in_captions_or_notes(founding: Article, found: dict[int, Match]) -> None:
    """No span lies in the captions, credit lines and editors' notes."""
    # given the lines of the article
    banned = [line for line in classify_lines(founding.text) if line.kind is not LineClass.PROSE]
    # when the evidence is laid over them
    inside = [
        e
        for match in found.values()
        for e in match.evidence
        for line in banned
        if e.field.value == "text" and line.start <= e.start < line.end
    ]
    # then none lies there
    assert len(banned) >= 3
    assert inside == []
