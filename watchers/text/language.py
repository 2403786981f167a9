"""Which language a text is in: by script where the script tells, by letter statistics else."""

import re
import warnings
from collections import Counter
from functools import cache
from typing import Any

_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]")),
    ("kana", re.compile(r"[\u3040-\u30ff\uff66-\uff9f]")),
    ("han", re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")),
    ("arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
    ("km", re.compile(r"[\u1780-\u17ff]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
)
_PERSIAN = re.compile(r"[پچژگ]")
_URDU = re.compile(r"[ٹڈڑےں]")
_KURDISH = re.compile(r"[ڕڵێۆە]")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_RUSSIAN = re.compile(r"[ыэъёЫЭЪЁ]")
_LATIN_LANGUAGES_WORDS = """
en de fr es it pt nl sv da no fi pl cs sk hu ro hr sl tr vi id ms tl sq et lv lt ca
"""
_LATIN_LANGUAGES = tuple(_LATIN_LANGUAGES_WORDS.split())
_SAMPLE = 1500
_FEWEST_LETTERS = 12


def guess_language(text: str) -> str:
    """The primary BCP 47 code of a text's language; empty where it is too short to tell."""
    sample = text[:_SAMPLE]
    counts = Counter({name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS})
    counts["ko"] *= 2  # one syllable says as much as two or more letters of another script
    counts["han"] *= 2
    counts["kana"] *= 2
    if counts["kana"] * 8 >= counts["han"] and counts["kana"]:
        counts["kana"] += counts.pop("han", 0)
    script, size = counts.most_common(1)[0]
    if not size:
        return ""
    return _of_script(script, sample, size)


def _of_script(script: str, sample: str, size: int) -> str:
    match script:
        case "latin":
            return _of_latin(sample) if size >= _FEWEST_LETTERS else ""
        case "kana":
            return "ja"
        case "han":
            return "zh"
        case "arabic":
            return _of_arabic(sample)
        case "cyrillic":
            return _of_cyrillic(sample)
    return script


def _of_arabic(sample: str) -> str:
    if len(_KURDISH.findall(sample)) * 20 > len(sample):
        return "ku"
    if _URDU.search(sample):
        return "ur"
    return "fa" if len(_PERSIAN.findall(sample)) * 80 > len(sample) else "ar"


def _of_cyrillic(sample: str) -> str:
    if _UKRAINIAN.search(sample) and not _RUSSIAN.search(sample):
        return "uk"
    return "ru"


def _of_latin(sample: str) -> str:
    return str(_identifier().classify(sample)[0])


@cache
def _identifier() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
        identifier.set_languages(list(_LATIN_LANGUAGES))
    return identifier
