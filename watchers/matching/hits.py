"""A mention under judgement."""

from dataclasses import dataclass, field

from watchers.matching.scan import Scan
from watchers.matching.variants import Entry
from watchers.model import AliasKind, Evidence, Reason


@dataclass(slots=True, eq=False)
class Hit:
    """One place where an alias of a watch, or a confusable of it, may stand.

    `first` and `last` are its words' places in the scan, -1 where it was found letter by letter.
    """

    entry: Entry
    alias: str
    kind: AliasKind
    scan: Scan
    start: int
    end: int
    score: float
    first: int = -1
    last: int = -1
    tokens: tuple[int, ...] = ()
    reasons: list[Reason] = field(default_factory=list)
    refusal: Reason | None = None
    is_family_name: bool = False
    sentence: tuple[int, int] | None = None

    def doubt(self, points: float, reason: Reason) -> None:
        """Take points off, for a reason that is remembered."""
        self.score -= points
        self.reasons.append(reason)

    def refuse(self, reason: Reason) -> None:
        """Rule the mention out; the first reason stays."""
        if self.refusal is None:
            self.refusal = reason

    def evidence(self) -> Evidence:
        """What is stored of it."""
        return Evidence(
            alias=self.alias,
            field=self.scan.field,
            start=self.start,
            end=self.end,
            text=self.scan.text[self.start : self.end],
            score=round(max(0.0, min(100.0, self.score)), 1),
        )
