"""Anniversaries and retrospectives: pieces that look back and so never ring."""

import re

from watchers.model import Article

MAX_CHARS = 400
_NUMBER = r"(?:\d{1,3}|one|two|three|four|five|ten|twenty|thirty|forty|fifty|sixty|seventy)"
_LOOKING_BACK = re.compile(
    r"\bon this day\b|\bthis day in history\b|\btoday in history\b|\bflashback\b|\bthrowback\b"
    rf"|\b{_NUMBER} years (?:on|later|ago today|ago this week)\b|\bfrom (?:the|our) archives?\b"
    r"|\blook(?:s|ing)? back (?:at|on)\b|\ba look back\b|\brevisit(?:s|ing|ed)\b|\bremembering\b"
    r"|\b(?:timeline|history|brief history) of\b|\bhow .{3,60} unfolded\b"
    r"|\d{1,3}년\s?전\s?오늘|오늘의\s?역사|역사\s?속\s?오늘|되돌아[본보]|돌아[본보][다는기]|그때\s?그"
    r"|[历歷]史上的今天|\d{1,3}年前的今天|回[顾顧]|[旧舊]闻|今日は何の日|振り返",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(
    r"\b\d{1,3}(?:st|nd|rd|th) anniversary\b|\banniversary of\b|\bmark(?:s|ing)? \d{1,3} years\b"
    rf"|\b{_NUMBER} years (?:since|after)\b|\d{{1,3}}\s?주[년기]|\d{{1,3}}\s?[周週]年",
    re.IGNORECASE,
)
# A parade held on an anniversary is news.
_HAPPENING = re.compile(
    r"\b(?:hold|stage|attend|visit|inspect|launch|fire|parade|ceremony|speech|announce|unveil|vow"
    r"|warn|threaten|arriv|send|receiv|meet|met\b|summit|exercise|drill)|열병식|개최|참석|연설|방문"
    r"|발사|시찰|경축|기념식|거행|举行|舉行|阅兵|閱兵|出席|发射|發射|讲话|講話|访问|訪問|開催|パレード",
    re.IGNORECASE,
)


def find_retrospect(article: Article) -> str:
    """The words in which an article's headline looks back; empty where it does not.

    An anniversary alone looks back; one on which something happens does not.
    """
    title = article.title[:MAX_CHARS]
    found = _LOOKING_BACK.search(title)
    if found is None and not _HAPPENING.search(title):
        found = _ANNIVERSARY.search(title)
    return found.group() if found else ""
