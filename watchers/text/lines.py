"""The classes of a text's lines: prose, or what stands around it and is never matched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from watchers.model import LineClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """text[start:end] and what it is; the line break belongs to the line it ends."""

    start: int
    end: int
    kind: LineClass


LONG_LINE = 700
"""A longer line is no caption as a whole: each of its sentences is looked at."""

_AGENCIES = (
    "AFP|AP|Reuters|EPA|EPA-EFE|EFE|TASS|KCNA|KNS|Yonhap|Xinhua|Kyodo|Jiji|DPA|ANSA|UPI|PA|ANI|PTI"
    "|CNA|CNS|Getty|Getty Images|Bloomberg|News1|Newsis|NEWSIS|REUTERS|AA|IRNA|RIA Novosti"
)
_PICTURE = (
    r"(?:photo|photograph|picture|image|handout|frame grab|screen ?grab|screenshot|video grab)"
)
_CAPTION = re.compile(
    rf"""
    \(\s*(?:file\s+)?(?:photo|picture|image|illustration|credit|foto|photographie|фото)
      \s*(?:by|:|/|courtesy|credit|via|from|par|von)
    | ^\W*(?:this|in\ this|a|an|the|these|undated|file|combination)\s+(?:[\w,.\-]+\s+){{0,6}}?
      {_PICTURE}s?\b[^.]*
      \b(?:shows?|showing|released|provided|taken|made\ available|supplied|obtained|distributed)\b
    | ^\W*(?:file\s+)?(?:{_PICTURE}|foto|fotó|zdjęcie|imagen|bild|figure|снимок|фото|صورة|الصورة
      |写真|図|图|圖|사진|資料写真|资料图|資料圖|図版)\s*[:：=／/|]
    | \((?:L|R|C|left|right|center|centre|2nd\ [LR]|3rd\ [LR]|second\ (?:left|right)|top|bottom)\)
    | [/／]\s*(?:{_AGENCIES})\s*\)?\s*(?:/.*)?$
    | [\[(（]\s*(?:{_AGENCIES}|연합뉴스|뉴시스|뉴스1|AFP\s*연합뉴스|共同|時事)
      \s*(?:photo|file\ photo|사진|자료사진)?\s*[\])）]\s*$
    | (?:사진|写真|图片?|圖片?|資料写真)\s*(?:=|제공|提供|来源|來源|：)
    | (?:조선중앙통신|연합뉴스|뉴시스|뉴스1|국방부|합참)\s*(?:제공|자료사진)\s*[\])]?\s*$
    | (?:新华社|新華社|中新社|记者|記者)\S{{0,12}}\s*(?:发|摄|攝)\s*[)）]?\s*$
    | \bfile\ photo\b\s*[\])]?\.?\s*$ | \bpictured\ (?:here|above|below|left|right)\b
    | \b(?:AP|AFP|Reuters|EPA)\ photo\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT = re.compile(
    rf"""
    ^\W*(?:©|\(c\)|ⓒ|copyright\b|all\ rights\ reserved)
    | \ball\ rights\ reserved\b | 무단\s*(?:전재|복제) | 版权所有 | 無断転載 | все\ права\ защищены
    | ^\W*(?:photo|image|picture|video|cover|header)s?\s+(?:by|credit|courtesy|via|from)\b
    | ^\W*(?:credits?|image\ credits?|photo\ credits?|crédits?\s+photo|source)\s*[:：/]
    | ^\W*\(?(?:additional\s+)?(?:reporting|writing|editing|compiled|graphics?)\s+by\b
    | ^\W*by\s+[^.!?]{{2,60}}$
    | ^\W*(?:with\s+)?(?:(?:{_AGENCIES})\s*(?:[/,;&]|and|via|\s)?\s*)+\W*$
    | ^[^.!?]{{0,60}}\S+@\S+\.\w+\W*$
    | \bvia\ getty\ images\b | \bgetty\ images\s*\)?$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NOTE = re.compile(
    r"""
    \beditor(?:['’]?s|s['’])?\s+note\b | \bEDITORS?\s+NOTES?\b
    | ^\W*(?:restricted\ to\ editorial\ use|mandatory\ credit|no\ marketing)
    | ^\W*\(?(?:correction|clarification)s?\s*[:：]
    | ^\W*\(?this\ (?:story|article|report|piece|headline)\ (?:has\ been|was|is)
      \ (?:corrected|amended|updated|edited|refiled|auto)
    | ^\W*(?:편집자\s*주|編集部注|编者按|編者按)
    | ^\W*(?:note\ de\ la\ rédaction|anm(?:erkung)?\.?\ d(?:er)?\.?\ red)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BYLINE = re.compile(
    rf"""
    ^\W*by\s+[^.!?]{{2,60}}$ | ^\W*source\s*:
    | ^\W*(?:with\s+)?(?:(?:{_AGENCIES})\s*(?:[/,;&]|and|via|\s)?\s*)+\W*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SHARE = re.compile(
    r"""
    ^\W*(?:share\ (?:this|on|via)|follow\ us|like\ us\ on|subscribe|sign\ up|click\ here|tap\ here
    |read\ more|read\ also|also\ read|see\ also|related\b[^.]{0,20}[:：]|more\ on\ this
    |recommended|listen\ to\ this|watch\s*[:：]|watch\ more|advertisement|skip\ (?:past|advert)
    |newsletter|join\ our|download\ (?:the|our)|get\ the\ (?:app|latest)|most\ read|trending
    |구독|공유하기|관련기사|関連記事|相关新闻|延伸閱讀|читайте\ также|подписывайтесь
    |اقرأ\ أيض|شارك|lire\ aussi|à\ lire\ aussi|lesen\ sie\ auch|lea\ también)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE = re.compile(r"[^.!?。！？]*(?:[.!?。！？]+[\"”’')\]]*\s*|$)")
_SHOUTED_WORDS = 6


def classify_lines(text: str) -> tuple[Line, ...]:
    """Every line of the text in order, without gaps; none for an empty text."""
    return tuple(line for start, end in _lines(text) for line in _classified(text, start, end))


_SHORT_LINE = 200
_TAIL = 40
"""A picture's agency stands this near to the end of its line."""
_CUES = (
    "photo", "picture", "handout", "screenshot", "(l)", "(r)", "(c)", "left)", "right)",
    "top)", "bottom)", "foto", "zdj", "snim", "фото", "снимок", "صورة", "写真", "图", "圖",
    "図", "사진", "제공", "연합뉴스", "뉴시스", "뉴스1", "共同", "時事", "新华社", "新華社",
    "中新社", "记者", "記者", "©", "ⓒ", "copyright", "전재", "복제", "版权", "転載", "права",
    "editor", "marketing", "blurring", "resale", "clarif", "correction", "corrected",
    "amended", "updated", "edited", "refiled", "image:", "image credit", "image/",
    "frame grab", "screen grab", "video grab", "reporting by", "editing by", "rights reserved",
    "third party", "image shows", "image released", "image provided", "image taken", "getty",
    "writing by", "@", "편집자", "編集部", "编者", "編者", "no sales", "no archive",
)  # fmt: skip
"""No line without one of these is a caption, credit or note, but for its end."""
_ASCII_CUES = tuple(cue for cue in _CUES if cue.isascii())


def _has_cue(line: str) -> bool:
    """Whether the line has a word without which it can be no caption, credit or note."""
    lowered = line.lower()
    cues = _ASCII_CUES if line.isascii() else _CUES
    tail = line.rstrip()[-_TAIL:]
    is_signed = tail.endswith((")", "）", "]", "］")) or "/" in tail or "／" in tail
    return is_signed or any(cue in lowered for cue in cues)


_OPENERS = frozenset(
    [
        "by",
        "source",
        "with",
        "afp",
        "ap",
        "reuters",
        "epa",
        "efe",
        "tass",
        "kcna",
        "kns",
        "yonhap",
        "xinhua",
        "kyodo",
        "jiji",
        "dpa",
        "ansa",
        "upi",
        "pa",
        "ani",
        "pti",
        "cna",
        "cns",
        "getty",
        "bloomberg",
        "news1",
        "newsis",
        "aa",
        "irna",
        "ria",
        "share",
        "follow",
        "like",
        "subscribe",
        "sign",
        "click",
        "tap",
        "read",
        "also",
        "see",
        "related",
        "more",
        "recommended",
        "listen",
        "watch",
        "advertisement",
        "skip",
        "newsletter",
        "join",
        "download",
        "get",
        "most",
        "trending",
        "lire",
        "à",
        "lesen",
        "lea",
        "epa-efe",
    ]
)


def _may_open(line: str) -> bool:
    """Whether a line's first word can open a byline or a share line; else it need not be tried."""
    if not line.isascii():
        return True
    word = line.split(None, 1)[0] if line.strip() else ""
    return re.split(r"[/,:;&]", word.strip(_SIGNS).lower(), maxsplit=1)[0] in _OPENERS


_SIGNS = "-*|>[](){}\"'#=.:"


def classify(line: str) -> LineClass:
    """What one line is by itself."""
    may_open = len(line) < _SHORT_LINE and _may_open(line)
    if may_open and _BYLINE.match(line):
        return LineClass.CREDIT
    if _has_cue(line):
        if _NOTE.search(line) or _is_shouted_note(line):
            return LineClass.EDITORS_NOTE
        if _CAPTION.search(line):
            return LineClass.CAPTION
        if _CREDIT.search(line):
            return LineClass.CREDIT
    if may_open and _SHARE.match(line):
        return LineClass.SHARE
    return LineClass.PROSE


def lines_around(text: str, index: int) -> tuple[Line, ...]:
    """The classified parts of the line on which a code point stands; mostly just one."""
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index) + 1 or len(text)
    return tuple(_classified(text, start, end))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True) if "\r" in text else _kept_lines(text):
        yield start, start + len(line)
        start += len(line)


def _kept_lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return [line for line in lines if line]


def _classified(text: str, start: int, end: int) -> Iterator[Line]:
    line = text[start:end].rstrip("\r\n")
    if end - start <= LONG_LINE or not _has_cue(line):
        yield Line(start=start, end=end, kind=classify(line))
        return
    for match in _SENTENCE.finditer(text, start, end):
        if match.group():
            kind = classify(match.group().strip()[:LONG_LINE])
            yield Line(start=match.start(), end=match.end(), kind=kind)


_NOTE_WORDS = re.compile(
    r"\b(?:EDITORIAL USE|MANDATORY CREDIT|NO MARKETING|ADVERTISING CAMPAIGNS|NO ARCHIVES?|NO SALES"
    r"|NO RESALE|THIRD PARTY|BLURRING|DISTRIBUTED AS A SERVICE|INDEPENDENTLY VERIFY)\b"
)


def _is_shouted_note(line: str) -> bool:
    """Picture desks write their restrictions in capitals."""
    return bool(_NOTE_WORDS.search(line)) and len(line.split()) >= _SHOUTED_WORDS
