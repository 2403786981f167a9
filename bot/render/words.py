"""The catalogue of words: a code and its parameters become a sentence in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

from bot.render.safe import Markup, escape, one_line
from watchers.model import Param, Reason

BASE = "en"
LOCALES = (BASE, "ko")
NO_PARAMS: Mapping[str, Param] = {}
PARAM_MAX = 120
"""Characters of one parameter that strangers wrote, within a sentence of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Every sentence the bot says, in every language it speaks."""

    bundles: Mapping[str, FluentBundle]

    def say(self, locale: str, code: str, params: Mapping[str, Param] = NO_PARAMS) -> Markup:
        """The sentence of a code; parameters are made harmless unless they are `Markup`.

        A code without words in that language is said in English, an unknown one named by its code.
        """
        return Markup(self._format(locale, code, _harmless(params)))

    def label(self, locale: str, code: str, params: Mapping[str, Param] = NO_PARAMS) -> str:
        """The same for buttons, choices and titles, where Discord reads no markup."""
        plain = {k: one_line(v) if isinstance(v, str) else v for k, v in params.items()}
        return self._format(locale, code, plain)

    def _format(self, locale: str, code: str, params: Mapping[str, Param]) -> str:
        for language in (closest(locale), BASE):
            bundle = self.bundles[language]
            pattern = bundle.get_message(code).value if bundle.has_message(code) else None
            if pattern is not None:
                said, _ = bundle.format_pattern(pattern, dict(params))
                return str(said)
        return code

    def give_reason(self, locale: str, reason: Reason) -> Markup:
        """A reason in words: the catalogue's `reason-<code>`."""
        return self.say(locale, f"reason-{reason.code}", reason.params)

    def has(self, code: str) -> bool:
        """Whether the catalogue knows the code."""
        return bool(self.bundles[BASE].has_message(code))


def closest(locale: str) -> str:
    """The language of ours that is nearest to a locale: `ko-KR` is `ko`, an unknown one English."""
    language = locale.replace("_", "-").split("-")[0].lower()
    return language if language in LOCALES else BASE


def _harmless(params: Mapping[str, Param]) -> dict[str, Param]:
    return {name: _one(value) for name, value in params.items()}


def _one(value: Param) -> Param:
    if isinstance(value, Markup):
        return str(value)
    return str(escape(value, PARAM_MAX)) if isinstance(value, str) else value


def read_catalogue(locale: str) -> str:
    """The text of one language's catalogue, all its files in one."""
    folder = files("bot.render") / "locales" / locale
    parts = sorted(folder.iterdir(), key=lambda part: part.name)
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


@cache
def load_words() -> Words:
    """The words that ship; read once."""
    return Words(bundles={locale: _bundle(locale, read_catalogue(locale)) for locale in LOCALES})


def _bundle(locale: str, catalogue: str) -> FluentBundle:
    bundle = FluentBundle([locale], use_isolating=False)
    bundle.add_resource(FluentResource(catalogue))
    return bundle


def moment(at: datetime, style: str = "R") -> Markup:
    """A time that Discord shows in each reader's own zone; style R is "5 minutes ago"."""
    return Markup(f"<t:{int(at.timestamp())}:{style}>")
