"""Every code that a decision may give has its words, with just the parameters it carries."""

import pytest

from bot.render.words import LOCALES, Words
from tests.unit.render.test_words import messages
from watchers.alerts.codes import CODES
from watchers.matching.codes import PARAMS
from watchers.sources import failures

NOTICES = {
    "place-suspended": ("channel", "code"),
    "source-failing": ("source", "why"),
    "source-blocked": ("source", "why"),
    "source-stopped": ("source", "why"),
    "source-silent": ("source",),
    "source-healed": ("source",),
}
"""What notices to a server tell; given by the edges that owe them."""
KNOWN = {
    **NOTICES,
    **CODES,
    **PARAMS,
    **dict.fromkeys(failures.ALL, ("status", "detail", "limit_s", "url")),
}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_reason_has_words(locale: str) -> None:
    """A new code without words, or words with a parameter it does not carry, is found here."""
    worded = messages(locale)

    missing = [code for code in KNOWN if f"reason-{code}" not in worded]
    drifted = [code for code, names in KNOWN.items() if not _fits(worded, code, names)]
    assert missing == []
    assert drifted == []


def _fits(worded: dict[str, set[str]], code: str, names: tuple[str, ...]) -> bool:
    return worded.get(f"reason-{code}", set()) <= set(names)


def test_every_reason_can_be_said(words: Words) -> None:
    """No formatting fault leaves a brace in a sentence."""
    for code, names in KNOWN.items():
        for locale in LOCALES:
            said = words.say(locale, f"reason-{code}", dict.fromkeys(names, 3))
            assert "{" not in said, (locale, code, said)
