"""A bundled feed as it stands at one stage of the demo: later articles appear, times are filled."""

import re
from datetime import datetime, timedelta
from email.utils import format_datetime

_TIME = re.compile(r"\{(rfc822|rfc3339) (-?\d+)\}")


def set_stage(template: str, stage: int, now: datetime) -> str:
    """The feed with the articles published up to that stage.

    Lines between `%from N` and `%end` belong to stage N and later; `{rfc822 -5}` and
    `{rfc3339 -5}` become the time five minutes before now.
    """
    shown: list[str] = []
    since = 0
    for line in template.splitlines():
        if line.startswith("%"):
            since = int(line.removeprefix("%from ")) if line != "%end" else 0
        elif since <= stage:
            shown.append(_TIME.sub(lambda found: _tell_time(found, now), line))
    return "\n".join(shown) + "\n"


def _tell_time(found: re.Match[str], now: datetime) -> str:
    at = now + timedelta(minutes=int(found[2]))
    return format_datetime(at) if found[1] == "rfc822" else at.isoformat(timespec="seconds")
