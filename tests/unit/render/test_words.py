"""Every language says everything, with the same parameters, within Discord's lengths."""

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.render.safe import Markup
from bot.render.words import BASE, LOCALES, Words, closest, read_catalogue


class Variables(Visitor):
    """Collects the names of parameters."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)


def messages(locale: str) -> dict[str, set[str]]:
    """Each message id of a language with the parameters it uses."""
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse(read_catalogue(locale)).body:
        assert not isinstance(entry, ast.Junk), f"{locale}: {entry.content}"
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found, f"{locale} has {entry.id.name} twice"
            variables = Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.names
    return found


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != BASE])
def test_a_language_has_every_message_with_its_parameters(locale: str) -> None:
    """No key is missing, none is left over, no placeholder has drifted."""
    assert messages(locale) == messages(BASE)


def test_an_unknown_code_is_named(words: Words) -> None:
    """A code without words is better than silence."""
    assert words.say("en", "no-such-code") == "no-such-code"


def test_parameters_of_strangers_are_harmless(words: Words) -> None:
    """Only text marked as markup is taken as it is."""
    assert "＜@5>" in words.say("en", "alert-origin", {"origin": "<@5>"})
    assert "<t:5:R>" in words.say("en", "alert-updated", {"at": Markup("<t:5:R>")})


def test_the_nearest_language_speaks() -> None:
    """Regions fall back to their language, unknown ones to English."""
    assert (closest("ko-KR"), closest("ko"), closest("en-GB"), closest("fr")) == (
        "ko",
        "ko",
        "en",
        "en",
    )
