"""The day on which an article was written, where it was written."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from watchers.model import Article
from watchers.stories.times import published_at_of

_CITIES = {
    "Asia/Seoul": ("SEOUL", "서울", "BUSAN", "首尔", "首爾"),
    "Asia/Pyongyang": ("PYONGYANG", "평양", "平壤", "KCNA", "조선중앙통신", "朝中社"),
    "Asia/Tokyo": ("TOKYO", "도쿄", "东京", "東京"),
    "Asia/Shanghai": ("BEIJING", "SHANGHAI", "베이징", "北京", "上海"),
    "Asia/Taipei": ("TAIPEI", "타이베이", "台北"),
    "Asia/Manila": ("MANILA",),
    "America/New_York": ("WASHINGTON", "NEW YORK", "워싱턴", "뉴욕", "华盛顿", "纽约"),
    "America/Los_Angeles": ("LOS ANGELES", "SAN FRANCISCO"),
    "Europe/London": ("LONDON", "런던", "伦敦"),
    "Europe/Paris": ("PARIS", "파리", "巴黎"),
    "Europe/Berlin": ("BERLIN", "BRUSSELS", "GENEVA", "VIENNA"),
    "Europe/Moscow": ("MOSCOW", "모스크바", "莫斯科"),
    "Europe/Kyiv": ("KYIV", "KIEV"),
    "Asia/Kolkata": ("NEW DELHI",),
    "Asia/Jerusalem": ("JERUSALEM", "TEL AVIV"),
    "Asia/Tehran": ("TEHRAN",),
    "Australia/Sydney": ("SYDNEY", "CANBERRA"),
    "Pacific/Honolulu": ("HONOLULU",),
}
_ZONES = {city: zone for zone, cities in _CITIES.items() for city in cities}
_BY_LANGUAGE = {"ko": "Asia/Seoul", "ja": "Asia/Tokyo", "zh": "Asia/Shanghai"}
_DATELINE = re.compile(r"^\W{0,2}([A-Z][A-Z .]{3,24}?)\s*(?:[,(/—–-]|\s[A-Z][a-z])")
_CJK_DATELINE = re.compile(r"^\W{0,2}([가-힣]{2,4}|[一-鿿]{2,4})\s?(?:[=(（]|\d|讯|電|电)")
_KCNA = re.compile(r"\bKCNA\b|Korean Central News Agency|조선중앙통신|朝中社")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The local day of writing, from which other days are told, and its zone."""

    day: date
    zone: str

    def nearest(self, month: int, day: int) -> date | None:
        """The date of that month and day nearest to the writing; None where there is none."""
        years = (self.day.year - 1, self.day.year, self.day.year + 1)
        dates = [made for year in years if (made := make_date(year, month, day)) is not None]
        return min(dates, key=lambda made: abs((made - self.day).days), default=None)

    def nearest_day(self, day: int) -> date | None:
        """The date with that day of the month nearest to the day of writing."""
        months = (self.day.replace(day=1) + timedelta(days=shift) for shift in (-1, 0, 45))
        dates = [made for m in months if (made := make_date(m.year, m.month, day)) is not None]
        return min(dates, key=lambda made: abs((made - self.day).days), default=None)

    def weekday(self, weekday: int, *, weeks: int) -> date:
        """That day (0 Monday) of the week so many weeks on."""
        monday = self.day - timedelta(days=self.day.weekday())
        return monday + timedelta(days=weekday, weeks=weeks)

    def last(self, weekday: int) -> date:
        """The latest such weekday up to the day of writing."""
        return self.day - timedelta(days=(self.day.weekday() - weekday) % 7)

    def coming(self, weekday: int) -> date:
        """The first such weekday from the day of writing on."""
        return self.day + timedelta(days=(weekday - self.day.weekday()) % 7)


def find_anchor(article: Article) -> Anchor:
    """The article's day in the zone of its dateline, else of its agency or language, else UTC."""
    zone = _zone(article)
    at: datetime = published_at_of(article) or article.first_seen_at
    return Anchor(day=at.astimezone(UTC).astimezone(ZoneInfo(zone)).date(), zone=zone)


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _zone(article: Article) -> str:
    body = (article.text or article.summary)[:200]
    for pattern in (_DATELINE, _CJK_DATELINE):
        found = pattern.match(body)
        if found and (zone := _ZONES.get(found[1].strip())):
            return zone
    if _KCNA.search(f"{article.title} {article.text or article.summary}"[:4000]):
        return "Asia/Pyongyang"
    return _BY_LANGUAGE.get(article.language, "UTC")
