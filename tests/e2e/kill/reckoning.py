"""What is owed held against what is there: lost, doubled, out of order."""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Counts over all channels."""

    expected: int
    lost: int
    doubled: int
    disordered: int

    def __add__(self, other: "Verdict") -> "Verdict":
        return Verdict(
            expected=self.expected + other.expected,
            lost=self.lost + other.lost,
            doubled=self.doubled + other.doubled,
            disordered=self.disordered + other.disordered,
        )

    @property
    def is_exact(self) -> bool:
        return not (self.lost or self.doubled or self.disordered)


NOTHING = Verdict(expected=0, lost=0, doubled=0, disordered=0)


def reckon(owed: Sequence[str], seen: Mapping[int, Sequence[str]]) -> Verdict:
    """Every channel is owed all of it, in this order; `seen` is what each shows, oldest first."""
    return sum((reckon_channel(owed, shown) for shown in seen.values()), NOTHING)


def reckon_channel(owed: Sequence[str], shown: Sequence[str]) -> Verdict:
    counts = Counter(shown)
    firsts = [owed.index(one) for one in dict.fromkeys(shown) if one in counts and one in owed]
    return Verdict(
        expected=len(owed),
        lost=sum(1 for one in owed if not counts[one]),
        doubled=sum(count - 1 for count in counts.values()),
        disordered=sum(1 for a, b in itertools.pairwise(firsts) if a > b),
    )
