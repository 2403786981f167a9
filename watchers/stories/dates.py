"""When exercises, summits and visits take place, each with the sentence that says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from watchers.model import Article
from watchers.stories.anchors import Anchor, find_anchor, make_date
from watchers.stories.phrases import Phrase, find_phrases, has_weekday
from watchers.stories.prose import read_prose

MAX_SENTENCE = 400


class EventKind(StrEnum):
    EXERCISE = "exercise"
    SUMMIT = "summit"
    VISIT = "visit"
    PLENUM = "plenum"
    PARADE = "parade"
    LAUNCH = "launch"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """One event's days by one article; `last` None where only the first day is told."""

    kind: EventKind
    first: date
    last: date | None
    phrase: str
    sentence: str


_KINDS = (
    (
        EventKind.EXERCISE,
        r"exercises?\b|\bdrills?\b|war ?games?\b|manoeuv|maneuver|훈련|연습"
        r"|演习|演習|军演|軍演|演训|\bFreedom (?:Shield|Edge)|\bTalisman Sabre|\bCobra Gold"
        r"|\bBalikatan|\bMalabar|\bRIMPAC|\bVostok\b|\bZapad\b",
    ),
    (EventKind.SUMMIT, r"\bsummits?\b|정상회[담의]|峰会|峰會|首脑会|首脳会|首腦會"),
    (
        EventKind.PLENUM,
        r"\bplen(?:um|ary)\b|party congress|전원회의|당대회|全会|全體會議|全体会议",
    ),
    (EventKind.PARADE, r"\bparades?\b|열병식|阅兵|閱兵|軍事パレード"),
    (
        EventKind.LAUNCH,
        r"launch window|satellite launch|launch (?:a|its|the|another) (?:\w+ )?(?:satellite|rocket)"
        r"|위성.{0,6}발사|发射(?:卫星|窗口)|卫星发射|衛星(?:の)?打ち上げ",
    ),
    (
        EventKind.VISIT,
        r"\btours?\b|\bvisit(?:s|ed|ing)?\b|\binspect|\btrip\b|방문|시찰|현지지도"
        r"|访问|訪問|视察|視察",
    ),
)
_KIND_WORDS = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _KINDS)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|to be|set (?:to|for)|due (?:to|on|for|in)|scheduled|slated"
    r"|plan(?:s|ned)?|upcoming|expected|is to|are to|begins?|starts?|kicks? off|opens?|ahead of"
    r"|to (?:hold|take place|begin|start|run|conduct|stage|host|attend|visit|meet)"
    r"|runs? (?:from|until|through))\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:took place|was|were|held|ended|opened|began|met|came|concluded|wrapped up)\b|열렸|끝났"
    r"|종료|했다|举行了|结束",
    re.IGNORECASE,
)
_SAYS = (
    r"(?:said|says|told|announced|reported|described|added|stated|warned|confirmed|denounced"
    r"|condemned|urged|called|vowed|claimed|revealed|released|published|issued|slammed|accused)"
)
_SAID_BEFORE = re.compile(
    rf"\b{_SAYS}(?:\s+(?:in|during|at|to|by)\s[^,.;]{{1,40}}?|(?:\s+\w+){{1,3}})?"
    r"(?:\s+(?:late|early))?(?:\s+on)?\s*$",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(rf"^,?\s+(?:\w+ly\s+)?(?:also\s+)?{_SAYS}\b", re.IGNORECASE)
_CJK_SAYS = (
    r"(?:밝혔|말했|전했|보도했|발표했|표명|表示|宣布|报道|報道|報導|称|稱|发表|發表|述べ|伝え|指出)"
)
_DATELINE_BEFORE = re.compile(r"^\W{0,2}(?:[A-Z][A-Z .,'-]{2,28}|[가-힣一-鿿]{2,6}\W{0,2})?$")
_DATELINE_AFTER = re.compile(r"^\s*(?:[(（][^()（）]{2,24}[)）]|[=＝]|--|—|–|[讯電电])")
_UNTIL_BEFORE = re.compile(r"\b(?:until|till|through|to|and)(?: the)?\s*$", re.IGNORECASE)
_UNTIL_AFTER = re.compile(r"^\s?(?:까지|まで|为止|止)")
_CJK_SAID_AFTER = re.compile(rf"^(?:\s?(?:오전|오후|上午|下午))?[^\d,，。.]{{0,14}}{_CJK_SAYS}")
_FROM = re.compile(
    r"\b(?:from|start(?:s|ing|ed)?|beg[ia]n(?:s|ning)?|kick(?:s|ed)? off|since)(?: on)?\s*$"
)
_YEARS = (
    (re.compile(r"내년\s?\||明年\||来年\||\|,? (?:of )?next year"), 1),
    (re.compile(r"(?:지난해|작년)\s?\||去年\||\|,? (?:of )?last year"), -1),
    (re.compile(r"올해\s?\||今年\||\|,? (?:of )?this year"), 0),
)
_LASTING = re.compile(
    r"\b(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)-day\b"
    r"|(?P<k>\d{1,2})일간|为期(?P<h>\d{1,2})天|(?P<j>\d{1,2})日間",
    re.IGNORECASE,
)
_COUNTS = "two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_ENDS = re.compile(
    r"(?<![A-Z])(?<!\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Gen|Col|Adm|Mrs|Rev))"
    r"(?<!\b(?:Mr|Dr|Lt|St|No|vs))(?<!Sept)(?<!\b[ap]\.m)[.!?](?=\s+[“\"‘(]?[A-Z0-9])"
    r"|(?<=[다요])\.|[。！？]"
)


