"""A calendar file (iCalendar, RFC 5545) of days that the news tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LINE_MAX_BYTES = 75  # RFC 5545 3.1: octets of a line without its break


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One event of whole days; `uid` is the same for the same event in every file."""

    uid: str
    first: date
    last: date
    title: str
    description: str = ""
    url: str = ""


def write_ics(events: Iterable[CalendarDay], stamp: datetime) -> str:
    """The file, with its lines ended and folded as the standard asks."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Watchfloor//EN"]
    for event in events:
        lines += _event(event, stamp)
    return "".join(fold(line) for line in [*lines, "END:VCALENDAR"])


def _event(event: CalendarDay, stamp: datetime) -> list[str]:
    # The end of whole days is the day after the last (RFC 5545 3.6.1).
    end = event.last + timedelta(days=1)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{end:%Y%m%d}",
        f"SUMMARY:{escape_text(event.title)}",
    ]
    if event.description:
        lines.append(f"DESCRIPTION:{escape_text(event.description)}")
    if event.url:
        lines.append(f"URL:{event.url}")
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def escape_text(text: str) -> str:
    """A text value: backslash, semicolon, comma and line break escaped."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def fold(line: str) -> str:
    """The line in pieces of at most 75 octets, none of which splits a character."""
    pieces, piece, size = [], "", 0
    for char in line:
        width = len(char.encode())
        if size + width > LINE_MAX_BYTES:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + char, size + width
    return "\r\n".join([*pieces, piece]) + "\r\n"
