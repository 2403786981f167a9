"""Every code that a decision may give has its words, with just the parameters it carries."""

import pytest

from bot.render.words import LOCALES, Words
from tests.unit.render.test_words import messages
from watchers.alerts.codes import CODES


@pytest.mark.parametrize("locale", LOCALES)
def test_every_reason_of_alerts_has_words(locale: str) -> None:
    """A new code without words, or words with a parameter it does not carry, is found here."""
    worded = messages(locale)

    for code, names in CODES.items():
        assert f"reason-{code}" in worded, code
        assert worded[f"reason-{code}"] <= set(names), code


def test_every_reason_can_be_said(words: Words) -> None:
    """No formatting fault leaves a brace in a sentence."""
    for code, names in CODES.items():
        for locale in LOCALES:
            said = words.say(locale, f"reason-{code}", dict.fromkeys(names, 3))
            assert "{" not in said, (locale, code, said)
