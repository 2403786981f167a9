"""What a mention is in its article: subject, named in passing, closing reminder, or source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from watchers.matching.codes import reason
from watchers.matching.hits import Hit
from watchers.matching.wordlists import words_of
from watchers.model import Article, Field, Reason, Role, WatchKind

OFTEN = 3
"""Sentences that name a watch from before the middle on make it the subject."""
EARLY, LATE = 0.5, 0.6
"""Shares of the text: what is named only behind LATE, and as a reminder, is background."""
_REACH = 90
_LONGEST_LEAD = 400
_LONGEST_SENTENCE = 1000
_ENDS = re.compile(r"[.!?。]+[\"”’)]*(?:\s+|$)|\n")

_SAYS = words_of(
    """
said says say saying reported reports report reporting quoted cited citing carried announced
announces according added adding noted told tells claims claimed confirmed confirms described
stated states showed shows published released quotes warned wrote writes
"""
)
_FILLERS = words_of(
    """
also on late early earlier later the Monday Tuesday Wednesday Thursday Friday Saturday Sunday in a
an its statement last this week month year morning evening night
"""
)
_AFTER_SOURCE = re.compile(
    rf"""(?:\s*\([^)]{{1,12}}\))?['"’”)\s,]*(?:(?:{"|".join(_FILLERS)})\s+)*(?:{"|".join(_SAYS)})\b"""
    r"|\s*(?:은|는|이|가)?\s*[^.\n]{0,60}?(?:보도했|밝혔|전했|발표했|보도에)"
    r"|\s*[^.。\n]{0,12}(?:报道|報道|報じ|伝え|消息|发布)|\s*(?:сообщил|сообщает|заявил|передаёт|передает)"
    r"|\s*(?:أفادت|ذكرت|قالت|أعلنت)",
    re.IGNORECASE,
)
_BEFORE_SOURCE = re.compile(
    r"(?:according to|citing|(?:quoted|reported|said|cited|carried|released|published) by"
    r"|told|as per|via|per|from)"
    r"\s+(?:the\s+|a\s+|its\s+|state\s+|official\s+|news\s+|agency\s+|media\s+|state-run\s+)*"
    r"(?:[\w’'-]+\s+){0,6}\(?$"
    r"|(?:сообщил[аио]?|сообщает|передаёт|передает|по данным|заявил[аио]?)\s+[«\"]?$"
    r"|(?:据|據)$|(?:وفقا ل|بحسب|وقالت|ذكرت|أفادت|نقلت|قالت)\s*$",
    re.IGNORECASE,
)
_CUES = words_of(
    "to citing by told per via from 据 據 сообщ переда данным заяв وفقا بحسب قالت ذكرت أفادت"
)
_MEDIA = re.compile(r"news|agency|sinmun|times|daily|tass|xinhua|통신|신문|社|通信", re.IGNORECASE)
_MEDIA_SAYS = re.compile(r"\s+(?:calls|urges|slams|warns|praises|denounces|accuses|hails)\b", re.I)

