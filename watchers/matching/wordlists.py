"""How this room writes its lists of words down."""


def words_of(text: str) -> list[str]:
    """The words of a block of text, in order."""
    return text.split()
