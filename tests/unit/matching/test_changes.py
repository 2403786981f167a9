"""Watches come and go while articles arrive."""

import pytest

from tests.unit.matching.given import article
from watchers.matching import Matcher
from watchers.model import Watch, WatchKind

PUTIN = Watch(id=1, name="Vladimir Putin", kind=WatchKind.PERSON)
SCHOLZ = Watch(id=2, name="Olaf Scholz", kind=WatchKind.PERSON)


@pytest.mark.parametrize(
    "title",
    ["Olaf Scholz visits Kyiv", "Olaf Scholtz visits Kyiv", "#OlafScholz visits Kyiv"],
)
def test_an_added_watch_counts_for_the_next_article(title: str) -> None:
    """Words whose verdict was remembered before are looked at anew."""
    # given a matcher that has seen the very words
    matcher = Matcher([PUTIN])
    assert matcher.match(article(title)) == ()
    # when the watch is added
    matcher.add(SCHOLZ)
    # then the next article matches
    assert [m.watch_id for m in matcher.match(article(title))] == [2]


def test_a_replaced_watch_forgets_its_old_names() -> None:
    """A watch added again under its id stands with its new names alone."""
    # given a watch
    matcher = Matcher([PUTIN])
    # when it is replaced
    matcher.add(Watch(id=1, name="Dmitry Medvedev", kind=WatchKind.PERSON))
    # then only the new name is found
    assert matcher.match(article("Vladimir Putin spoke")) == ()
    assert len(matcher.match(article("Dmitry Medvedev spoke"))) == 1


def test_removing_an_unknown_watch_changes_nothing() -> None:
    """An id that nobody knows is no error."""
    # given a matcher
    matcher = Matcher([PUTIN])
    # when an unknown id is removed
    matcher.remove(99)
    # then the others stay
    assert len(matcher.match(article("Vladimir Putin spoke"))) == 1


def test_the_memo_survives_a_restart() -> None:
    """What was learnt about words is taken over, also where the watches differ by then."""
    # given a matcher that has read, and one with another watch more
    first = Matcher([PUTIN])
    first.match(article("Vladimir Poutine met Olaf Scholtz in Berlin"))
    second = Matcher([PUTIN, SCHOLZ])
    # when the memo is loaded
    second.load_memo(first.dump_memo())
    # then words are known, and those that the new watch concerns are judged anew
    assert "Berlin" in second.known_words()
    found = second.match(article("Vladimir Poutine met Olaf Scholtz in Berlin"))
    assert [m.watch_id for m in found] == [1, 2]


@pytest.mark.parametrize("damage", [b"", b"no memo", b"\x00" * 50])
def test_a_damaged_memo_is_left_aside(damage: bytes) -> None:
    """A memo that cannot be read costs time and nothing else."""
    # given a matcher
    matcher = Matcher([PUTIN])
    # when something else is loaded
    matcher.load_memo(damage)
    # then it matches as before
    assert len(matcher.match(article("Vladimir Putin spoke"))) == 1
