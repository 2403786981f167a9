"""An archive on its own clock: the live steps decide, and nothing is sent twice."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from watchers.alerts import PlacePolicy
from watchers.matching import Matcher
from watchers.model import Alias, Article, DeliveryKind, Mode, Subscription, Watch, WatchKind
from watchers.replay import PLACE_ID, Replay, Sent

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KIM = Watch(id=1, name="Kim Jong Un", kind=WatchKind.PERSON, aliases=(Alias(text="Kim Jong Un"),))


def article(number: int, title: str, *, hours: float = 0, outlet: str = "Wire") -> Article:
    at = MONDAY + timedelta(hours=hours)
    return Article(
        id=number,
        title=title,
        url=f"https://{outlet.lower()}.example/{number}",
        outlet=outlet,
        publisher=outlet,
        published_at=at,
        first_seen_at=at,
        language="en",
    )


def run(articles: Sequence[Article], mode: Mode) -> list[Sent]:
    wish = Subscription(id=1, place_id=PLACE_ID, watch_id=1, created_at=MONDAY, mode=mode)
    return list(Replay(Matcher([KIM]), [wish], policy=PlacePolicy()).run(articles))


def test_two_outlets_on_one_event_are_one_alert() -> None:
    """The second outlet of a story alerts nobody again."""
    title = "Kim Jong Un inspects new destroyer at Nampho shipyard"
    sent = run([article(1, title), article(2, title, hours=0.5, outlet="Post")], Mode.RIGHT_AWAY)
    assert [each.owed.kind for each in sent if each.owed.kind is DeliveryKind.ALERT] == [
        DeliveryKind.ALERT
    ]
    assert sent[0].article_ids == (1,)
    assert sent[0].at == MONDAY


def test_once_a_day_is_one_digest_after_the_last_article() -> None:
    """The digest of the next morning names each story of the day, at its local hour."""
    sent = run(
        [
            article(1, "Kim Jong Un inspects new destroyer at Nampho shipyard"),
            article(2, "Kim Jong Un sends letter to a flood relief brigade", hours=3),
        ],
        Mode.ONCE_A_DAY,
    )
    (digest,) = sent
    assert digest.owed.kind is DeliveryKind.DIGEST
    assert digest.at == datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
    assert len(digest.owed.story_ids) == 2


def test_an_archive_of_days_rings_each_morning_once() -> None:
    """The clock of an archive rings between its articles, in order."""
    sent = run(
        [
            article(1, "Kim Jong Un inspects new destroyer at Nampho shipyard"),
            article(2, "Kim Jong Un sends letter to a flood relief brigade", hours=30),
            article(3, "Kim Jong Un attends a concert of the state orchestra", hours=80),
        ],
        Mode.ONCE_A_DAY,
    )
    assert [each.at.day for each in sent] == [3, 4, 6]


def test_the_same_archive_gives_the_same_decisions() -> None:
    """Nothing but the archive decides."""
    archive = [article(n, f"Kim Jong Un visits factory number {n}", hours=n) for n in range(1, 20)]
    assert run(archive, Mode.BOTH) == run(archive, Mode.BOTH)


def test_an_empty_archive_sends_nothing() -> None:
    """Without an article the clock never starts."""
    assert run([], Mode.BOTH) == []
