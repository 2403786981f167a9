"""Whatever a command may say stands in the catalogue, within Discord's lengths."""

import ast
from pathlib import Path

import pytest

from bot.commands.clicks import FORMS, VERBS
from bot.render.words import LOCALES, load_words
from tests.unit.render.test_words import messages

ROOT = Path(__file__).parents[3]
SAYING = {"say", "label", "text"}


def literal_codes() -> set[str]:
    """Every code that stands as a literal in the commands and the renderer."""
    found: set[str] = set()
    for folder in ("bot/commands", "bot/render"):
        for file in (ROOT / folder).rglob("*.py"):
            found |= set(_codes(ast.parse(file.read_text(encoding="utf-8"))))
    return found


def _codes(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in SAYING and node.args:
            found += _texts(node.args[0])
        if name == "Reason":
            values = [word.value for word in node.keywords if word.arg == "code"]
            found += [f"reason-{code}" for value in values for code in _texts(value)]
    return found


def _texts(value: ast.expr) -> list[str]:
    if isinstance(value, ast.IfExp):
        return _texts(value.body) + _texts(value.orelse)
    is_text = isinstance(value, ast.Constant) and isinstance(value.value, str)
    return [value.value] if is_text else []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_code_in_the_commands_has_words(locale: str) -> None:
    """Nothing a person reads is the name of a code."""
    worded = messages(locale)
    # Content for `parts.text` is markup already; codes are lower case with hyphens.
    codes = {c for c in literal_codes() if c.replace("-", "").isalnum() and c == c.lower()}

    assert sorted(codes - set(worded)) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_descriptions_and_labels_keep_discords_lengths(locale: str) -> None:
    """100 characters for descriptions and choices, 80 for buttons, 45 for fields, 32 for menus."""
    words = load_words()
    limits = {"command-": 100, "option-": 100, "choice-": 100, "button-": 80, "menu-": 32}
    limits |= {"field-": 45}

    too_long = [
        code
        for code in messages(locale)
        for start, most in limits.items()
        if code.startswith(start) and len(words.label(locale, code)) > most
    ]
    assert too_long == []


def test_verbs_fit_their_template() -> None:
    """Each click is known by its verb: letters and hyphens, 2 to 24."""
    for verb in (*VERBS, *FORMS):
        assert 2 <= len(verb) <= 24
        assert verb.replace("-", "").isalpha()