def read_event_dates(article: Article) -> tuple[EventDate, ...]:
    """The days of events that the article's prose tells, in its order, each once."""
    anchor, prose = find_anchor(article), read_prose(article)
    found: dict[tuple[EventKind, date], EventDate] = {}
    for line in (prose.title, *prose.lines):
        for sentence in split_sentences(line):
            for event in _in_sentence(sentence, anchor):
                known = found.setdefault((event.kind, event.first), event)
                if known.last is None and event.last is not None:
                    found[event.kind, event.first] = event
    return tuple(found.values())


def split_sentences(line: str) -> list[str]:
    """The sentences of one line; "Aug. 21" and "U.S." end none."""
    sentences, start = [], 0
    for end in _ENDS.finditer(line):
        sentences.append(line[start : end.end()].strip())
        start = end.end()
    sentences.append(line[start:].strip())
    return [sentence for sentence in sentences if sentence]


def _in_sentence(sentence: str, anchor: Anchor) -> Iterator[EventDate]:
    words = [(m.start(), kind) for kind, word in _KIND_WORDS for m in word.finditer(sentence)]
    if not words:
        return
    for phrase in _joined(sentence, _phrases(sentence, anchor)):
        yield EventDate(
            kind=min(words, key=lambda word: _distance(word[0], phrase))[1],
            first=phrase.first,
            last=phrase.last,
            phrase=sentence[phrase.start : phrase.end],
            sentence=sentence[:MAX_SENTENCE],
        )


def _phrases(sentence: str, anchor: Anchor) -> list[Phrase]:
    """The phrases that are no time of saying, each looking ahead or back as its sentence does."""
    behind = find_phrases(sentence, anchor, is_ahead=False)
    ahead = find_phrases(sentence, anchor, is_ahead=True) if has_weekday(sentence) else behind
    chosen = []
    for back, fore in zip(behind, ahead, strict=True):
        before = sentence[: back.start]
        phrase = fore if _AHEAD.search(before) else _not_ahead(back, before, anchor)
        phrase = _in_named_year(sentence, phrase, anchor)
        if not _is_time_of_saying(sentence, phrase):
            chosen.append(_with_length(sentence, phrase))
    return chosen


def _in_named_year(sentence: str, phrase: Phrase, anchor: Anchor) -> Phrase:
    """ "July 27 next year": the year that stands beside a date without one."""
    if phrase.has_year:
        return phrase
    beside = f"{sentence[max(0, phrase.start - 4) : phrase.start]}|{sentence[phrase.end :][:11]}"
    shift = next((n for words, n in _YEARS if words.search(beside)), None)
    if shift is None:
        return phrase
    year = anchor.day.year + shift
    first = make_date(year, phrase.first.month, phrase.first.day)
    last = phrase.last and make_date(year, phrase.last.month, phrase.last.day)
    return replace(phrase, first=first or phrase.first, last=last)


def _not_ahead(phrase: Phrase, before: str, anchor: Anchor) -> Phrase:
    """What "took place" months ahead took place a year before."""
    is_far = (phrase.first - anchor.day).days > 31 and phrase.last == phrase.first
    if phrase.has_year or not (is_far and _BEHIND.search(before)):
        return phrase
    first = make_date(phrase.first.year - 1, phrase.first.month, phrase.first.day)
    return replace(phrase, first=first, last=first) if first else phrase


def _joined(sentence: str, phrases: list[Phrase]) -> list[Phrase]:
    """ "from today until the 29th": a day and the end that follows it are one span."""
    joined: list[Phrase] = []
    for phrase in phrases:
        before = joined[-1] if joined else None
        is_later = before is not None and before.first < phrase.first
        if before is not None and is_later and _is_end(sentence, before, phrase):
            joined[-1] = replace(before, end=phrase.end, last=phrase.last or phrase.first)
        else:
            joined.append(phrase)
    return joined


def _is_end(sentence: str, before: Phrase, phrase: Phrase) -> bool:
    if before.last is not None and before.last != before.first:
        return False
    between, after = sentence[before.end : phrase.start], sentence[phrase.end :]
    return bool(_UNTIL_BEFORE.search(between) or _UNTIL_AFTER.match(after))


def _with_length(sentence: str, phrase: Phrase) -> Phrase:
    """A first day told with "from", and how long it lasts, give the last day; else it is open."""
    if phrase.last != phrase.first or not _is_start(sentence, phrase):
        return phrase
    days = _lasting(sentence)
    last = phrase.first + timedelta(days=days - 1) if days else None
    return replace(phrase, last=last)


def _is_start(sentence: str, phrase: Phrase) -> bool:
    before = sentence[max(0, phrase.start - 24) : phrase.start].lower()
    return bool(_FROM.search(before)) or sentence[phrase.end : phrase.end + 2].startswith(
        ("부터", "起", "から")
    )


def _lasting(sentence: str) -> int | None:
    found = _LASTING.search(sentence)
    if found is None:
        return None
    number = next(group for group in found.groups() if group)
    return int(number) if number.isdigit() else _COUNTS.index(number.lower()) + 2


def _is_time_of_saying(sentence: str, phrase: Phrase) -> bool:
    """ "said on Monday": the day of the words, not of what they are about."""
    if phrase.last is not None and phrase.last != phrase.first:
        return False
    before, after = sentence[: phrase.start], sentence[phrase.end :]
    return bool(
        _SAID_BEFORE.search(before)
        or _SAID_AFTER.match(after)
        or _CJK_SAID_AFTER.match(after)
        or (_DATELINE_AFTER.match(after) and _DATELINE_BEFORE.match(before))
    )


def _distance(at: int, phrase: Phrase) -> int:
    """How far a word stands from the phrase; one behind it counts double."""
    return phrase.start - at if at < phrase.start else 2 * (at - phrase.end)
