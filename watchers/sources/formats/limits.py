"""How much of a document is read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`entries` of a document, `characters` of one text, `links` that a page may offer."""

    entries: int = 5000
    characters: int = 200_000
    links: int = 20


LIMITS = Limits()
