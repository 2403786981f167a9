"""Text without spaces and signs, for scripts whose words are not reliably set apart."""

from dataclasses import dataclass

from watchers.text.normalise import normalise

_SENTENCE_ENDS = frozenset(".!?。！？．\n;；")
_BREAK = "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condensed:
    """`text` has letters and digits, and a line feed at each end of a sentence.

    `offsets[i]` is where text[i] stands in the original; `starts` the places where a new word
    begins after a space or sign.
    """

    text: str
    offsets: tuple[int, ...]
    starts: frozenset[int]


def condense(text: str) -> Condensed:
    """The text condensed; nothing of a name is lost by it."""
    levelled = normalise(text)
    letters: list[str] = []
    offsets: list[int] = []
    starts: set[int] = {0}
    for char, offset in zip(levelled.text, levelled.offsets, strict=False):
        if char.isalnum() or "\u0e30" <= char <= "\u0eff":
            letters.append(char)
            offsets.append(offset)
            continue
        if char in _SENTENCE_ENDS and letters and letters[-1] != _BREAK:
            letters.append(_BREAK)
            offsets.append(offset)
        starts.add(len(letters))
    while letters and letters[-1] == _BREAK:
        letters.pop()
        offsets.pop()
    return Condensed(text="".join(letters), offsets=tuple(offsets), starts=frozenset(starts))
