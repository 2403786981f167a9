"""What a mention is in its article: subject, named in passing, closing reminder, or source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from watchers.matching.hits import Hit
from watchers.matching.wordlists import words_of
from watchers.model import Article, Field, Reason, Role, WatchKind

LEAD_CHARACTERS = 320
"""How far the lead of an article reaches where it has no paragraphs."""
OFTEN = 4
BACKGROUND_FROM = 0.55
"""Mentions that all stand behind this share of the text are reminders."""

_SAYS = words_of(
    """
said says say saying reported reports report reporting quoted cited citing carried announced
announces according added adding noted told tells claims claimed confirmed confirms described
stated states showed shows published released quotes warned wrote writes
"""
)
_AFTER_SOURCE = re.compile(
    rf"""(?:\s*\([^)]{{1,12}}\))?['"’”)\s,]*(?:(?:also|on|late|early|earlier|later|the|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|in|a|an|its|statement)\s+)*(?:{"|".join(_SAYS)})\b""",
    re.IGNORECASE,
)
_BEFORE_SOURCE = re.compile(
    r"(?:according to|citing|(?:quoted|reported|said|cited|carried|released|published) by"
    r"|told|as per|via|per|from)"
    r"\s+(?:the\s+|a\s+|its\s+|state\s+|official\s+|news\s+|agency\s+|media\s+|state-run\s+)*(?:[\w’'-]+\s+){0,6}\(?$",
    re.IGNORECASE,
)
_CUES = (" to ", "citing", " by ", "told", " per ", "via", "from", "According")
_KIN = words_of(
    """
sister brother wife husband daughter son uncle aunt nephew niece cousin father mother
half-brother half-sister widow aide aides ally allies bodyguard bodyguards lawyer lawyers
predecessor successor critic critics opponent opponents rival rivals spokesman spokeswoman
spokesperson ex-wife fiancee girlfriend son-in-law daughter-in-law father-in-law family adviser
advisers envoy chef doctor physician biographer friend friends teacher rival younger older elder
powerful late influential
"""
)
_OWNER = re.compile(rf"['’]s?\s+(?:[\w-]+\s+){{0,1}}?(?P<kin>{'|'.join(_KIN)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFound:
    role: Role
    reason: Reason


def role_of(article: Article, kind: WatchKind, hits: Sequence[Hit]) -> RoleFound:
    """The role of the watch whose counted mentions these are; hits are never empty."""
    speaking = [hit for hit in hits if _is_source(hit, kind)]
    if len(speaking) == len(hits):
        word = hits[0].scan.text[hits[0].start : hits[0].end]
        return _found(Role.SOURCE, "role-source", word=word)
    acting = [hit for hit in hits if hit not in speaking]
    titled = [hit for hit in acting if hit.scan.field is Field.TITLE]
    if titled:
        owned = [_owned(hit) for hit in titled]
        if all(owned):
            return _found(Role.MENTIONED, "role-owner", word=owned[0])
        return _found(Role.SUBJECT, "role-title")
    return _role_by_place(article, acting)


def _role_by_place(article: Article, acting: Sequence[Hit]) -> RoleFound:
    places = [_place(article, hit) for hit in acting]
    owned = [_owned(hit) for hit in acting]
    if all(owned):
        return _found(Role.MENTIONED, "role-owner", word=owned[0])
    sentences = len(places)
    if any(place.is_lead for place in places) and sentences > 1:
        return _found(Role.SUBJECT, "role-lead")
    if sentences >= OFTEN and min(place.share for place in places) < BACKGROUND_FROM:
        return _found(Role.SUBJECT, "role-often", count=sentences)
    if all(place.share >= BACKGROUND_FROM and not place.is_lead for place in places):
        return _found(Role.BACKGROUND, "role-background")
    return _found(Role.MENTIONED, "role-mentioned")


@dataclass(frozen=True, slots=True)
class _Place:
    share: float
    is_lead: bool


def _place(article: Article, hit: Hit) -> _Place:
    if hit.scan.field is Field.SUMMARY:
        return _Place(0.0, hit.start < LEAD_CHARACTERS)
    text = article.text
    first_line = text.find("\n", min(len(text), LEAD_CHARACTERS // 2))
    lead_end = min(LEAD_CHARACTERS, first_line if first_line >= 0 else LEAD_CHARACTERS)
    return _Place(hit.start / max(1, len(text)), hit.start < lead_end)


def _found(role: Role, code: str, **params: str | int) -> RoleFound:
    return RoleFound(role=role, reason=Reason(code=code, params=params))


def _owned(hit: Hit) -> str:
    """The person of theirs that is meant ("sister"), "" where they are meant themselves."""
    match = _OWNER.match(hit.scan.text, hit.end)
    return match["kin"] if match else ""


def _is_source(hit: Hit, kind: WatchKind) -> bool:
    """Whether the mention only says who reported it; what a person says is news of that person."""
    if kind is not WatchKind.ORGANISATION:
        return False
    text, start, end = hit.scan.text, hit.start, hit.end
    if hit.scan.field is Field.TITLE and _frames_title(text, start, end):
        return True
    if _AFTER_SOURCE.match(text, end, end + 80):
        return True
    before = text[max(0, start - 80) : start]
    return any(cue in before for cue in _CUES) and bool(_BEFORE_SOURCE.search(before))


def _frames_title(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip(), text[end:].lstrip()
    is_last = not after.strip(".)]\"'”’")
    return (is_last and before.endswith((":", "-", "–", "—", "|", "("))) or (
        not before and after.startswith((":", "|"))
    )
