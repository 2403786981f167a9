"""Case endings, prefixes and particles that cling to a name without changing it."""

from collections.abc import Iterator

from watchers.matching.wordlists import words_of

_RUSSIAN = sorted(
    words_of(
        """
ого его ому ему ыми ими ами ями ым им ом ем ой ей ою ею ых их ую юю ая яя ое ее ах ях ам ям
ові еві ів ію ий ый а у е ы и ю я ь й о і ї є
"""
    ),
    key=len,
    reverse=True,
)
_CYRILLIC = ("\u0400", "\u052f")
_ARABIC_PREFIXES = (
    "وبال",
    "وال",
    "بال",
    "كال",
    "فال",
    "ولل",
    "لل",
    "وب",
    "ول",
    "ال",
    "و",
    "ف",
    "ب",
    "ل",
    "ك",
)
_HEBREW_PREFIXES = ("וה", "שה", "מה", "ול", "וב", "ב", "ל", "מ", "ה", "ו", "ש", "כ")
_SHORTEST_STEM = 3


def is_cyrillic(folded: str) -> bool:
    return _CYRILLIC[0] <= folded[:1] <= _CYRILLIC[1]


def stem(folded: str) -> str:
    """A Cyrillic word without its longest case ending; other words unchanged."""
    if not is_cyrillic(folded):
        return folded
    for ending in _RUSSIAN:
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_STEM:
            return folded[: -len(ending)]
    return folded


def short_stems(folded: str) -> Iterator[str]:
    """What a short Cyrillic name may be without an ending: ына → ын."""
    for ending in ("ом", "а", "у", "е"):
        rest = folded.removesuffix(ending)
        if rest != folded and len(rest) == _SHORTEST_STEM - 1:
            yield rest


def without_prefixes(folded: str) -> Iterator[str]:
    """An Arabic or Hebrew word without each prefix it may carry."""
    if "\u0600" <= folded[:1] <= "\u06ff":
        yield from _stripped(folded, _ARABIC_PREFIXES)
    elif "\u0590" <= folded[:1] <= "\u05ff":
        yield from _stripped(folded, _HEBREW_PREFIXES)


def _stripped(folded: str, prefixes: tuple[str, ...]) -> Iterator[str]:
    for prefix in prefixes:
        if folded.startswith(prefix) and len(folded) - len(prefix) >= _SHORTEST_STEM:
            yield folded[len(prefix) :]
            if prefix in ("لل", "ولل") or (prefix.endswith("ال") and prefix != "ال"):
                yield "ال" + folded[len(prefix) :]


_KOREAN = sorted(
    words_of(
        """
이 가 은 는 을 를 의 에 에게 에게서 에서 께 께서 와 과 랑 이랑 도 만 로 으로 로서 으로서 로써
으로써 로부터 으로부터 부터 까지 조차 마저 밖에 보다 처럼 같이 만큼 대로 하고 이나 나 이라 라
이라고 라고 이라는 라는 이라도 라도 이란 란 이며 며 이고 고 이다 다 인 이자 자 였다 이었다
입니다 이에요 예요 야 아 여 이여 에는 에도 에만 에선 에서는 에서도 에의 에게는 에게도 으로는
로는 으로도 로도 만의 만이 만은 만을 까지의 까지도 부터의 와의 과의 와는 과는 와도 과도 보다는
보다도 측 측은 측이 측의 측에 측과 씨 씨가 씨는 씨의 씨를 씨와 씨도 님 님이 님은 님의 님을 들
들이 들은 들의 들을 들과 들도 군 양 뿐 뿐만 뿐이 이든 든 이야 이지만 지만 인데 이면 면 이니 니
인가 인지 일 임 이었던 였던 이던 이라며 라며 이었고 였고 이기 이었으며 였으며 에서의 에서만
으로의 로의 이라서 라서 으로만 로만 간 간의 발 산 산이 산은 상 상의
"""
    ),
    key=len,
    reverse=True,
)
_KOREAN_SET = frozenset(_KOREAN)


def is_korean_particle(rest: str) -> bool:
    """Whether the syllables behind a Korean name are grammar (은, 에게서, 으로부터 …)."""
    return (
        not rest
        or rest in _KOREAN_SET
        or any(
            rest.endswith(last) and rest[: -len(last)] in _KOREAN_SET
            for last in _KOREAN
            if last != rest
        )
    )
