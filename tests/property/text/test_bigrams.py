"""Every part of a run in an unspaced script, and every whole word, is a row of its text's terms."""

from hypothesis import given
from hypothesis import strategies as st

from watchers.text.bigrams import search_phrases, search_terms

UNSPACED = st.text("金正恩習近平北韓김은ミサイルไทย", min_size=1, max_size=12)
WORDS = st.text("abcÄéжёñ", min_size=1, max_size=8)
PIECES = st.lists(st.one_of(UNSPACED, WORDS), min_size=1, max_size=8)


def stands_in(phrase: tuple[str, ...], terms: list[str]) -> bool:
    """Whether the row of terms stands side by side; a star ends the start of a term."""

    def fits(asked: str, term: str) -> bool:
        return term.startswith(asked[:-1]) if asked.endswith("*") else term == asked

    rows = (terms[at : at + len(phrase)] for at in range(len(terms) - len(phrase) + 1))
    return any(all(map(fits, phrase, row)) for row in rows)


@given(pieces=PIECES, data=st.data())
def test_any_part_of_a_name_is_found(pieces: list[str], data: st.DataObject) -> None:
    """Substrings of unspaced runs from one character up, and words, are found in their text."""
    # given
    piece = data.draw(st.sampled_from(pieces))
    is_word = piece[0] in "abcÄéжёñ"
    start = 0 if is_word else data.draw(st.integers(0, len(piece) - 1))
    end = len(piece) if is_word else data.draw(st.integers(start + 1, len(piece)))
    # when
    terms = search_terms(" ".join(pieces)).split(" ")
    phrases = search_phrases(piece[start:end])
    # then
    assert phrases
    assert all(stands_in(phrase, terms) for phrase in phrases)


@given(text=st.text(max_size=80))
def test_a_text_in_quotes_finds_itself(text: str) -> None:
    """Any text whatever, asked for whole, is in its own terms."""
    # given
    asked = text.replace('"', " ")
    # when
    phrases = search_phrases(f'"{asked}"')
    # then
    assert all(stands_in(phrase, search_terms(asked).split(" ")) for phrase in phrases)


@given(text=st.text(max_size=80))
def test_terms_of_terms_are_the_words_again(text: str) -> None:
    """Folding is done once: terms of words alone do not change when cut again."""
    # given
    words = [term for term in search_terms(text).split(" ") if term.isascii()]
    # then
    assert search_terms(" ".join(words)).split(" ") == (words or [""])
