"""How text is levelled, and how one finds back."""

import pytest

from watchers.text.normalise import normalise
from watchers.text.tokens import split_words


@pytest.mark.parametrize(
    ("text", "levelled"),
    [
        ("Kim Jong Un", "kim jong un"),
        ("ＫＩＭ", "kim"),
        ("José Łukasz Øst Straße", "jose lukasz ost strasse"),
        ("so\u00adft zero\u200bwidth", "soft zerowidth"),
        ("“a” – ’b’", "\"a\" - 'b'"),
        ("Hwa-\nsong", "hwasong"),
        ("A-\n1", "a-\n1"),
        ("ёлка Зеленський", "елка зеленський"),
        ("كِيم جُونغ أُون", "كيم جونغ اون"),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"),
        ("नरेन्द्र", "नरेन्द्र"),
    ],
)
def test_text_is_levelled(text: str, levelled: str) -> None:
    """Case, width, marks and invisible characters make no difference."""
    # given text
    # when it is normalised
    found = normalise(text)
    # then it is level
    assert found.text == levelled


def test_spans_lead_back_to_the_original() -> None:
    """A span of the levelled text is a span of the original."""
    # given text whose levelled form has other lengths
    text = "Die Straße\u00ad nach Łódź"
    # when a word is looked up in the levelled form
    found = normalise(text)
    at = found.text.index("lodz")
    # then the original has it there
    start, end = found.original_span(at, at + 4)
    assert text[start:end] == "Łódź"


def test_words_know_their_places() -> None:
    """Each word's place is where it stands, also in text with signs of every kind."""
    # given text in several scripts
    text = "“Kim’s” F-35s, 김정은이 (UFS)… Путин\u2014金正恩が x"
    # when it is split
    words = split_words(text)
    # then every word stands at its place
    assert words.words == ["Kim’s", "F", "35s", "김정은이", "UFS", "Путин", "金正恩が", "x"]
    for number, word in enumerate(words.words):
        assert text[words.start(number) : words.end(number)] == word