_KIN = words_of(
    """
sister brother wife husband daughter son uncle aunt nephew niece cousin father mother half-brother
half-sister widow aide aides ally allies bodyguard bodyguards guard guards lawyer lawyers
predecessor successor critic critics opponent opponents rival rivals spokesman spokeswoman
spokesperson ex-wife fiancee girlfriend son-in-law daughter-in-law father-in-law family adviser
advisers advisor envoy chef doctor physician biographer friend friends teacher loyalist loyalists
supporter supporters
"""
)
_KIN_WORDS = frozenset(_KIN)
_ADJUNCT = re.compile(
    r"\b(?:during|ahead of|before|at|amid|after|since|following|on eve of|in run-up to)"
    r"\s+(?:the\s+|annual\s+|joint\s+|military\s+)*$|\b(?:injured|hurt|killed|dies|died|lost)\s+in\s+$",
    re.IGNORECASE,
)
_NEARING = re.compile(
    r"\s+(?:\w+\s+)?(?:nears?|looms?|approach(?:es)?|draws near)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_REMINDERS = tuple(
    phrase.strip("\n").replace("_", " ")
    for phrase in words_of(
        """
last_year last_month last_week last_summer last_spring _since_ _annual _every_year _every_second
used_to_ previously prepar next_week next_month next_year comes_as come_as comes_days come_days
comes_weeks comes_a_ come_ahead comes_ahead comes_before comes_after came_a_ came_days
_calls_ _views_ _sees_ _regards_ denounces hosts_ handles_ have_flown have_long has_long has_ruled
has_threatened has_repeatedly has_the_last will_host will_meet will_be_held from_time_to_time
did_not_come for_news_of 바_있다 다음_주 지난해 매년 в_прошлом пройдут ежегодн 昨年 毎年 去年
每年 سنوي
"""
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFound:
    """The role and the reason for it."""

    role: Role
    reason: Reason


def role_of(article: Article, kind: WatchKind, hits: Sequence[Hit]) -> RoleFound:
    """The role of the watch whose counted mentions these are; hits are never empty."""
    hits = _distinct(hits)
    speaking = [hit for hit in hits if _is_source(hit, kind)]
    if len(speaking) == len(hits):
        return _found(Role.SOURCE, "role-source", word=_shown(hits[0]))
    acting = [hit for hit in hits if hit not in speaking]
    owned = [_owned(hit) for hit in acting]
    if all(owned):
        return _found(Role.MENTIONED, "role-owner", word=owned[0])
    in_title = [h for h in acting if h.scan.field is Field.TITLE and not _owned(h)]
    if any(not _is_adjunct(hit, kind) for hit in in_title):
        return _found(Role.SUBJECT, "role-title")
    return _role_by_place(article, [hit for hit in hits if not _owned(hit)] or hits)


def _distinct(hits: Sequence[Hit]) -> list[Hit]:
    """One mention per place."""
    kept: list[Hit] = []
    for hit in hits:
        if not any(hit.scan is k.scan and hit.start < k.end and k.start < hit.end for k in kept):
            kept.append(hit)
    return kept


def _shown(hit: Hit) -> str:
    return hit.scan.text[hit.start : hit.end]


def _role_by_place(article: Article, hits: Sequence[Hit]) -> RoleFound:
    body = [hit for hit in hits if hit.scan.field is not Field.TITLE]
    if not body:
        return _found(Role.MENTIONED, "role-mentioned")
    if len(body) == 1:
        return _role_of_one(article, body[0])
    sentences = {_sentence(hit) for hit in body}
    earliest = min(_share(article, hit) for hit in body)
    if any(_is_lead(hit) for hit in body) and (len(sentences) > 1):
        return _found(Role.SUBJECT, "role-lead")
    if len(sentences) >= OFTEN and earliest < EARLY:
        return _found(Role.SUBJECT, "role-often", count=len(sentences))
    if earliest >= LATE and all(_is_reminder(hit) for hit in body):
        return _found(Role.BACKGROUND, "role-background")
    return _found(Role.MENTIONED, "role-mentioned")


def _role_of_one(article: Article, hit: Hit) -> RoleFound:
    """A watch named once in the body is its subject never."""
    if _share(article, hit) >= LATE and _is_reminder(hit):
        return _found(Role.BACKGROUND, "role-background")
    return _found(Role.MENTIONED, "role-mentioned")


def _bounds(hit: Hit) -> tuple[int, int]:
    """Where the sentence of a mention begins and ends, roughly; looked for once."""
    if hit.sentence is None:
        hit.sentence = _find_bounds(hit)
    return hit.sentence


def _find_bounds(hit: Hit) -> tuple[int, int]:
    text, start, end = hit.scan.text, hit.start, hit.end
    nearest, farthest = max(0, start - _LONGEST_SENTENCE), end + _LONGEST_SENTENCE
    begin = max(
        nearest - 1,
        text.rfind(". ", nearest, start),
        text.rfind("\n", nearest, start),
        text.rfind("? ", nearest, start),
        text.rfind("! ", nearest, start),
        text.rfind("。", nearest, start),
    )
    ends = (text.find(mark, end, farthest) for mark in (". ", "\n", "。"))
    return begin + 1, min((at for at in ends if at >= 0), default=min(len(text), farthest))


def _sentence(hit: Hit) -> tuple[Field, int]:
    return hit.scan.field, _bounds(hit)[0]


def _is_lead(hit: Hit) -> bool:
    """Whether the mention stands in the first two sentences."""
    begin = _bounds(hit)[0]
    if begin >= _LONGEST_SENTENCE:
        return False
    before = hit.scan.text[:begin].strip()
    return not before or (len(before) < _LONGEST_LEAD and len(_ENDS.findall(before)) <= 1)


def _share(article: Article, hit: Hit) -> float:
    if hit.scan.field is Field.SUMMARY:
        return 0.0 if _is_lead(hit) or not article.text else EARLY
    return _bounds(hit)[0] / max(1, len(hit.scan.text))


def _is_reminder(hit: Hit) -> bool:
    begin, end = _bounds(hit)
    sentence = hit.scan.text[begin:end].lower()
    return any(phrase in sentence for phrase in _REMINDERS) or bool(_YEAR.search(sentence))


def _found(role: Role, code: str, **params: str | int) -> RoleFound:
    return RoleFound(role=role, reason=reason(code, **params))


def _owned(hit: Hit) -> str:
    """The person of theirs that is meant ("sister"), "" where they are meant themselves."""
    text = hit.scan.text
    return _kin_behind(text[hit.end : hit.end + _REACH // 2]) or _kin_before(
        text[max(0, hit.start - _REACH // 2) : hit.start]
    )


def _kin_before(before: str) -> str:
    """ "Son of X", "adviser to President X": the word."""
    words = before.split()
    for at in range(len(words) - 1, max(0, len(words) - 4), -1):
        if words[at] in _LINKS and words[at - 1].lower() in _KIN_WORDS:
            return words[at - 1]
    return ""


_LINKS = frozenset(["of", "to", "for"])


def _kin_behind(after: str) -> str:
    """ "X's younger sister", "X ally": the word; not where it owns something in its turn."""
    is_genitive = after[:1] in ("'", "’")
    words = after[2 if is_genitive else 0 :].split(None, 2)
    if not is_genitive and not after.startswith(" "):
        return ""
    near = words[:2] if is_genitive else words[:1]
    return next((word for word in near if word.lower() in _KIN_WORDS), "")


def _is_adjunct(hit: Hit, kind: WatchKind) -> bool:
    """Whether the headline names an event or place only as the time or place of its news."""
    if kind is WatchKind.PERSON:
        return False
    text = hit.scan.text
    if _ADJUNCT.search(text, max(0, hit.start - 40), hit.start):
        return True
    as_before = text[: hit.start].rstrip().lower().endswith((" as", " while"))
    return as_before and bool(_NEARING.match(text, hit.end))


def _is_source(hit: Hit, kind: WatchKind) -> bool:
    """Whether the mention only says who reported it; what a person says is news of that person."""
    if kind is not WatchKind.ORGANISATION:
        return False
    text, start, end = hit.scan.text, hit.start, hit.end
    if hit.scan.field is Field.TITLE and _frames_title(text, start, end):
        return True
    if _AFTER_SOURCE.match(text, end, end + _REACH):
        return True
    if _MEDIA_SAYS.match(text, end) and _MEDIA.search(hit.alias):
        return True
    before = text[max(0, start - _REACH) : start]
    return any(cue in before for cue in _CUES) and bool(_BEFORE_SOURCE.search(before))


def _frames_title(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip(), text[end:].lstrip()
    is_last = not after.strip(".)]\"'”’")
    if is_last and before.endswith((":", "-", "–", "—", "|", "(")):
        return True
    if not before and after.startswith((":", "：", "|")):
        return True
    return after.startswith(('"', "“", "「", "『")) and (not before or before.endswith(("…", ",")))
