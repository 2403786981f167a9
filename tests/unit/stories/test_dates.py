"""Days of exercises, summits and visits, read as their sentences mean them."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from watchers.model import Article
from watchers.stories.anchors import find_anchor
from watchers.stories.dates import EventKind, read_event_dates, split_sentences
from watchers.stories.phases import Phase, find_phases

SAMPLES = Path(__file__).parents[2] / "samples" / "event_dates.jsonl"
CASES = [json.loads(line) for line in SAMPLES.read_text("utf-8").splitlines()]
MONDAY = datetime(2023, 8, 14, 3, tzinfo=UTC)


def make_article(text: str, **values: object) -> Article:
    given: dict[str, object] = {"title": "", "first_seen_at": MONDAY, "published_at": MONDAY}
    return Article(id=1, text=text, **(given | values))  # type: ignore[arg-type]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_each_sentence_tells_its_days(case: dict[str, object]) -> None:
    """Each labelled sentence gives its events with their days, and nothing else."""
    # given
    at = datetime.fromisoformat(str(case["published_at"]).replace("Z", "+00:00"))
    article = make_article(
        str(case["text"]), language=case["language"], first_seen_at=at, published_at=at
    )

    # when
    found = [
        [event.kind.value, event.first.isoformat(), event.last and event.last.isoformat()]
        for event in read_event_dates(article)
    ]

    # then
    assert found == case["dates"]


def test_the_founding_article_gives_three_events_and_none_from_its_captions(shared: Path) -> None:
    """The exercise, the tour and the summit are dated; captions and notes are not read."""
    # given
    title, text = (shared / "seed" / "kim-missile-production.txt").read_text("utf-8").split("\n", 1)
    at = datetime(2023, 8, 13, 22, 30, tzinfo=UTC)

    # when
    found = read_event_dates(make_article(text, title=title, published_at=at, language="en"))

    # then
    assert {(event.kind, event.first, event.last) for event in found} == {
        (EventKind.EXERCISE, date(2023, 8, 21), date(2023, 8, 31)),
        (EventKind.VISIT, date(2023, 8, 11), date(2023, 8, 12)),
        (EventKind.SUMMIT, date(2023, 8, 18), date(2023, 8, 18)),
    }
    assert all(event.phrase in event.sentence for event in found)


def test_the_day_is_that_of_the_dateline() -> None:
    """KCNA at six on Monday in Pyongyang is Sunday evening in UTC, and means Monday."""
    # given
    sunday = datetime(2023, 8, 13, 21, tzinfo=UTC)
    text = "PYONGYANG, Aug. 14 (KCNA) -- The drills will begin on Friday."

    # when
    anchor = find_anchor(make_article(text, published_at=sunday))

    # then
    assert (anchor.day, anchor.zone) == (date(2023, 8, 14), "Asia/Pyongyang")


def test_abbreviations_end_no_sentence() -> None:
    """ "Aug. 21", "U.S." and "a.m." stand inside their sentences."""
    # given
    line = "U.S. troops land on Aug. 21 at 9 a.m. Kim is not pleased. Drills go on."

    # then
    assert split_sentences(line) == [
        "U.S. troops land on Aug. 21 at 9 a.m. Kim is not pleased.",
        "Drills go on.",
    ]


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("The allies will hold a joint exercise next week.", Phase.ANNOUNCED),
        ("The drills began on Monday with 12,000 troops.", Phase.UNDER_WAY),
        ("The drills have been postponed until October.", Phase.POSTPONED),
        ("Washington cancelled the exercise at short notice.", Phase.CANCELLED),
        ("The allies wrapped up the 11-day exercise on Thursday.", Phase.ENDED),
        ("한미 연합훈련이 21일 시작됐다.", Phase.UNDER_WAY),
        ("한미 연합훈련은 다음 주 실시될 예정이다.", Phase.ANNOUNCED),
        ("연합훈련이 31일 종료됐다.", Phase.ENDED),
        ("훈련은 태풍으로 연기됐다.", Phase.POSTPONED),
        ("联合军演将于下周举行。", Phase.ANNOUNCED),
        ("联合演习正在进行。", Phase.UNDER_WAY),
        ("联合演习结束。", Phase.ENDED),
        ("演习因台风推迟。", Phase.POSTPONED),
    ],
)
def test_a_phase_comes_with_the_sentence_that_says_it(text: str, phase: Phase) -> None:
    """Announced, under way, postponed, cancelled, ended: each with its words."""
    # when
    (said,) = find_phases(make_article(text))

    # then
    assert said.phase is phase
    assert said.reason.params == {"text": text}


@pytest.mark.parametrize(
    "text",
    [
        "Pyongyang urged Seoul to cancel the exercise.",
        "The drills will not be postponed, the ministry said.",
        "북한은 연합훈련 중단을 촉구했다.",
        "The exercise is a rehearsal for war.",
    ],
)
def test_what_is_demanded_or_denied_is_no_phase(text: str) -> None:
    """A demand, a denial and a mere mention prove no phase."""
    assert find_phases(make_article(text)) == ()
