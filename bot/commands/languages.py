"""Languages as people name them: "ko", "Korean", "한국어"."""

import re
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError

from bot.commands.nearest import fold, rank
from watchers.model import Reason

OFFERED = ("en", "ko", "ja", "zh", "ru", "fr", "de", "es", "ar", "pt", "it", "pl", "tr", "vi", "uk")
_SEPARATORS = re.compile(r"[,;/\s]+")


def read_languages(typed: str) -> tuple[str, ...] | Reason:
    """The codes of the languages named, each once; an unknown one is refused with its name."""
    found: list[str] = []
    for word in filter(None, _SEPARATORS.split(typed.strip())):
        code = _code(word)
        if code is None:
            return Reason(code="unknown-language", params={"typed": word})
        found.append(code)
    return tuple(dict.fromkeys(found))


def _code(word: str) -> str | None:
    asked = fold(word)
    named = next((code for code, names in _names() if asked in map(fold, names)), None)
    return named or (asked if len(asked) in (2, 3) and _is_language(asked) else None)


def _is_language(code: str) -> bool:
    try:
        return bool(Locale.parse(code).english_name)
    except (UnknownLocaleError, ValueError):
        return False


@cache
def _names() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each language offered with its code and its name in English, Korean and itself."""
    return tuple((code, _names_of(code)) for code in OFFERED)


def _names_of(code: str) -> tuple[str, ...]:
    locale = Locale.parse(code)
    names = (locale.get_language_name(in_) for in_ in ("en", "ko", code))
    return (code, *(name for name in names if name))


def name_language(code: str, locale: str) -> str:
    """A language's name in the reader's own; its code where it has none."""
    try:
        return Locale.parse(code).get_language_name(locale.split("-")[0]) or code
    except (UnknownLocaleError, ValueError):
        return code


def offer_languages(typed: str, locale: str) -> list[tuple[str, str]]:
    """Name and value of what completes the last language of the list that is typed."""
    *done, last = _SEPARATORS.split(typed.strip()) if typed.strip() else [""]
    codes = rank(last, _names(), len(OFFERED))
    return [
        (", ".join([*done, name_language(code, locale)]), ", ".join([*done, code]))
        for code in codes
        if code not in done
    ]
