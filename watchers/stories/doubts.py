"""What an outlet says it could not verify."""

import re

from watchers.stories.prose import Prose

MAX_CHARS = 240
_DOUBT = re.compile(
    r"(?:could|can|able|possible|were|was|has|have)\s?(?:not|n['’]t)"
    r"(?: immediately| yet| be| been)* (?:independently )?(?:be )?"
    r"(?:verif(?:y|ied)|confirm(?:ed)?|corroborated?)"
    r"|unable to (?:independently )?(?:verify|confirm)|unverified (?:report|claim|account|video)"
    r"|독립적으로 (?:확인|검증)|(?:사실|진위) 여부는? (?:확인|검증)되지"
    r"|(?:无法|無法|未能|尚未)(?:独立|獨立|得到独立)?(?:核实|核實|证实|證實)|確認(?:でき|され)(?:てい)?(?:な|ませ)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s*")


# Far cheaper to look for, and in every sentence of doubt.
_HINT = re.compile(r"[Vv]erif|VERIF|[Cc]onfirm|[Cc]orrobor|확인|검증|核|证实|證實")


def find_doubt(prose: Prose) -> str:
    """The first sentence of the prose that says a report could not be verified, or empty."""
    for line in prose.lines:
        if _HINT.search(line) and _DOUBT.search(line):
            sentences = _SENTENCE_END.split(line)
            return next((s for s in sentences if _DOUBT.search(s)), line).strip()[:MAX_CHARS]
    return ""
