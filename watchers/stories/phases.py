"""Where an exercise stands, only ever with the sentence that says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from watchers.model import Article, Reason
from watchers.stories.dates import MAX_SENTENCE, split_sentences
from watchers.stories.prose import read_prose


class Phase(StrEnum):
    ANNOUNCED = "announced"
    UNDER_WAY = "under-way"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseSaid:
    """A phase and the sentence that says it."""

    phase: Phase
    sentence: str

    @property
    def reason(self) -> Reason:
        return Reason(code=f"phase-{self.phase}", params={"text": self.sentence})


_EXERCISE = r"(?:exercises?|drills?|war ?games?|manoeuvres?|maneuvers?)"
_KO = r"(?:훈련|연습)"
_ZH = r"(?:演习|演習|军演|軍演)"
# The order is the order of asking: what is called off was announced once, too.
_SIGNS = (
    (
        Phase.CANCELLED,
        rf"\b(?:call(?:ed|s)? off|cancel(?:led|ed|s)?|scrap(?:ped|s)?)\b.{{0,60}}\b{_EXERCISE}"
        rf"|\b{_EXERCISE}\b.{{0,40}}\b(?:was|were|is|are|been)"
        r" (?:called off|cancell?ed|scrapped)"
        rf"|{_KO}.{{0,12}}(?:취소|중단)|(?:取消).{{0,12}}{_ZH}|{_ZH}.{{0,12}}(?:取消|中止)",
    ),
    (
        Phase.POSTPONED,
        rf"\b(?:postpon\w+|delay(?:ed|s)?|put off|suspend(?:ed|s)?)\b.{{0,60}}\b{_EXERCISE}"
        rf"|\b{_EXERCISE}\b.{{0,40}}\b(?:postponed|delayed|put off|suspended)"
        rf"|{_KO}.{{0,12}}(?:연기|유예)|(?:推迟|推遲|延期).{{0,12}}{_ZH}|{_ZH}.{{0,12}}(?:推迟|推遲|延期)",
    ),
    (
        Phase.ENDED,
        rf"\b(?:wrap(?:ped|s)? up|end(?:ed|s)|conclud(?:ed|es)|finish(?:ed|es)|complet(?:ed|es))\b"
        rf".{{0,60}}\b{_EXERCISE}|\b{_EXERCISE}\b.{{0,40}}\b(?:ended|concluded|wrapped up|finished"
        rf"|came to an end|is over|are over)|{_KO}.{{0,16}}(?:종료|끝났|마쳤|마무리)"
        rf"|{_ZH}.{{0,12}}(?:结束|結束)|(?:结束|結束).{{0,12}}{_ZH}",
    ),
    (
        Phase.UNDER_WAY,
        rf"\b{_EXERCISE}\b.{{0,40}}\b(?:is|are|was|were|got|now|currently) (?:\w+ )?under ?way"
        rf"|\b{_EXERCISE}\b.{{0,40}}\b(?:began|kicked off|started|entered its|continued|are taking"
        rf" place)\b|\b(?:began|kicked off|started|launched|are holding|are conducting)\b"
        rf".{{0,60}}\b{_EXERCISE}"
        rf"|{_KO}.{{0,16}}(?:시작됐|시작했|돌입|실시되고|진행 중|진행되고|한창)"
        rf"|{_ZH}.{{0,12}}(?:已?开始|已?開始|正在进行|正在進行)了?|(?:正在举行|正在舉行).{{0,12}}{_ZH}",
    ),
    (
        Phase.ANNOUNCED,
        rf"\b(?:will|plans? to|set to|scheduled to|to be held|slated|due to|going to|upcoming"
        rf"|announced|prepare[ds]? (?:to|for))\b.{{0,80}}\b{_EXERCISE}"
        rf"|\b{_EXERCISE}\b.{{0,40}}\b(?:will|set to|scheduled|slated|to be held|to take place"
        rf"|planned|due to)\b|{_KO}.{{0,24}}(?:예정|계획|실시한다|열린다|실시된다|시작한다)"
        rf"|(?:将|將|定于|計劃|计划).{{0,30}}{_ZH}|{_ZH}.{{0,12}}(?:将|將|定于|定於|计划)",
    ),
)
_PATTERNS = tuple((phase, re.compile(words, re.IGNORECASE)) for phase, words in _SIGNS)
_NOT_SO = re.compile(
    r"\b(?:not|never|no plans?|called for|calls? for|urged?|demand\w*|whether|if|could|may|might"
    r"|should|refus\w+|denied|denies|ask\w*)\b|요구|촉구|않|要求|呼吁|没有|沒有|不会|不會",
    re.IGNORECASE,
)


def find_phases(article: Article) -> tuple[PhaseSaid, ...]:
    """The phases that the article's prose states, in its order, each once.

    What is demanded, denied or merely possible states none.
    """
    said: dict[Phase, PhaseSaid] = {}
    for sentence in _sentences(article):
        phase = _phase_of(sentence)
        if phase is not None:
            found = PhaseSaid(phase=phase, sentence=sentence[:MAX_SENTENCE])
            said.setdefault(phase, found)
    return tuple(said.values())


def _phase_of(sentence: str) -> Phase | None:
    if _NOT_SO.search(sentence):
        return None
    return next((phase for phase, words in _PATTERNS if words.search(sentence)), None)


def _sentences(article: Article) -> Iterator[str]:
    prose = read_prose(article)
    for line in (prose.title, *prose.lines):
        yield from split_sentences(line)
