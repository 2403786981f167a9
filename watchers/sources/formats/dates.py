"""Dates as feeds write them. What cannot be read for certain is unknown: never today, never now."""

import re
from datetime import UTC, datetime, timedelta, timezone

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier janv januar jän enero ene gennaio gen янв января 1月",
            "feb february février fevrier févr fev februar febrero febbraio фев февраля",
            "mar march mars märz mär maerz marzo мар марта",
            "apr april avril avr abril abr aprile апр апреля",
            "may mai mayo maggio mag май мая",
            "jun june juin juni junio giugno giu июн июня",
            "jul july juillet juil juli julio luglio lug июл июля",
            "aug august août aout agosto ago авг августа",
            "sep sept september septembre septiembre settembre set сен сентября",
            "oct october octobre oktober okt octubre ottobre ott окт октября",
            "nov november novembre noviembre ноя ноября",
            "dec december décembre decembre déc dezember dez diciembre dic dicembre дек декабря",
        ),
        start=1,
    )
    for name in names.split()
}
_ZONES_H = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet"), 0.0),
    **{"est": -5.0, "edt": -4.0, "cst": -6.0, "cdt": -5.0, "mst": -7.0, "mdt": -6.0},
    **{"pst": -8.0, "pdt": -7.0, "et": -5.0, "ct": -6.0, "pt": -8.0, "akst": -9.0, "hst": -10.0},
    **{"cet": 1.0, "cest": 2.0, "met": 1.0, "mest": 2.0, "eet": 2.0, "eest": 3.0, "bst": 1.0},
    **{"west": 1.0, "msk": 3.0, "msd": 4.0, "trt": 3.0, "ist": 5.5, "pkt": 5.0, "gst": 4.0},
    **{"ict": 7.0, "wib": 7.0, "hkt": 8.0, "sgt": 8.0, "pht": 8.0, "awst": 8.0, "kst": 9.0},
    **{"jst": 9.0, "acst": 9.5, "aest": 10.0, "aedt": 11.0, "nzst": 12.0, "nzdt": 13.0},
}
_ISO = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?(?!\d)"
    r"(?:[T\s,]+(?P<time>.*))?$"
)
_COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"
    r"(?:T?(?P<time>\d{6}.*|\d{4}(?:\D.*)?))?$"
)
_NAMED = re.compile(
    r"(?:[^\W\d_]+\.?(?:,\s*|\s+))?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?:de\s+)?"
    r"(?P<month>[^\W\d_]+)\.?,?[\s-]+(?:de\s+)?(?P<year>\d{4}|\d\d)(?!\d)(?:[\sT,]+(?P<time>.*))?$"
)
_MONTH_FIRST = re.compile(
    r"(?:[^\W\d_]+\.?(?:,\s*|\s+))?(?P<month>[^\W\d_]{3,})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"(?:,\s*|\s+)(?P<year>\d{4})(?!\d)(?:[\sT,]+(?P<time>.*))?$"
)
_ASCTIME = re.compile(
    r"(?:[^\W\d_]+\.?(?:,\s*|\s+))?(?P<month>[^\W\d_]{3,})\.?\s+(?P<day>\d{1,2}),?\s+"
    r"(?P<time>\d{1,2}:\d\d(?::\d\d)?(?:\s+[A-Z]{1,5})?)\s+(?P<year>\d{4})$"
)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})(?:[\sT,]+(?P<time>.*))?$"
)
_EAST_ASIAN = re.compile(
    r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]"
    r"(?:\s*\(?[月火水木金土日월화수목금토일]\)?)?\s*(?P<time>.*)$"
)
_FORMS = (_ISO, _COMPACT, _NAMED, _MONTH_FIRST, _ASCTIME, _DAY_FIRST, _EAST_ASIAN)
_TIME = re.compile(
    r"(?:at\s+)?(?P<half>오전|오후|午前|午後|上午|下午)?\s*(?P<hour>\d{1,2})"
    r"(?:[:h時时시]\s*(?P<minute>\d\d)[分분]?(?:[:.]?\s*(?P<second>\d\d)(?:[.,](?P<part>\d+))?秒?)?)?"
    r"\s*(?P<ampm>[ap]\.?m\.?)?[\s,]*(?P<zone>.*)$",
    re.IGNORECASE,
)
_COMPACT_TIME = re.compile(r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?\s*(?P<zone>\D.*)?$")
_OFFSET = re.compile(
    r"(?:(?:GMT|UTC|UT)?\s*)(?P<sign>[+−-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?(?:\s*\(.*\))?$",
    re.IGNORECASE,
)
_LONGEST = 80


def read_date(text: str) -> datetime | None:
    """The moment a feed names, in UTC; None where day, month or year is missing or impossible.

    A time without a zone is taken as UTC, a date without a time as its midnight.
    """
    text = " ".join(text[:_LONGEST].split())
    if not text or len(text) == _LONGEST:
        return None
    for form in _FORMS:
        found = form.match(text)
        if found:
            return _moment(found.groupdict())
    return None


def _moment(parts: dict[str, str | None]) -> datetime | None:
    try:
        day = datetime(
            _year(parts["year"] or ""),
            _month(parts["month"] or ""),
            int(parts.get("day") or 1),
            tzinfo=UTC,
        )
        return _with_time(day, (parts.get("time") or "").strip())
    except (ValueError, OverflowError, KeyError):
        return None


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 2:
        year += 2000 if year < 70 else 1900
    if not 1970 <= year < 2200:
        raise ValueError(text)
    return year


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS[text.lower()]


def _with_time(day: datetime, text: str) -> datetime:
    found = _COMPACT_TIME.match(text) or _TIME.match(text)
    if found is None:
        return day
    parts = {"half": None, "ampm": None, "part": None, **found.groupdict()}
    hour = _hour_of_day(int(parts["hour"] or 0), parts["half"], parts["ampm"])
    second = min(59, int(parts["second"] or 0))  # a leap second is the one before it
    part = int(((parts["part"] or "") + "000000")[:6])
    extra = timedelta(days=1) if hour == 24 else timedelta()
    local = day.replace(
        hour=hour % 24, minute=int(parts["minute"] or 0), second=second, microsecond=part
    )
    return (local + extra).replace(tzinfo=_zone(parts["zone"] or "")).astimezone(UTC)


def _hour_of_day(hour: int, half: str | None, ampm: str | None) -> int:
    mark = (half or ampm or "").lower()
    if mark in {"오후", "午後", "下午"} or mark.startswith("p"):
        return hour if hour >= 12 else hour + 12
    if mark and hour == 12:
        return 0
    if hour > 24:
        raise ValueError(hour)
    return hour


def _zone(text: str) -> timezone:
    """The offset of a zone as written; UTC where none is given or its name is not known."""
    text = text.strip()
    found = _OFFSET.match(text)
    if found:
        minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
        if minutes > 14 * 60:
            return UTC
        return timezone(timedelta(minutes=minutes if found["sign"] == "+" else -minutes))
    name = re.match(r"[A-Za-z]+", text)
    return timezone(timedelta(hours=_ZONES_H.get(name[0].lower() if name else "", 0.0)))
