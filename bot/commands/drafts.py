"""What a person has begun in a reply and not yet confirmed; kept in memory for 15 minutes."""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

T = TypeVar("T")

LIVES_FOR = timedelta(minutes=15)
"""Discord: a reply can be edited for 15 minutes, so that no button of it works longer."""
MOST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    value: object
    until: datetime


class Drafts:
    """Values by a token that fits into a button. Nothing here is owed: lost, it is asked again."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    def keep(self, value: object, token: str = "") -> str:
        """The token under which the value is found; an earlier token keeps its place."""
        token = token or secrets.token_urlsafe(8)
        self._kept[token] = _Kept(value=value, until=self._clock() + LIVES_FOR)
        self._kept.move_to_end(token)
        self._forget()
        return token

    def find(self, token: str, kind: type[T]) -> T | None:
        """The value of that kind, or None where it is too old or was lost in a restart."""
        kept = self._kept.get(token)
        if kept is None or kept.until < self._clock() or not isinstance(kept.value, kind):
            return None
        return kept.value

    def drop(self, token: str) -> None:
        """Forget it: done or cancelled."""
        self._kept.pop(token, None)

    def _forget(self) -> None:
        while len(self._kept) > MOST or self._is_oldest_over():
            self._kept.popitem(last=False)

    def _is_oldest_over(self) -> bool:
        oldest = next(iter(self._kept.values()), None)
        return oldest is not None and oldest.until < self._clock()
