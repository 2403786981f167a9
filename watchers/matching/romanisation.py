"""Spellings of one sound: classes of romanised syllables and names, and sound-alike skeletons."""

import re
from functools import lru_cache

_CLASSES = """
un eun uhn oon
jong jung jeong chong chung jeoung
kim gim
lee yi ri rhee li
park pak bak
choi choe choy
kang gang
yoon yun youn
moon mun
cho jo joe
jang chang
noh roh
woo u
yong young yeong
sung seong song
hyun hyon hyeon
il eel
sol seol
ju joo
kyung kyong gyeong
suk sook seok sok
chol cheol
ho hoh
ulchi eulji ulji ulchee
hwasong hwaseong
pyongyang pyeongyang pyong
rodong nodong
mohammed muhammad mohamed mohammad mohamad muhammed mohamud mehmed muhamad mohd mahomed
ahmed ahmad ahmet
hussein husain hussain husayn hosein hossein hussien
abdul abdel abd abdal
saleh salih
yusuf yousef youssef yousuf yosef
omar umar
osama usama
ali aly
gaddafi qaddafi kadhafi gadhafi qadhafi kadafi khadafy
khamenei khamenai khameneyi hamenei chamenei
zelensky zelenskyy zelenskiy zelenskyi zelenski zelenskyj selenskyj
vladimir wladimir uladzimir
volodymyr wolodymyr
dmitry dmitri dmitriy dmitrii
bin ben ibn
sergei sergey sergej serguei siergiej sergiej serhii serhiy
yeltsin jelzin eltsin
yulia julia yuliya
yevgeny evgeny yevgeni evgeni yevgeniy jewgeni
alexei alexey aleksei aleksey alexej
nikolai nikolay nikolaj
yuri yury iouri juri yuriy
lukashenko lukashenka loukachenko lukaschenko
medvedev medvedyev medwedew
putin poutine
prigozhin prigojine prigoschin
lavrov lawrow
shoigu choigou schoigu shoygu
kyiv kiev kyyiv
kharkiv kharkov
odesa odessa
lviv lvov
moscow moskva
beijing peking
xi hsi
jinping chinping
tsai cai
netanyahu netanjahu nethanyahou
tehran teheran
jerusalem yerushalayim
hezbollah hizbollah hizbullah hezballah hizballah hisbollah
houthi huthi houthis huthis
hamas hammas
qaeda qaida kaida
taliban taleban
assad asad
sisi sissi
saber sabre
defense defence
center centre
harbor harbour
maneuver manoeuvre
caliber calibre
armored armoured
""".strip().splitlines()

CLASS_OF: dict[str, str] = {
    word: line.split()[0]
    for line in reversed(_CLASSES)
    for word in line.split()
    if len(line.split()) > 1
}
"""Each spelling's class, named by its first member."""

_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("tsch|tch|cz|ch|tš|č", "C"),
        ("sch|sh|sz", "S"),
        ("zh|dzh|dj", "j"),
        ("kh|qh|gh", "h"),
        ("ph", "f"),
        ("th", "t"),
        ("dh", "d"),
        ("ck|q|c(?![eiy])", "k"),
        ("c", "s"),
        ("x", "ks"),
        ("tz|ts", "c"),
        ("w", "v"),
        ("ou|oo|ew", "u"),
        ("iy|yi|ii|yy|ij|yj|ie|ee|ea|ei|ey|ay|ai", "i"),
        ("y|(?<=.)j(?=[aeou])", "i"),
        (r"(.)\1+", r"\1"),
        ("(?<=..)e$", ""),
        ("(?<=..)h$", ""),
    )
]


@lru_cache(maxsize=1 << 14)
def skeleton(folded: str) -> str:
    """What a Latin word sounds like, roughly: Poutine and Putin have the same."""
    for pattern, sound in _SOUNDS:
        folded = pattern.sub(sound, folded)
    return folded


_SYLLABLE = re.compile(
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an"
    "|en|in|un|ia|ie|iu|ua|uo|ui|ue|a|e|i|o|u)(?:r(?![aeiou]))?"
)


def is_syllable(folded: str) -> bool:
    """Whether the word is one syllable of romanised Chinese."""
    return _SYLLABLE.fullmatch(folded) is not None


def pinyin_syllables(folded: str) -> tuple[str, ...]:
    """The two syllables of a Chinese given name (Jinping → jin, ping); else nothing."""
    for cut in range(len(folded) - 2, 1, -1):
        first, second = folded[:cut], folded[cut:]
        if _SYLLABLE.fullmatch(first) and _SYLLABLE.fullmatch(second):
            return first, second
    return ()
