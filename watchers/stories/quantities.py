"""Counts that a story may revise: twelve dead, fifteen dead."""

import re
from collections.abc import Mapping

from watchers.stories.prose import Prose
from watchers.stories.terms import stem

MAX_QUANTITIES = 12
_NAMES = "one two three four five six seven eight nine ten eleven twelve"
_WORDS = {word: number for number, word in enumerate(_NAMES.split(), 1)}
_NUMBER = rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{'|'.join(_WORDS)})"
_SPACED = re.compile(
    rf"(?<![\w.,$€£-]){_NUMBER}(?:\s(?:people|other|more|civilian|soldier|short-range|ballistic|"
    r"suspected|were|are|was|have been|been|reported|confirmed|left))*"
    r"\s(?P<u>dead|killed|deaths?|died|injured|wounded|missing|missiles?|rockets?|shells?|drones?|"
    r"troops|soldiers|arrested|detained|hostages|rounds|launches|km|kilomet(?:er|re)s|magnitude)\b",
    re.IGNORECASE,
)
_MAGNITUDE = re.compile(r"\b(?P<n>\d\.\d)[- ]magnitude|magnitude[- ](?P<m>\d\.\d)", re.IGNORECASE)
_HANGUL = re.compile(
    r"(?P<u>사망|숨지|부상|실종|미사일|포탄|병력)[^\d\n]{0,8}(?P<n>\d[\d,]*)\s?(?:명|발|기|여)"
)
_HAN = re.compile(
    r"(?P<n>\d[\d,]*)\s?[人名枚发發](?P<u>死亡|死|受伤|受傷|负伤|失踪|失蹤|导弹|導彈|行方不明)"
)
_SAME = {"deaths": "dead", "death": "dead", "died": "dead", "killed": "dead", "wounded": "injured"}


def find_quantities(prose: Prose) -> Mapping[str, str]:
    """What is counted in headline and lead → how many; the first count of each."""
    found: dict[str, str] = {}
    for pattern in (_SPACED, _HANGUL, _HAN):
        for count in pattern.finditer(prose.lead):
            found.setdefault(_unit(count["u"]), _number(count["n"]))
    for size in _MAGNITUDE.finditer(prose.lead):
        found.setdefault("magnitude", size["n"] or size["m"])
    return dict(list(found.items())[:MAX_QUANTITIES])


def _unit(word: str) -> str:
    lower = word.lower()
    return _SAME.get(lower, stem(lower))


def _number(text: str) -> str:
    lower = text.lower()
    return str(_WORDS[lower]) if lower in _WORDS else lower.replace(",", "")
