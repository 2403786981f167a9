"""Dates as feeds write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.sources.formats.dates import read_date

AT = datetime(2023, 8, 14, 1, 2, 3, tzinfo=UTC)
MINUTE = datetime(2023, 8, 14, 1, 2, tzinfo=UTC)
DAY = datetime(2023, 8, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 14 Aug 2023 10:02:03 +0900",
        "Mon, 14 Aug 2023 01:02:03 GMT",
        "Mon, 14 Aug 23 01:02:03 Z",
        "14 Aug 2023 10:02:03 KST",
        "Sun, 13 Aug 2023 21:02:03 EDT",
        "Monday, 14 August 2023 01:02:03 UTC",
        "Mon,14 Aug 2023 01:02:03 +0000",
        "Mon, 14 Aug 2023 01:02:03",
        "2023-08-14T01:02:03Z",
        "2023-08-14T10:02:03+09:00",
        "2023-08-14T10:02:03.000000000+0900",
        "2023-08-14 01:02:03",
        "20230814T010203Z",
        "20230814010203",
        "Mon Aug 14 01:02:03 2023",
        "Mon Aug 14 01:02:03 GMT 2023",
        "August 14, 2023 01:02:03 AM",
        "2023년 8월 14일 10:02:03 +0900",
        "2023년 8월 14일 (월) 오전 01:02:03",
        "2023年8月14日 01時02分03秒",
        "14.08.2023 01:02:03",
        "lun., 14 août 2023 03:02:03 +0200",
        "Mo, 14 Aug 2023 03:02:03 +0200 (CEST)",
        "14-Aug-2023 01:02:03 GMT",
    ],
)
def test_moment_is_read(text: str) -> None:
    """RFC 822, W3C, asctime, East Asian and other customary ways give the same moment."""
    assert read_date(text) == AT


@pytest.mark.parametrize("text", ["2023-08-14", "14 Aug 2023", "20230814", "14.08.2023"])
def test_day_without_a_time_is_its_midnight(text: str) -> None:
    """A date alone stands for its beginning, in UTC."""
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    "text", ["2023-08-14 10:02 AM", "Aug 14, 2023, 10:02 am", "2023-08-14 10:02"]
)
def test_minutes_are_enough(text: str) -> None:
    """Seconds may be missing."""
    assert read_date(text) == MINUTE.replace(hour=10)


@given(st.text(max_size=100))
def test_any_text_gives_a_moment_or_nothing(text: str) -> None:
    """No text raises, none gives a naive or impossible time."""
    found = read_date(text)

    assert found is None or found.tzinfo is UTC


@given(st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1)))  # noqa: DTZ001
def test_iso_dates_are_read_back(moment: datetime) -> None:
    """What is written in ISO is read as it was written."""
    assert read_date(f"{moment.isoformat()}Z") == moment.replace(tzinfo=UTC)
