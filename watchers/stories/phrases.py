"""Words that name days, in English, Korean, Chinese and Japanese, read from a day of writing."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from watchers.stories.anchors import Anchor, make_date

MAX_SPAN = timedelta(days=120)
"""A longer range is two dates that a dash stands between by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Days named at text[start:end]; `last` None where only the first is told ("from Monday")."""

    start: int
    end: int
    first: date
    last: date | None
    has_year: bool = False


Reader = Callable[[re.Match[str], Anchor], "tuple[date | None, date | None]"]

_MONTH_NAMES = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    "|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_TO = r"\s*(?:-|–|—|~|to|through|thru|until|till|and)\s*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_HAN_WEEK = "一二三四五六日天"
_KO_WEEK = "월화수목금토일"
_JA_WEEK = "月火水木金土日"
_KO_TO = r"\s?(?:~|∼|-|–|부터|에서)\s?"
_HAN_MONTHS = r"(?P<how>本月|上个?月|下个?月|今月|来月|先月)の?"
_HAN_TO = r"\s?(?:~|-|–|—|至|到|から|～)\s?"


def find_phrases(text: str, anchor: Anchor, *, is_ahead: bool) -> list[Phrase]:
    """The phrases of a text in order, none inside another; bare weekdays lie ahead or behind."""
    found: list[Phrase] = []
    for pattern, read in _FORMS:
        for match in pattern.finditer(text):
            if any(match.start() < one.end and one.start < match.end() for one in found):
                continue
            first, last = read(match, anchor)
            if first is not None and _is_span(first, last):
                found.append(_phrase(match, first, last))
    found = [_with_weekday(text, phrase) for phrase in found]
    found += _weekdays(text, anchor, found, is_ahead=is_ahead)
    return sorted(found, key=lambda phrase: phrase.start)


def has_weekday(text: str) -> bool:
    """Whether a phrase of the text may lie ahead or behind, as a bare weekday does."""
    return _EN_WEEKDAYS.search(text) is not None


def _with_weekday(text: str, phrase: Phrase) -> Phrase:
    """ "Monday, August 21" is one phrase."""
    before = _WEEKDAY_BEFORE.search(text[: phrase.start])
    return replace(phrase, start=before.start()) if before else phrase


def _phrase(match: re.Match[str], first: date, last: date | None) -> Phrase:
    has_year = bool({"y", "Y"} & {name for name, part in match.groupdict().items() if part})
    return Phrase(start=match.start(), end=match.end(), first=first, last=last, has_year=has_year)


def _is_span(first: date, last: date | None) -> bool:
    return last is None or timedelta() <= last - first <= MAX_SPAN


def _weekdays(
    text: str, anchor: Anchor, taken: list[Phrase], *, is_ahead: bool
) -> Iterator[Phrase]:
    """Bare English weekdays: the coming one where the text looks ahead, else the latest."""
    for match in _EN_WEEKDAYS.finditer(text):
        if any(match.start() < one.end and one.start < match.end() for one in taken):
            continue
        first = _english_weekday(match["a"], match["how"], anchor, is_ahead=is_ahead)
        last = first
        if match["b"]:
            last = first + timedelta(days=(_week_index(match["b"]) - first.weekday()) % 7)
            if last > anchor.day and not is_ahead:
                first, last = first - timedelta(weeks=1), last - timedelta(weeks=1)
        yield _phrase(match, first, last)


def _english_weekday(name: str, how: str | None, anchor: Anchor, *, is_ahead: bool) -> date:
    weekday = _week_index(name)
    match (how or "").lower():
        case "next":
            return anchor.weekday(weekday, weeks=1)
        case "last":
            return anchor.weekday(weekday, weeks=-1)
        case "this":
            return anchor.weekday(weekday, weeks=0)
        case "coming":
            return anchor.coming(weekday)
    return anchor.coming(weekday) if is_ahead else anchor.last(weekday)


def _week_index(name: str) -> int:
    return _WEEKDAYS.index(name.lower()[:3])


def _dated(year: str | None, month: str, day: str, anchor: Anchor) -> date | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month.lower()[:3]) + 1
    of_month = int(re.sub(r"\D", "", day))
    if year:
        return make_date(int(year), number, of_month)
    return anchor.nearest(number, of_month)


def _range(match: re.Match[str], anchor: Anchor) -> tuple[date | None, date | None]:
    """Groups y m d and Y M D; what the second half leaves out it has from the first."""
    parts = match.groupdict()
    year = parts.get("y") or parts.get("Y")
    first = _dated(year, parts["m"], parts["d"], anchor)
    second_month = parts.get("M") or parts["m"]
    last = _dated(parts.get("Y") or year, second_month, parts["D"], anchor)
    if first and last and last < first and not year:
        last = last.replace(year=first.year + 1) if second_month != parts["m"] else last
    return first, last


def _single(match: re.Match[str], anchor: Anchor) -> tuple[date | None, date | None]:
    parts = match.groupdict()
    day = _dated(parts.get("y"), parts["m"], parts["d"], anchor)
    return day, day


def _days_only(match: re.Match[str], anchor: Anchor) -> tuple[date | None, date | None]:
    """ "18~28일": days of the nearest month; a word before them may say which month."""
    parts = match.groupdict()
    first = _of_month(parts.get("how") or "", int(parts["d"]), anchor)
    if first is None:
        return None, None
    until = parts.get("D")
    return first, make_date(first.year, first.month, int(until)) if until else first


def _of_month(how: str, day: int, anchor: Anchor) -> date | None:
    how = how.replace(" ", "")
    shift = {"다음달": 1, "내달": 1, "下月": 1, "下个月": 1, "来月": 1}.get(how, 0)
    shift = {"지난달": -1, "上月": -1, "上个月": -1, "先月": -1}.get(how, shift)
    if shift or how in ("이달", "本月", "今月"):
        months = anchor.day.year * 12 + anchor.day.month - 1 + shift
        return make_date(months // 12, months % 12 + 1, day)
    near = anchor.nearest_day(day)
    if near is None or not how:
        return near
    return _on_side(near, how, anchor)


def _on_side(near: date, how: str, anchor: Anchor) -> date:
    """ "오는" looks ahead and "지난" back, whichever month is nearest."""
    if how == "오는" and near < anchor.day:
        months = near.year * 12 + near.month
        return make_date(months // 12, months % 12 + 1, near.day) or near
    if how == "지난" and near > anchor.day:
        months = near.year * 12 + near.month - 2
        return make_date(months // 12, months % 12 + 1, near.day) or near
    return near


def _cjk_weekday(match: re.Match[str], anchor: Anchor) -> tuple[date | None, date | None]:
    letters = next(s for s in (_KO_WEEK, _HAN_WEEK, _JA_WEEK) if match["w"] in s)
    weekday = min(letters.index(match["w"]), 6)
    how = (match["how"] or "").replace(" ", "")
    weeks = {"다음주": 1, "내주": 1, "下": 1, "来週": 1, "지난주": -1, "上": -1, "先週": -1}
    if how in weeks:
        day = anchor.weekday(weekday, weeks=weeks[how])
    elif how == "오는":
        day = anchor.coming(weekday)
    else:
        day = anchor.weekday(weekday, weeks=0)
    return day, day


def _relative(match: re.Match[str], anchor: Anchor) -> tuple[date | None, date | None]:
    day = anchor.day + timedelta(days=_RELATIVE[match.group().lower()])
    return day, day


_RELATIVE = {
    "today": 0, "tomorrow": 1, "yesterday": -1, "오늘": 0, "내일": 1, "모레": 2, "어제": -1,
    "그제": -2, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "後天": 2, "昨天": -1,
    "昨日": -1, "前天": -2,
}  # fmt: skip
_CJK_RELATIVE = "|".join(word for word in _RELATIVE if not word.isascii())

_EN_WEEKDAYS = re.compile(
    rf"\b(?:(?P<how>next|last|this|coming)\s+)?(?P<a>{_WEEKDAY})(?:{_TO}(?P<b>{_WEEKDAY}))?\b"
)
_WEEKDAY_BEFORE = re.compile(rf"\b{_WEEKDAY},?\s+$")
_M = rf"(?P<m>{_MONTH_NAMES})\.?"
_M2 = rf"(?P<M>{_MONTH_NAMES})\.?"
_Y = rf"(?:,?\s+(?P<y>{_YEAR}))?"
_Y2 = rf"(?:,?\s+(?P<Y>{_YEAR}))?"
_KO_Y = r"(?:(?P<y>\d{4})년\s?)?"
_HAN_Y = r"(?:(?P<y>\d{4})年\s?)?"
_FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(rf"\b{_M}\s+(?P<d>{_DAY}){_Y}{_TO}{_M2}\s+(?P<D>{_DAY}){_Y2}(?!\d)"), _range),
    (re.compile(rf"\b{_M}\s+(?P<d>{_DAY}){_TO}(?P<D>{_DAY})(?![\d:]){_Y}"), _range),
    (re.compile(rf"(?<!\d)(?P<d>{_DAY})\s+{_M}{_Y}{_TO}(?P<D>{_DAY})\s+{_M2}{_Y2}\b"), _range),
    (re.compile(rf"(?<!\d)(?P<d>{_DAY}){_TO}(?P<D>{_DAY})\s+(?:of\s+)?{_M}{_Y}\b"), _range),
    (re.compile(rf"\b{_M}\s+(?P<d>{_DAY})(?!\d|[-–]\d|:\d|,\d){_Y}"), _single),
    (re.compile(rf"(?<![\d.,])(?P<d>{_DAY})\s+(?:of\s+)?{_M}{_Y}(?!\w)"), _single),
    (re.compile(rf"(?<!\d)(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"), _single),
    (
        re.compile(
            rf"{_KO_Y}(?P<m>\d{{1,2}})월\s?(?P<d>\d{{1,2}})일?{_KO_TO}"
            r"(?:(?P<Y>\d{4})년\s?)?(?:(?P<M>\d{1,2})월\s?)?(?P<D>\d{1,2})일"
        ),
        _range,
    ),
    (re.compile(rf"{_KO_Y}(?P<m>\d{{1,2}})월\s?(?P<d>\d{{1,2}})일"), _single),
    (
        re.compile(
            rf"{_HAN_Y}(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})[日号號]?{_HAN_TO}"
            r"(?:(?P<Y>\d{4})年\s?)?(?:(?P<M>\d{1,2})月)?(?P<D>\d{1,2})[日号號]"
        ),
        _range,
    ),
    (re.compile(rf"{_HAN_Y}(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})[日号號]"), _single),
    (
        re.compile(
            r"(?:(?P<how>오는|지난\s?달|지난|이달|다음\s?달|내달)\s?)?(?<!\d)(?P<d>\d{1,2})일?"
            rf"{_KO_TO}(?P<D>\d{{1,2}})일(?![간째])"
        ),
        _days_only,
    ),
    (
        re.compile(
            r"(?:(?P<how>오는|지난\s?달|지난|이달|다음\s?달|내달)\s?)?(?<![\d월.])(?P<d>\d{1,2})일"
            r"(?![간째본])"
        ),
        _days_only,
    ),
    (
        re.compile(
            rf"(?:{_HAN_MONTHS}|(?<!\d))(?P<d>\d{{1,2}})[日号號]?"
            rf"{_HAN_TO}(?P<D>\d{{1,2}})[日号號](?![间間])"
        ),
        _days_only,
    ),
    (
        re.compile(rf"(?:{_HAN_MONTHS}|(?<![\d月]))(?P<d>\d{{1,2}})[日号號](?![间間本])"),
        _days_only,
    ),
    (
        re.compile(
            rf"(?:(?P<how>다음\s?주|내주|지난\s?주|이번\s?주|오는)\s?)?(?P<w>[{_KO_WEEK}])요일"
        ),
        _cjk_weekday,
    ),
    (
        re.compile(rf"(?P<how>[下上本这這])?(?:周|週|星期|礼拜|禮拜)(?P<w>[{_HAN_WEEK}])"),
        _cjk_weekday,
    ),
    (re.compile(rf"(?:(?P<how>来週|今週|先週)の?)?(?P<w>[{_JA_WEEK}])曜日?"), _cjk_weekday),
    (re.compile(rf"\b(?:today|tomorrow|yesterday)\b|{_CJK_RELATIVE}", re.IGNORECASE), _relative),
)
