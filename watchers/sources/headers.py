"""What a response's headers say about time: how long it is fresh, when to come back (pure)."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_MAX_AGE = re.compile(r"(?:^|[\s,])(s-maxage|max-age)\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_LINK = re.compile(r"<([^<>]{1,2048})>([^<]*)")
_REL = re.compile(r"\brel\s*=\s*\"?([^\",;]+)", re.IGNORECASE)
_LONGEST_S = 7 * 86400.0


def fresh_for_s(cache_control: str, age: str, expires: str, date: str) -> float | None:
    """Seconds for which the source asks not to be asked again, None where it does not say."""
    if re.search(r"\bno-(cache|store)\b", cache_control, re.IGNORECASE):
        return None
    found = {name.lower(): int(seconds) for name, seconds in _MAX_AGE.findall(cache_control)}
    if "max-age" in found:
        return min(_LONGEST_S, max(0.0, found["max-age"] - (int(age) if age.isdigit() else 0)))
    until, sent = read_date(expires), read_date(date)
    if until is None or sent is None or until <= sent:
        return None
    return min(_LONGEST_S, (until - sent).total_seconds())


def retry_after_s(value: str, date: str, now: datetime) -> float | None:
    """Seconds that Retry-After asks for, given as a number or a date; at most a week."""
    if re.fullmatch(r"\d{1,10}", value.strip()):
        return min(_LONGEST_S, float(value))
    until = read_date(value)
    if until is None:
        return None
    wait: timedelta = until - (read_date(date) or now)
    return min(_LONGEST_S, max(0.0, wait.total_seconds()))


def read_links(header: str) -> dict[str, str]:
    """The targets of a Link header (RFC 8288) by relation, the first of each; as written."""
    found: dict[str, str] = {}
    for target, params in _LINK.findall(header[:8192]):
        rel = _REL.search(params)
        for name in rel[1].lower().split() if rel else ():
            found.setdefault(name, target.strip())
    return found


def read_date(value: str) -> datetime | None:
    """The moment of an HTTP date, None where it is missing or unreadable."""
    try:
        parsed = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
