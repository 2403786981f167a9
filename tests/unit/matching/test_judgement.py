"""What rules a mention in or out: competition, context, case, captions, dates."""

from datetime import UTC, datetime

import pytest

from tests.unit.matching.given import AT, acronym, article, match, score, watch
from watchers.matching import Matcher
from watchers.model import Alias, AliasKind, Strictness, Watch, WatchKind

UFS = Watch(
    id=1,
    name="Ulchi Freedom Shield",
    kind=WatchKind.EXERCISE,
    aliases=(acronym("UFS"),),
    context=("Korea",),
)
FREEDOM = Watch(id=2, name="Freedom Shield", kind=WatchKind.EXERCISE)


def test_the_longest_name_wins() -> None:
    """Within a longer name that is watched too, the shorter one is not named."""
    # given both watches
    matcher = Matcher([UFS, FREEDOM])
    # when the longer is named
    found = matcher.match(article("Ulchi Freedom Shield exercise begins"))
    # then only it is found, and the other says why not
    assert [m.watch_id for m in found] == [1]
    refused = matcher.explain(article("Ulchi Freedom Shield exercise begins"), 2).refused
    assert [r.reason.code for r in refused] == ["refused-longer-name"]


def test_another_servers_longer_name_changes_nothing() -> None:
    """What one server watches never shows in another's results."""
    # given a shipped watch, and a longer name that only one server follows
    theirs = Watch(id=3, name="Freedom Shield Festival", kind=WatchKind.EXERCISE, guild_id=7)
    matcher = Matcher([FREEDOM, theirs])
    # when both could claim the words
    found = matcher.match(article("Freedom Shield Festival drills begin"))
    # then the shipped watch still has its match
    assert 2 in [m.watch_id for m in found]


@pytest.mark.parametrize(
    ("title", "is_found"),
    [
        ("South Korea begins UFS drills", True),
        ("Ferry UFS Explorer arrives", False),
        ("South Korea begins ufs drills", False),
        ("SOUTH KOREA BEGINS UFS DRILLS", False),
        ("South Korea begins U.F.S. drills", True),
    ],
)
def test_acronyms_need_capitals_and_context(title: str, is_found: bool) -> None:
    """An acronym is a token in capitals, with a word of its context in the article."""
    # given a watch with an acronym and context
    # when the text may have it
    found = score(UFS, title)
    # then it counts only as such
    assert (found >= 80) is is_found


def test_an_acronym_counts_by_its_long_form() -> None:
    """Where the long form stands in the article the acronym needs no other context."""
    # given an article without a word of the context
    text = "Ulchi Freedom Shield opened. UFS ends on Friday."
    # when it is matched
    found = match(UFS, text=text)
    # then both mentions are evidence
    assert found is not None
    assert {e.text for e in found.evidence} == {"Ulchi Freedom Shield", "UFS"}


@pytest.mark.parametrize(
    ("title", "is_found"),
    [
        ("Fighter pilots train at Red Flag exercise in Alaska", True),
        ("Two F-16s at Red Flag", True),
        ("Analyst calls the deal a red flag for investors", False),
        ("Red Flag raised over bank merger", False),
    ],
)
def test_ordinary_names_need_context(title: str, is_found: bool) -> None:
    """An exercise named with everyday words counts only where the text is about drills."""
    # given a watch for it, the name alone
    red_flag = watch("Red Flag", "exercise")
    # when the words stand there
    found = score(red_flag, title)
    # then context decides
    assert (found >= 80) is is_found


@pytest.mark.parametrize(
    "line",
    [
        "This undated photo from KCNA shows Kim Jong Un at a plant. (Photo by KCNA VIA KNS / AFP)",
        "Photo: Kim Jong Un at a plant",
        "Kim Jong Un (C) inspects a plant / AFP",
        "EDITORS NOTE: Kim Jong Un picture, RESTRICTED TO EDITORIAL USE – MANDATORY CREDIT",
        "© Kim Jong Un Pictures. All rights reserved.",
        "Read more: Kim Jong Un visits plant",
    ],
)
def test_lines_around_the_prose_are_never_evidence(line: str) -> None:
    """Captions, credits, notes and share lines name nobody."""
    # given a text whose prose names nobody
    text = f"The plant was inspected on Friday.\n{line}\nWorkers lined the road."
    # when it is matched
    found = match(watch("Kim Jong Un"), "Plant inspected", text)
    # then nothing is found
    assert found is None


def test_a_family_name_counts_after_the_full_name() -> None:
    """The headline's family name is evidence once the body has given the full name."""
    # given a headline with the family name alone
    title, text = "Kim calls for more missiles", "Leader Kim Jong Un visited a plant."
    # when it is matched with and without the body
    found, bare = match(watch("Kim Jong Un"), title, text), match(watch("Kim Jong Un"), title)
    # then only the body makes it certain
    assert bare is None
    assert found is not None
    assert ("title", "Kim") in [(e.field.value, e.text) for e in found.evidence]


def test_a_family_name_of_somebody_else_does_not_count() -> None:
    """Beside another given name the family name is somebody else's."""
    # given an article with two people of one family name
    text = "Kim Jong Un visited. His sister Kim Yo Jong spoke."
    # when it is matched
    found = match(watch("Kim Jong Un"), text=text)
    # then her name is no evidence for him
    assert found is not None
    assert [e.text for e in found.evidence] == ["Kim Jong Un"]


@pytest.mark.parametrize(("year", "is_found"), [(2010, False), (2012, True), (2020, False)])
def test_roles_count_between_their_dates(year: int, is_found: bool) -> None:
    """A role stands for a person only while they hold it."""
    # given a role with dates
    role = Alias(
        text="French president",
        kind=AliasKind.ROLE,
        valid_from=datetime(2012, 5, 15, tzinfo=UTC),
        valid_until=datetime(2017, 5, 14, tzinfo=UTC),
    )
    # when an article of that year has it
    found = match(
        watch("François Hollande", "person", role),
        "French president meets farmers",
        at=AT.replace(year=year, month=6),
    )
    # then the date decides
    assert (found is not None) is is_found


def test_topics_may_stand_apart_and_in_any_order() -> None:
    """The words of a topic count near each other within one sentence."""
    # given a topic
    topic = watch("missile production", "topic")
    # when its words stand near, and in two sentences
    near = score(topic, "Kim wants production of a new missile doubled")
    far = score(topic, "He saw a missile. Food production fell.")
    # then only the sentence counts
    assert near >= 80
    assert far == 0


def test_excluded_words_rule_out() -> None:
    """A word that excludes the watch rules the article out."""
    # given a watch with such a word
    jaguar = watch("Jaguar", "weapon", excluded=("zoo",))
    # when the article has it
    found = match(jaguar, "Jaguar born at the zoo")
    # then nothing is found
    assert found is None


def test_raising_strictness_only_takes_away() -> None:
    """The three levels are nested."""
    # given the thresholds
    from watchers.matching import THRESHOLDS

    # then wide counts most and strict least
    wide, balanced, strict = (
        THRESHOLDS[s] for s in (Strictness.WIDE, Strictness.BALANCED, Strictness.STRICT)
    )
    assert wide < balanced < strict
