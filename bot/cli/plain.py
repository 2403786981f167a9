"""Reasons in plain words, for the operator's terminal."""

from functools import cache

from bot.render.words import Words, load_words
from watchers.model import Reason


def say(reason: Reason) -> str:
    """A reason as a sentence without markup."""
    return _words().label("en", f"reason-{reason.code}", reason.params)


@cache
def _words() -> Words:
    return load_words()
