"""Pieces that look back are told from news of the day, in three languages."""

import pytest

from tests.unit.alerts.newsroom import make_news
from watchers.alerts.retrospect import find_retrospect

LOOKING_BACK = [
    "On this day: the armistice is signed at Panmunjom",
    "Today in history: Ulchi Freedom Guardian begins",
    "Ten years on, the sinking of the corvette still divides",
    "Flashback: when the leaders met at the border",
    "Looking back at the 2017 missile crisis",
    "A timeline of North Korea's nuclear tests",
    "60th anniversary of the seizure of the Pueblo",
    "How the 2010 shelling of the island unfolded",
    "10년 전 오늘, 연평도에 포탄이 떨어졌다",
    "[오늘의 역사] 7·27 정전협정 체결",
    "천안함 피격 13주기",
    "사진으로 되돌아본 남북정상회담",
    "历史上的今天:朝鲜停战协定签署",
    "十年回顾:半岛局势的变迁",
    "朝鲜停战70周年",
]
OF_THE_DAY = [
    "North Korea holds parade on 75th anniversary of its founding",
    "Kim attends ceremony for the 70th anniversary of the armistice",
    "Kim Jong Un inspects missile factories ahead of drills",
    "Xi sends message to Kim on anniversary of treaty",
    "South Korea warns of launch on party's anniversary",
    "김정은, 정전협정 70주년 열병식 참석",
    "북한, 정권수립 75주년 기념식 개최",
    "朝鲜举行建国75周年阅兵式",
    "金正恩出席停战70周年庆祝活动",
    "North Korea fires missile three days after drills end",
]


@pytest.mark.parametrize("title", LOOKING_BACK)
def test_a_piece_that_looks_back_is_known(title: str) -> None:
    """Its own words say so, and are kept as the reason."""
    assert find_retrospect(make_news(title=title).article) in title
    assert find_retrospect(make_news(title=title).article)


@pytest.mark.parametrize("title", OF_THE_DAY)
def test_what_happens_on_an_anniversary_is_news(title: str) -> None:
    """A parade, a ceremony or a launch on an anniversary is of the day."""
    assert find_retrospect(make_news(title=title).article) == ""
