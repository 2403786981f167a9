"""Whose report an article rests on: the agency it names, and the words it quotes."""

import re
from array import array

from watchers.model import Article
from watchers.stories.copies import hash_runs
from watchers.stories.prose import Prose
from watchers.stories.terms import find_terms

MIN_QUOTED = 5
"""Quotations of five words or more that two articles share come from one report."""
MAX_QUOTED = 120

_SAID = r"(?:said|says|reported|reports|announced|claimed|told|quoted|cited|according)"
_AGENCIES = (
    ("KCNA", r"\bKCNA\b|Korean Central News Agency|조선중앙통신|中央通信|朝中社|ЦТАК"),
    ("Rodong Sinmun", r"Rodong Sinmun|로동신문|노동신문|労働新聞|劳动新闻"),
    ("Xinhua", r"\bXinhua\b|신화통신|新华社|新華社"),
    ("TASS", r"\bTASS\b|타스\s?통신|塔斯社|タス通信|\bТАСС\b"),
    ("Yonhap", r"\bYonhap\b|연합뉴스|韩联社|韓聯社|聯合ニュース"),
    ("Kyodo", r"\bKyodo\b|교도통신|共同通信|共同社"),
    ("Reuters", r"\bReuters\b|로이터|路透|ロイター"),
    ("AFP", r"\bAFP\b|Agence France-Presse"),
    ("AP", r"Associated Press|\(AP\)|\bAP\b(?= (?:said|reported))"),
    ("IRNA", r"\bIRNA\b"),
    ("SANA", r"\bSANA\b"),
)
_NAMES = tuple((name, re.compile(pattern)) for name, pattern in _AGENCIES)
_ANY_NAME = re.compile("|".join(pattern for _, pattern in _AGENCIES))
_STATE_MEDIA = re.compile(
    r"\bstate(?:-run)? (?:media|news agency|broadcaster|television|TV)\b|관영\s?(?:매체|통신)"
    r"|官方媒体|官媒|国営(?:メディア|放送|テレビ)",
    re.IGNORECASE,
)
_NORTH_KOREA = re.compile(
    r"North Korea|\bN\.\s?K(?:orea|\.)|Pyongyang|북한|朝鲜|朝鮮", re.IGNORECASE
)
STATE_MEDIA = "state media"
_ATTRIBUTION = re.compile(
    rf"\b{_SAID}\b|보도|밝혔|전했|报道|報導|報じ|伝え|сообщ|\(", re.IGNORECASE
)
_HEADLINE_END = re.compile(r"[:：–—-]\s*([^:：–—]{2,30})$")
_QUOTED = re.compile(r"[“\"「『«]([^“”\"「」『』«»]{12,600})[”\"」』»]")


def find_origin(article: Article, prose: Prose) -> str:
    """The agency whose report the article says it retells; empty where it names none but itself."""
    if article.origin:
        return article.origin
    own = f"{article.publisher} {article.outlet}".casefold()
    named = (name for sentence in _attributions(prose) for name in _names(sentence))
    other = next((name for name in named if name.casefold() not in own), "")
    return other or _unnamed_state_media(prose)


def find_quoted(prose: Prose) -> "array[int]":
    """Hashes of the runs of five words inside quotation marks."""
    runs: set[int] = set()
    for found in _QUOTED.finditer("\n".join((prose.title, *prose.lines))):
        runs.update(hash_runs(list(find_terms(found[1])), MIN_QUOTED))
        if len(runs) >= MAX_QUOTED:
            break
    return array("I", sorted(runs)[:MAX_QUOTED])


def _unnamed_state_media(prose: Prose) -> str:
    """ "State media said": in a story on North Korea that is KCNA."""
    if not _STATE_MEDIA.search(prose.lead):
        return ""
    return "KCNA" if _NORTH_KOREA.search(prose.lead) else STATE_MEDIA


def _attributions(prose: Prose) -> list[str]:
    """The headline's end after a colon, and the first lines that attribute anything."""
    end = _HEADLINE_END.search(prose.title)
    lines = [line for line in prose.lines[:6] if _ATTRIBUTION.search(line)]
    return [end[1], *lines] if end else lines


def _names(text: str) -> list[str]:
    if not _ANY_NAME.search(text):
        return []
    found = [(m.start(), name) for name, pattern in _NAMES if (m := pattern.search(text))]
    return [name for _, name in sorted(found)]
