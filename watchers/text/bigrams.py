"""Terms for full text search: words, and pairs of characters where a script has no spaces."""


def search_terms(text: str) -> str:
    """The terms of a text, in its order, separated by spaces; empty for text without letters.

    Words are folded (case, width, diacritics). A run of an unspaced script gives each pair of
    neighbours and then its last character, so that any part of it is a row of terms.
    """
    raise NotImplementedError


def search_phrases(query: str) -> tuple[tuple[str, ...], ...]:
    """What a query asks for: rows of terms that must each stand side by side in an article.

    A term that ends in `*` stands for every term that begins so. Words in "quotes" make one row.
    """
    raise NotImplementedError
