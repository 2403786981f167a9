"""Faults that a test or a harness plants: by route, a number of times or by chance."""

import random
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Literal

from tests.fakes.discord.exchange import Call

FaultKind = Literal["error", "drop", "reset", "delay"]


@dataclass(slots=True, kw_only=True)
class Fault:
    """What happens to calls of `route`, a pattern such as `POST /channels/*/messages`.

    `error` answers `status` (and `code`), `drop` closes without an answer, `reset` sends a TCP
    reset, `delay` waits `delay_s` before the work. `is_after` lets the work be done first.
    `times` None is for ever; `chance` is drawn for each call that fits.
    """

    route: str
    kind: FaultKind = "error"
    status: int = 500
    code: int = 0
    message: str = "Internal Server Error"
    is_after: bool = False
    times: int | None = 1
    chance: float = 1.0
    delay_s: float = 0.0
    hits: int = 0

    def fits(self, call: Call) -> bool:
        names = (f"{call.method} {call.template}", f"{call.method} {call.path}")
        return self.times != 0 and any(fnmatchcase(name, self.route) for name in names)


@dataclass(slots=True)
class Faults:
    """The planted faults; of those that fit a call, the first that the dice allow strikes."""

    planted: list[Fault] = field(default_factory=list)
    dice: random.Random = field(default_factory=lambda: random.Random(0))

    def plant(self, fault: Fault) -> Fault:
        self.planted.append(fault)
        return fault

    def clear(self) -> None:
        self.planted.clear()

    def draw(self, call: Call) -> Fault | None:
        """The fault for this call, counted; None when it is spared."""
        for fault in self.planted:
            if fault.fits(call) and (fault.chance >= 1 or self.dice.random() < fault.chance):
                fault.hits += 1
                fault.times = None if fault.times is None else fault.times - 1
                return fault
        return None
