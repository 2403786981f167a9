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
_OWNED = re.compile(
    rf"(?:['’]s?\s+(?:[\w-]+\s+)?|\s+)(?P<kin>{'|'.join(_KIN)})\b(?!['’])", re.IGNORECASE
)
_OWNING = re.compile(
    rf"\b(?P<kin>{'|'.join(_KIN)})\s+(?:of|to|for)\s+(?:[\w.-]+\s+){{0,3}}$", re.IGNORECASE
)
_ADJUNCT = re.compile(
    r"\b(?:during|ahead of|before|at|amid|after|since|following|on eve of|in run-up to)"
    r"\s+(?:the\s+|annual\s+|joint\s+|military\s+)*$|\b(?:injured|hurt|killed|dies|died|lost)\s+in\s+$",
    re.IGNORECASE,
)
_NEARING = re.compile(
    r"\s+(?:\w+\s+)?(?:nears?|looms?|approach(?:es)?|draws near)\b", re.IGNORECASE
)
_REMINDER = re.compile(
    "|".join(
        (
            r"\b(?:19|20)\d\d\b|\blast (?:year|month|week|summer|spring)|\bsince\b|\bannual",
            r"\bevery (?:year|second)|\bused to\b|\bpreviously\b|\bprepar",
            r"\bnext (?:week|month|year)",
            r"\bcomes? (?:as|days|weeks|a |ahead|before|after)\b|\bcame (?:a|days)",
            r"\b(?:calls|views|sees|regards|denounces|hosts|handles)\b|\bhave (?:flown|long)",
            r"\bhas (?:long|ruled|threatened|repeatedly|the last)|\bwill (?:host|meet|be held)",
            r"\bfrom time to time|\bdid not come|\bfor news of|바 있다|다음 주|지난해|매년",
            r"в прошлом|пройдут|ежегодн|昨年|毎年|去年|每年|سنوي",
        )
    ),
    re.IGNORECASE,
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
    """Where the sentence of a mention begins and ends, roughly."""
    text = hit.scan.text
    begin = max(text.rfind(mark, 0, hit.start) for mark in (". ", "\n", "! ", "? ", "。")) + 1
    ends = [at for mark in (". ", ".\n", "\n", "。") if (at := text.find(mark, hit.end)) >= 0]
    return begin, min(ends, default=len(text))


def _sentence(hit: Hit) -> tuple[Field, int]:
    return hit.scan.field, _bounds(hit)[0]


def _is_lead(hit: Hit) -> bool:
    """Whether the mention stands in the first two sentences."""
    before = hit.scan.text[: _bounds(hit)[0]].strip()
    return not before or (len(before) < _LONGEST_LEAD and len(_ENDS.findall(before)) <= 1)


def _share(article: Article, hit: Hit) -> float:
    if hit.scan.field is Field.SUMMARY:
        return 0.0 if _is_lead(hit) or not article.text else EARLY
    return _bounds(hit)[0] / max(1, len(hit.scan.text))


def _is_reminder(hit: Hit) -> bool:
    begin, end = _bounds(hit)
    return bool(_REMINDER.search(hit.scan.text, begin, end))


def _found(role: Role, code: str, **params: str | int) -> RoleFound:
    return RoleFound(role=role, reason=reason(code, **params))


def _owned(hit: Hit) -> str:
    """The person of theirs that is meant ("sister"), "" where they are meant themselves."""
    text = hit.scan.text
    match = _OWNED.match(text, hit.end)
    if match is None:
        before = text[max(0, hit.start - 60) : hit.start]
        if any(link in before for link in (" of ", " to ", " for ")):
            match = _OWNING.search(before)
    return match["kin"] if match else ""


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
