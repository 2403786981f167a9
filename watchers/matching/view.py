"""An article while it is judged: its fields as read, and questions about its words."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime

from watchers.matching.likeness import is_ordinary
from watchers.matching.scan import Scan
from watchers.model import Field, LineClass
from watchers.text.lines import lines_around
from watchers.text.normalise import normalise
from watchers.text.tokens import UNSPACED

_AIRCRAFT = re.compile(r"\b(?:[A-Z]{1,2}-?\d{1,3}[A-Z]?s?|M[iI][gG]-?\d\d)\b")
_TITLE_CASE_SHARE = 0.6
_SMALL_WORD = 3
_MANY_WORDS = 4
_LONGEST_LOWERED = 200_000


@dataclass(slots=True)
class View:
    """Worked out once, and only what is asked for."""

    at: datetime
    scans: list[Scan]
    capitals: dict[str, bool] = field(default_factory=dict)
    _words: frozenset[str] | None = None
    _aircraft: str | None = None
    _lowered: str | None = None
    _title_case: dict[Field, bool] = field(default_factory=dict)

    @property
    def words(self) -> frozenset[str]:
        """Every word of the article in small letters."""
        if self._words is None:
            self._words = frozenset(w.lower() for scan in self.scans for w in scan.words.words)
        return self._words

    def has(self, phrase: str) -> bool:
        """Whether the phrase stands in the article, whatever its case."""
        wanted = normalise(phrase).text.strip()
        if not wanted:
            return False
        if UNSPACED.search(wanted):
            return wanted in self._text()
        return _stands_alone(wanted, self._text())

    def _text(self) -> str:
        if self._lowered is None:
            whole = "\n".join(scan.text for scan in self.scans)
            self._lowered = normalise(whole[:_LONGEST_LOWERED]).text
        return self._lowered

    @property
    def aircraft(self) -> str:
        """The first designation of an aircraft (F-16, MiG-29); "" where there is none."""
        if self._aircraft is None:
            found = (_AIRCRAFT.search(scan.text) for scan in self.scans)
            self._aircraft = next((match.group() for match in found if match), "")
        return self._aircraft

    def is_title_case(self, scan: Scan) -> bool:
        """Whether most words of the field begin with a capital, as in many headlines."""
        known = self._title_case.get(scan.field)
        if known is None:
            known = self._title_case[scan.field] = _is_title_case(scan)
        return known


def _is_title_case(scan: Scan) -> bool:
    """Whether everyday words have capitals; where there are none, whether nearly all words have."""
    if scan.field is not Field.TITLE:
        return False
    words = [w for w in scan.words.words[1:] if len(w) > _SMALL_WORD and w[0].isalpha()]
    everyday = [w for w in words if is_ordinary(w)]
    asked = everyday or (words if len(words) >= _MANY_WORDS else [])
    return bool(asked) and sum(w[0].isupper() for w in asked) >= _TITLE_CASE_SHARE * len(asked)


def _stands_alone(wanted: str, text: str) -> bool:
    at = text.find(wanted)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(wanted) : at + len(wanted) + 1]
        if not (before.isalnum() or after.isalnum()):
            return True
        at = text.find(wanted, at + 1)
    return False


def line_kind(scan: Scan, start: int) -> LineClass:
    """What the line of a mention is; a title is always read."""
    if scan.field is Field.TITLE:
        return LineClass.PROSE
    begin = scan.text.rfind("\n", 0, start) + 1
    parts = scan.line_parts.get(begin)
    if parts is None:
        parts = scan.line_parts[begin] = lines_around(scan.text, start)
    if len(parts) == 1:
        return parts[0].kind
    return parts[bisect_right(parts, start, key=lambda part: part.start) - 1].kind
