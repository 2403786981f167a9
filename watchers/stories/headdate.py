"""The date that a page prints near its title, for articles that bring none of their own."""

import re
from datetime import date

MAX_CHARS = 250
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<m>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_YEAR = r"(?P<y>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_SEP = r"\s?[-/.]\s?"
_FORMS = (
    re.compile(rf"{_MONTH}\s{{1,3}}{_DAY}\s?,?\s{{1,3}}{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_DAY}\s{{1,3}}{_MONTH}\s?,?\s{{1,3}}{_YEAR}", re.IGNORECASE),
    re.compile(rf"(?<!\d){_YEAR}{_SEP}(?P<m>\d{{1,2}}){_SEP}(?P<d>\d{{1,2}})(?!\d)"),
    re.compile(rf"{_YEAR}\s?[년年]\s?(?P<m>\d{{1,2}})\s?[월月]\s?(?P<d>\d{{1,2}})\s?[일日]"),
    re.compile(rf"(?<!\d)(?P<m>\d{{1,2}}){_SEP}(?P<d>\d{{1,2}}){_SEP}{_YEAR}"),
)


def find_head_date(head: str) -> date | None:
    """The first full date near the top of a text, or None; 14/9/2013 reads as day first."""
    for form in _FORMS:
        found = form.search(head[:MAX_CHARS])
        if found is not None:
            return _as_date(found["y"], found["m"].lower(), found["d"])
    return None


def _as_date(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    first, second = number, int(day)
    if first > 12:
        first, second = second, first
    try:
        return date(int(year), first, second)
    except ValueError:
        return None
