"""The sentence around a mention, with the mention marked."""

import re

from bot.render.safe import ELLIPSIS, Markup, escape
from watchers.model import Article, Evidence

AROUND_MAX = 110
"""Characters shown on each side of the mention, so that an excerpt stays within 300."""
_END = re.compile(r"(?<=[.!?。！？])\s+|\n")


def highlight(article: Article, evidence: Evidence) -> Markup:
    """The sentence of the evidence with its span in bold; the span alone where the text is gone."""
    text = str(getattr(article, evidence.field.value))
    if text[evidence.start : evidence.end] != evidence.text:
        return Markup(f"**{escape(evidence.text, AROUND_MAX)}**")
    start, end = _sentence(text, evidence.start, evidence.end)
    before = _tail(text[start : evidence.start])
    after = _head(text[evidence.end : end])
    return Markup(f"{before}**{escape(evidence.text, AROUND_MAX)}**{after}")


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence or line that holds the span."""
    ends = [found.end() for found in _END.finditer(text, 0, start)]
    following = _END.search(text, end)
    return (ends[-1] if ends else 0), (following.start() if following else len(text))


def _tail(text: str) -> str:
    kept = text if len(text) <= AROUND_MAX else ELLIPSIS + text[-AROUND_MAX:]
    return _spaced(kept, escape(kept, AROUND_MAX + 1))


def _head(text: str) -> str:
    return _spaced(text, escape(text, AROUND_MAX))


def _spaced(text: str, escaped: str) -> str:
    """The escaped text with the blanks at its ends that `escape` takes away."""
    left = " " if text[:1].isspace() else ""
    right = " " if text[-1:].isspace() and escaped else ""
    return f"{left}{escaped}{right}"
