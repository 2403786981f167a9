"""What is wrong with a configuration: where, what, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault; `place` is a file with its line, or the name of an environment variable."""

    place: str
    message: str
    cure: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f". {self.cure}" if self.cure else "")


class ConfigError(Exception):
    """The configuration cannot be used; `faults` is never empty."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def suggest(name: str, known: Iterable[str]) -> str:
    """A cure that names the nearest of the known names, or points to the list of all."""
    near = get_close_matches(name, tuple(known), n=1, cutoff=0.6)
    return f"Did you mean {near[0]}?" if near else "See docs/settings.md for the names there are."
