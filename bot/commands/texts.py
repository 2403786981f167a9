"""Names and descriptions of commands and options, in every language of Discord's that we speak."""

import discord
from discord import app_commands

from bot.render.words import BASE, LOCALES, load_words

CATALOGUE_OF = {discord.Locale.korean: "ko"}
"""Discord's locales with a catalogue of ours; English is the default text itself."""


def text(code: str) -> app_commands.locale_str:
    """The English text of a code, which Discord also gets in our other languages."""
    return app_commands.locale_str(load_words().label(BASE, code), code=code)


class CatalogueTranslator(app_commands.Translator):
    """Gives Discord the catalogue's text for each language that has one."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        code, language = string.extras.get("code"), CATALOGUE_OF.get(locale)
        if code is None or language not in LOCALES:
            return None
        return load_words().label(language, code)
