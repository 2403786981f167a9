"""Anniversaries and retrospectives: pieces that look back and so never ring."""

import re

from watchers.model import Article

MAX_CHARS = 400
_LOOKING_BACK = re.compile(
    r"\bon this day\b|\bthis day in history\b|\btoday in history\b|\bflashback\b"
    r"|\b\d{1,3}(?:st|nd|rd|th)? anniversary\b|\banniversary of\b|\bmarks? \d{1,3} years\b"
    r"|\b(?:\d{1,3}|one|two|three|four|five|ten|twenty|fifty) years (?:on|after|later|ago today)\b"
    r"|\blooking back\b|\ba look back\b|\bthrowback\b|\bfrom the archives?\b|\ba timeline of\b"
    r"|\d{1,3}\s?주년|\d{1,3}\s?주기|\d{1,3}년\s?전\s?오늘|오늘의\s?역사|역사\s?속\s?오늘|돌아보"
    r"|\d{1,3}\s?[周週]年|历史上的今天|歷史上的今天|\d{1,3}年前的今天|回顾|回顧|今日は何の日",
    re.IGNORECASE,
)


def find_retrospect(article: Article) -> str:
    """The words in which an article's title looks back; empty where it does not."""
    found = _LOOKING_BACK.search(article.title[:MAX_CHARS])
    return found.group() if found else ""
