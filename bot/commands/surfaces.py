"""The words by which a false match is told from a true one."""

import re
import unicodedata

from watchers.model import Article, Evidence, Watch

_BEFORE = re.compile(r"([\w’'\-]+)[ \t]+$")
_AFTER = re.compile(r"^[ \t]+([\w’'\-]+)")


def surface_of(article: Article, evidence: Evidence, watch: Watch) -> str:
    """The found words where they are no alias, else with the name word beside them; else empty.

    "Kim Jong-nam" found by "Kim Jong-un" stands for itself; "Kim Jong Un" found in "Kim Jong Un
    Bakery" needs the word behind it, or every true mention would be refused too.
    """
    aliases = {_fold(alias.text) for alias in watch.aliases} | {_fold(watch.name)}
    if _fold(evidence.text) not in aliases:
        return evidence.text
    text = str(getattr(article, evidence.field.value))
    if text[evidence.start : evidence.end] != evidence.text:
        return ""
    after = _AFTER.search(text[evidence.end :])
    if after and _is_name(after[1]):
        return f"{evidence.text} {after[1]}"
    before = _BEFORE.search(text[: evidence.start])
    if before and _is_name(before[1]) and evidence.start - len(before[0]) > 0:
        return f"{before[1]} {evidence.text}"
    return ""


def _is_name(word: str) -> bool:
    """Whether the word looks like part of a name: it begins with a capital letter."""
    return word[:1].isupper()


def _fold(text: str) -> str:
    kept = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in kept if char.isalnum())
