"""Search terms: words folded, unspaced scripts in pairs, queries as rows of terms."""

import pytest

from watchers.text.bigrams import search_phrases, search_terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ""),
        ("!? — «»", ""),
        ("N.K. leader Kim", "n k leader kim"),
        ("Köln, São Paulo", "koln sao paulo"),
        ("ＵＦＳ", "ufs"),
        ("金正恩", "金正 正恩 恩"),
        ("恩", "恩"),
        ("김정은 위원장", "김정 정은 은 위원 원장 장"),
        ("KN-23형", "kn 23 형"),
        ("コロナ・ウイルス", "コロ ロナ ナ ウイ イル ルス ス"),
        ("Путина", "путина"),
        ("किम जोंग", "किम जोंग"),
    ],
)
def test_terms_of_a_text(text: str, terms: str) -> None:
    """Each script gives the terms by which its parts are found."""
    assert search_terms(text) == terms


@pytest.mark.parametrize(
    ("query", "phrases"),
    [
        ("kim Jong", (("kim",), ("jong",))),
        ('"Kim Jong" un', (("kim", "jong"), ("un",))),
        ("金正恩", (("金正", "正恩"),)),
        ("恩", (("恩*",),)),
        ('"北韓 金正"', (("北韓", "韓", "金正"),)),
        ("kim kim", (("kim",),)),
        ('""', ()),
    ],
)
def test_phrases_of_a_query(query: str, phrases: tuple[tuple[str, ...], ...]) -> None:
    """A query asks for rows of terms that must stand side by side."""
    assert search_phrases(query) == phrases


def test_terms_hold_nothing_that_a_query_language_means() -> None:
    """No term carries a quote, a star or an operator, whatever the text."""
    # given
    text = '\'); DROP TABLE -- "a" * NEAR(b) <-> c:* \x00 {d} ^e +f | g & h'
    # when
    terms = search_terms(text).split(" ")
    # then
    assert all(term.isalnum() for term in terms)
