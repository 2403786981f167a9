"""What a wire says of its own dispatch: urgent, lead, update, correction, wrap-up, kill (pure)."""

import re

from watchers.model import Mark

_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|\d{1,2})"
_HEADS: tuple[tuple[Mark, re.Pattern[str]], ...] = tuple(
    (mark, re.compile(pattern, re.IGNORECASE))
    for mark, pattern in (
        (
            Mark.RETRACTION,
            r"[\[(]?\s*(?:(?:mandatory\s+)?kill|bulletin\s+kill|withdrawn?|retract(?:ed|ion)|기사\s*취소|"
            r"전문\s*취소|撤稿|取り消し|記事取り消し)\s*(?:[\])]\s*[:：-]?|[:：-]|$)",
        ),
        (
            Mark.CORRECTION,
            r"(?:[\[(]\s*(?:correct(?:ed|ion|s)|clarification|refile|정정|訂正|更正|исправлено)\s*[\])]"
            r"|(?:correct(?:ed|ion)|clarification|refile|정정|訂正|更正)\s*(?:[:：]|-(?=\S))|정정\s+)",
        ),
        (
            Mark.URGENT,
            r"(?:[\[(【<〈]\s*(?:urgent|flash|bulletin|snap|breaking(?:\s+news)?|newsalert|alert|속보|긴급|"
            r"1보|速報|快讯|快訊|突发|срочно|молния|عاجل)\s*[\])】>〉]"
            r"|(?:urgent|flash|bulletin|breaking(?:\s+news)?|newsalert|속보|긴급|速報|快讯|快訊|突发|"
            r"срочно|молния|عاجل)\s*(?:[:：|!]|-(?=\S)|\s[-–—]\s))",
        ),
        (
            Mark.LEAD,
            rf"[\[(]\s*(?:(?:{_ORDINAL}\s*)?(?:ld|lead)|writethru|{_ORDINAL}\s*writethru|[2-9]보|종합\d?보?)\s*"
            r"(?:-[^\])]{1,40})?[\])]",
        ),
        (
            Mark.WRAPUP,
            r"(?:[\[(]\s*(?:wrap-?up|roundup|종합)\s*[\])]|wrap-?up(?:\s*\d{1,2})?\s*[-:：])",
        ),
        (
            Mark.UPDATE,
            r"(?:[\[(]\s*(?:updated?|update\s*\d{1,2}|업데이트|更新|обновлено|ampliación)\s*[\])]"
            r"|updated?\s*\d{0,2}\s*(?:[:：]|-(?=\S)))",
        ),
    )
)
_TAILS: tuple[tuple[Mark, re.Pattern[str]], ...] = tuple(
    (mark, re.compile(pattern, re.IGNORECASE))
    for mark, pattern in (
        (Mark.WRAPUP, r"\s*[\[(]\s*종합\s*\d?보?\s*[\])]$"),
        (Mark.LEAD, r"\s*[\[(]\s*[2-9]보\s*[\])]$"),
        (Mark.URGENT, r"\s*[\[(]\s*(?:속보|1보|urgent|速報)\s*[\])]$"),
        (Mark.UPDATE, r"\s*[\[(]\s*(?:updated?|update\s*\d{1,2})\s*[\])]$"),
        (Mark.CORRECTION, r"\s*[\[(]\s*(?:corrected|correction|정정|訂正)\s*[\])]$"),
    )
)
_EDGE = " \t-–—:：|·"
_MOST = 4


def read_marks(title: str) -> tuple[tuple[Mark, ...], str]:
    """The marks at a headline's ends, and the headline without them."""
    found: list[Mark] = []
    bare = title.strip()
    for _ in range(_MOST):
        mark, rest = _strip_one(bare)
        if mark is None or not rest:
            break
        found.append(mark)
        bare = rest
    return tuple(dict.fromkeys(found)), bare


def _strip_one(title: str) -> tuple[Mark | None, str]:
    for mark, pattern in _HEADS:
        found = pattern.match(title)
        if found:
            return mark, title[found.end() :].lstrip(_EDGE)
    for mark, pattern in _TAILS:
        found = pattern.search(title)
        if found:
            return mark, title[: found.start()].rstrip(_EDGE)
    return None, title
