"""Aliases and texts as strangers type and send them."""

import time

import pytest

from tests.unit.matching.given import acronym, article, match, watch
from watchers.matching import Matcher, check_watch
from watchers.matching.codes import PARAMS
from watchers.model import Alias, Watch, WatchKind


@pytest.mark.parametrize(
    ("alias", "code"),
    [
        ("", "refuse-empty"),
        ("   ", "refuse-empty"),
        ("?!…", "refuse-empty"),
        ("x", "refuse-one-letter"),
        ("金", "refuse-one-letter"),
        ("2024", "refuse-digits"),
        ("the", "refuse-common"),
        ("Kim", "refuse-common"),
        ("UN", "refuse-common"),
        ("war", "refuse-common"),
        ("a" * 500, "refuse-too-long"),
    ],
)
def test_a_flooding_alias_is_refused(alias: str, code: str) -> None:
    """What would match everything or nothing is refused with its reason."""
    # given a watch with such an alias
    # when it is checked
    codes = [answer.code for answer in check_watch(watch(alias, "topic"))]
    # then it must not be accepted
    assert code in codes


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (watch("UFS", "exercise", acronym("UFS")), "advise-acronym"),
        (watch("Red Flag", "exercise"), "advise-common-words"),
        (watch("Putin", "person"), "advise-family-name"),
        (watch("Кim Jong Un", "person"), "advise-mixed-scripts"),
        (watch("Kim Jong Un", "person", confusables=("kim jong un",)), "advise-confusable-same"),
        (watch("北韓", "place"), "advise-short"),
    ],
)
def test_a_risky_alias_gets_advice(one: Watch, code: str) -> None:
    """What would match too little or too much is accepted with a word about it."""
    # given a watch with a risky alias
    # when it is checked
    codes = [answer.code for answer in check_watch(one)]
    # then the advice names the risk, and nothing refuses it
    assert code in codes
    assert not any(c.startswith("refuse-") for c in codes)


def test_good_watches_get_no_answer() -> None:
    """Nothing is said where nothing is wrong."""
    # given ordinary watches
    good = [watch("Kim Jong Un", "person", "김정은"), watch("Ulchi Freedom Shield", "exercise")]
    # when they are checked
    # then there is nothing to say
    assert [check_watch(one) for one in good] == [(), ()]


def test_every_answer_has_the_parameters_of_its_code() -> None:
    """The catalogue of codes names what each carries."""
    # given watches that call for answers
    asked = [watch(alias, "topic") for alias in ("", "x", "2024", "the", "a" * 500, "Red Flag")]
    # when they are checked
    answers = [answer for one in asked for answer in check_watch(one)]
    # then each has the parameters that the table promises
    assert answers
    for answer in answers:
        assert tuple(answer.params) == PARAMS[answer.code]


def test_matcher_survives_aliases_that_should_have_been_refused() -> None:
    """Even unchecked, such aliases match nothing they should not."""
    # given a matcher fed with them
    texts = ["", " ", "?!", "x", "2024", "a" * 500, "\ud800", "\0", "the"]
    matcher = Matcher([Watch(id=n, name=t, kind=WatchKind.PERSON) for n, t in enumerate(texts)])
    # when an ordinary article comes
    found = matcher.match(article("In 2024 the minister said nothing", "x y z \ud800 \0"))
    # then nothing dies and the empty ones match nothing
    assert {m.watch_id for m in found} <= {3, 4, 8}


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "ab " * 300_000,
        "Kim " * 100_000,
        "김" * 200_000,
        "\ud800\udfff" * 1000 + " Kim Jong Un",
        "A-\n" * 100_000,
        "Kim Jong Un " * 20_000,
        "(Photo by " * 30_000,
    ],
    ids=["one word", "many", "family", "hangul", "surrogates", "broken", "named", "credits"],
)
def test_hostile_text_takes_bounded_time(text: str) -> None:
    """No text takes more than a few seconds of work, and none kills the matcher."""
    # given a watch
    one = watch("Kim Jong Un", "person", "김정은")
    # when the text is matched
    started = time.process_time()
    match(one, text[:1000], text)
    # then it took bounded time (a bound, not a measurement: quadratic work takes minutes)
    assert time.process_time() - started < 10


def test_many_aliases_of_one_word_stay_apart() -> None:
    """Words near each other in spelling do not multiply matches."""
    # given a watch whose aliases are near each other
    names = tuple(Alias(text=f"Hwasong-{n}") for n in range(1, 60))
    one = Watch(id=1, name="Hwasong series", kind=WatchKind.WEAPON, aliases=names)
    # when one is named
    found = Matcher([one]).match(article("North Korea shows Hwasong-17"))
    # then exactly that one is the evidence
    assert [e.alias for e in found[0].evidence] == ["Hwasong-17"]
