"""One thing that was looked at, and how it is."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    WELL = "ok"
    DOUBTFUL = "warn"
    ILL = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`about` is what was looked at, `said` how it is and, where it is not well, the cure."""

    grade: Grade
    about: str
    said: str


def well(about: str, said: str) -> Finding:
    """Nothing to do."""
    return Finding(grade=Grade.WELL, about=about, said=said)


def doubtful(about: str, said: str) -> Finding:
    """It works, and better would be better."""
    return Finding(grade=Grade.DOUBTFUL, about=about, said=said)


def ill(about: str, said: str) -> Finding:
    """It does not work."""
    return Finding(grade=Grade.ILL, about=about, said=said)
