"""What holds for every name and every text."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from watchers.matching import Matcher, check_watch, is_counted
from watchers.model import Alias, Article, Strictness, Watch, WatchKind
from watchers.text.lines import classify_lines
from watchers.text.normalise import normalise
from watchers.text.tokens import split_words

AT = datetime(2024, 1, 1, tzinfo=UTC)
WORDS = st.sampled_from(
    [
        "Kim",
        "Jong",
        "Un",
        "Putin",
        "Vladimir",
        "Ulchi",
        "Freedom",
        "Shield",
        "missile",
        "김정은이",
        "金正恩",
        "Путина",
        "said",
        "the",
        "of",
        "and",
        "red",
        "flag",
        "KCNA",
        "UFS",
        "Hwasong-17",
        "“quoted”",
        "(Photo",
        "by)",
        ",",
        ".",
        "\n",
    ]
)
TEXTS = st.lists(WORDS, max_size=30).map(" ".join)
NAMES = st.lists(
    st.text(alphabet="abcdefghijklmnoprstuvwz", min_size=4, max_size=9).map(str.capitalize),
    min_size=2,
    max_size=3,
).map(" ".join)
WATCHES = (
    Watch(id=1, name="Kim Jong Un", kind=WatchKind.PERSON, aliases=(Alias(text="김정은"),)),
    Watch(id=2, name="Ulchi Freedom Shield", kind=WatchKind.EXERCISE, aliases=(Alias(text="UFS"),)),
    Watch(id=3, name="Freedom Shield", kind=WatchKind.EXERCISE),
    Watch(id=4, name="KCNA", kind=WatchKind.ORGANISATION),
    Watch(id=5, name="missile", kind=WatchKind.TOPIC),
)


def article(text: str, title: str = "") -> Article:
    return Article(id=1, title=title, text=text, first_seen_at=AT)


@given(NAMES)
def test_an_exact_alias_scores_100(name: str) -> None:
    """A name of two words or more that stands in prose as it was given scores 100."""
    # given a watch that nothing speaks against
    watch = Watch(id=1, name=name, kind=WatchKind.PERSON)
    # when its very name stands in a sentence (guards look at names of one word, at acronyms,
    # and at exercises with ordinary names: not here)
    found = Matcher([watch]).match(article(f"yesterday {name} spoke about it at length"))
    # then the score is full
    assert not any(answer.code.startswith("refuse-") for answer in check_watch(watch))
    assert [match.score for match in found] == [100.0]


@given(TEXTS, TEXTS)
def test_raising_strictness_never_adds_a_match(title: str, text: str) -> None:
    """What counts at a strict level counts at every wider one."""
    # given any article
    found = Matcher(WATCHES).match(article(text, title))
    # then the levels are nested, and every match counts at wide
    for match in found:
        strict, balanced, wide = (
            is_counted(match, s) for s in (Strictness.STRICT, Strictness.BALANCED, Strictness.WIDE)
        )
        assert strict <= balanced <= wide
        assert wide


@given(TEXTS, TEXTS)
def test_evidence_lies_in_the_article(title: str, text: str) -> None:
    """Every span is a span of its field, never empty, best first."""
    # given any article
    one = article(text, title)
    # when it is matched
    for match in Matcher(WATCHES).match(one):
        # then each piece of evidence is what the field has there
        for evidence in match.evidence:
            field = getattr(one, evidence.field.value)
            assert 0 <= evidence.start < evidence.end <= len(field)
            assert field[evidence.start : evidence.end] == evidence.text
        scores = [evidence.score for evidence in match.evidence]
        assert scores == sorted(scores, reverse=True)
        assert scores[0] == match.score


@given(TEXTS, TEXTS, NAMES)
def test_adding_and_removing_a_watch_restores_everything(title: str, text: str, name: str) -> None:
    """A watch that came and went leaves no trace in the results."""
    # given a matcher that has read the article
    matcher, one = Matcher(WATCHES), article(f"{text} {name}", title)
    before = matcher.match(one)
    # when a watch comes and goes
    matcher.add(Watch(id=9, name=name, kind=WatchKind.PERSON))
    matcher.match(one)
    matcher.remove(9)
    # then all is as before
    assert matcher.match(one) == before


@given(TEXTS, TEXTS)
def test_building_and_adding_are_the_same(title: str, text: str) -> None:
    """Watches given at the start and watches added later match alike."""
    # given one matcher built with the watches, and one that gets them after reading
    one, later = article(text, title), Matcher()
    later.match(one)
    for watch in WATCHES:
        later.add(watch)
    # when both match
    # then they agree
    assert later.match(one) == Matcher(WATCHES).match(one)


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    """Whatever Unicode comes, nothing is raised and lines cover the text."""
    # given any text
    # when it is matched and classified
    Matcher(WATCHES).match(article(text, text[:50]))
    lines = classify_lines(text)
    # then the lines put together are the text
    assert "".join(text[line.start : line.end] for line in lines) == text


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text: str) -> None:
    """Levelled text is level, and its offsets rise within the original."""
    # given any text
    once = normalise(text)
    # when it is normalised again
    # then nothing changes, and every offset is one of the original
    assert normalise(once.text).text == once.text
    assert len(once.offsets) == len(once.text) + 1
    assert list(once.offsets) == sorted(once.offsets)
    assert once.offsets[-1] == len(text)


@given(st.text(max_size=120))
def test_words_stand_where_they_say(text: str) -> None:
    """Every word is what the text has at its place, but for a hyphen broken at a line's end."""
    # given any text without such hyphens
    text = text.replace("-\n", "- ")
    # when it is split
    words = split_words(text)
    # then each word stands at its place
    for number, word in enumerate(words.words):
        start = words.start(number)
        assert text[start : start + len(word)].replace("’", "'") == word.replace("’", "'")
