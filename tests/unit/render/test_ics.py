"""A calendar file that other programs can read."""

from datetime import UTC, date, datetime

from bot.render.ics import CalendarDay, fold, write_ics

STAMP = datetime(2026, 8, 1, 12, tzinfo=UTC)


def test_whole_days_end_on_the_day_after() -> None:
    """The standard's end is exclusive."""
    day = CalendarDay(uid="1@w", first=date(2026, 8, 18), last=date(2026, 8, 28), title="Drill")

    lines = write_ics([day], STAMP).split("\r\n")

    assert "DTSTART;VALUE=DATE:20260818" in lines
    assert "DTEND;VALUE=DATE:20260829" in lines
    assert "DTSTAMP:20260801T120000Z" in lines


def test_text_of_strangers_cannot_leave_its_value() -> None:
    """Commas, semicolons and line breaks are escaped."""
    day = CalendarDay(
        uid="1@w", first=date(2026, 8, 18), last=date(2026, 8, 18), title="a, b; c\r\nEND:VEVENT"
    )

    assert "SUMMARY:a\\, b\\; c\\nEND:VEVENT\r\n" in write_ics([day], STAMP)


def test_long_lines_are_folded_between_characters() -> None:
    """At most 75 octets each, and the same text when unfolded."""
    line = "SUMMARY:" + "을지 자유의 방패 연습 " * 10

    folded = fold(line)

    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))
    assert folded.replace("\r\n ", "").removesuffix("\r\n") == line
