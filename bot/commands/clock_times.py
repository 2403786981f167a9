"""Local times and days as people write them: "8", "8:30 pm", "18.00"."""

import re

from watchers.model import Reason

_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?", re.IGNORECASE)
_SEPARATORS = re.compile(r"[,;\n]+")
TIMES_MAX = 6


def read_time(typed: str) -> str | Reason:
    """The time as "HH:MM"; a refusal where no clock shows it."""
    found = _TIME.fullmatch(typed.strip())
    if found is None:
        return Reason(code="no-such-time", params={"typed": typed})
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return Reason(code="no-such-time", params={"typed": typed})
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    if hour > 23 or minute > 59:
        return Reason(code="no-such-time", params={"typed": typed})
    return f"{hour:02}:{minute:02}"


def read_times(typed: str) -> tuple[str, ...] | Reason:
    """Each time once, in order; none for an empty text."""
    times: list[str] = []
    for part in filter(str.strip, _SEPARATORS.split(typed)):
        read = read_time(part)
        if isinstance(read, Reason):
            return read
        times.append(read)
    if len(times) > TIMES_MAX:
        return Reason(code="too-many-times", params={"most": TIMES_MAX})
    return tuple(sorted(set(times)))
