"""What headers say about time."""

from datetime import UTC, datetime

import pytest

from watchers.sources.headers import fresh_for_s, retry_after_s

NOW = datetime(2023, 8, 14, 10, tzinfo=UTC)
DATE = "Mon, 14 Aug 2023 10:00:00 GMT"


@pytest.mark.parametrize(
    ("cache_control", "age", "expires", "expected"),
    [
        ("max-age=300", "", "", 300),
        ("public, MAX-AGE=300", "100", "", 200),
        ("max-age=60", "90", "", 0),
        ("s-maxage=900, max-age=60", "", "", 60),
        ("no-cache, max-age=300", "", "", None),
        ("", "", "Mon, 14 Aug 2023 10:05:00 GMT", 300),
        ("", "", "0", None),
        ("", "", "Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("max-age=99999999", "", "", 7 * 86400),
        ("", "", "", None),
    ],
)
def test_freshness(cache_control: str, age: str, expires: str, expected: float | None) -> None:
    """max-age less Age, else Expires less Date; nothing where caching is forbidden."""
    assert fresh_for_s(cache_control, age, expires, DATE) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", 120),
        ("Mon, 14 Aug 2023 10:02:00 GMT", 120),
        ("Mon, 14 Aug 2023 09:00:00 GMT", 0),
        ("99999999", 7 * 86400),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after(value: str, expected: float | None) -> None:
    """A number of seconds or a date, never longer than a week."""
    assert retry_after_s(value, DATE, NOW) == expected
