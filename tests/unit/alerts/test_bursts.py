"""A burst is told once, a silence with its cause, and neither without a measured usual."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from watchers.alerts.bursts import StorySeen, WatchHistory, find_burst, find_silence

NOW = datetime(2023, 8, 28, 12, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def seen(*ages: timedelta, outlets: int = 2) -> tuple[StorySeen, ...]:
    return tuple(StorySeen(at=NOW - age, outlets=outlets) for age in sorted(ages, reverse=True))


def make_history(*burst: timedelta, outlets: int = 2) -> WatchHistory:
    """One story a day over 28 days, and these more."""
    daily = [n * DAY + HOUR for n in range(1, 28)]
    return WatchHistory(stories=seen(*daily, *burst, outlets=outlets), sampled_since=NOW - 28 * DAY)


BURST = tuple(n * HOUR / 2 for n in range(9))


def test_many_stories_at_once_are_a_burst_with_its_numbers() -> None:
    """Nine stories in six hours where a quarter is usual are told with both and the span."""
    # when
    reason = find_burst(make_history(*BURST), NOW)

    # then
    assert reason is not None
    assert reason.code == "burst"
    assert reason.params["stories"] == 9
    assert reason.params["sampled_days"] == 28
    assert float(reason.params["usual"]) < 1


def test_a_busy_weekday_is_not_a_burst() -> None:
    """What every Monday brings is usual on a Monday."""
    # given
    mondays = [n * 7 * DAY + age for n in range(1, 4) for age in BURST]

    # then
    assert find_burst(make_history(*BURST, *mondays), NOW) is None


def test_one_outlet_alone_makes_no_burst() -> None:
    """Nine stories of one publisher are its own zeal."""
    assert find_burst(make_history(*BURST, outlets=1), NOW) is None


def test_an_unmeasured_usual_makes_no_burst() -> None:
    """Two days of looking know no usual: what was not sampled does not count as none."""
    # given
    young = replace(make_history(*BURST), sampled_since=NOW - 2 * DAY)

    # then
    assert find_burst(young, NOW) is None


def test_the_usual_is_that_of_the_span_really_sampled() -> None:
    """Ten stories in ten sampled days are one a day, not a third of one over thirty."""
    # given
    stories = seen(*(n * DAY + HOUR for n in range(1, 10)), *BURST)
    history = WatchHistory(stories=stories, sampled_since=NOW - 10 * DAY)

    # when
    reason = find_burst(history, NOW)

    # then
    assert reason is not None
    assert reason.params["sampled_days"] == 10
    assert 0.2 <= float(reason.params["usual"]) <= 0.5


def test_a_burst_is_told_once_until_it_is_over() -> None:
    """While it runs there is no second notice; after a lull there may be another."""
    # given
    running = tuple(n * HOUR / 2 for n in range(48))
    told = replace(make_history(*running), noticed_at=NOW - 12 * HOUR)
    lull = replace(
        make_history(*BURST, *(30 * HOUR + age for age in BURST)), noticed_at=NOW - 30 * HOUR
    )

    # then
    assert find_burst(told, NOW) is None
    assert find_burst(lull, NOW) is not None


def test_a_silence_names_its_cause() -> None:
    """A week without news where one a day is usual is quiet, or broken where sources fail."""
    # given
    quiet = WatchHistory(
        stories=seen(*(n * DAY for n in range(7, 28))), sampled_since=NOW - 28 * DAY, sources=10
    )

    # when
    reasons = [find_silence(history, NOW) for history in (quiet, replace(quiet, broken=5))]

    # then
    assert [reason and reason.code for reason in reasons] == ["silence-quiet", "silence-broken"]
    assert reasons[0] is not None
    assert reasons[0].params == {"days": 7.0, "usual_days": 1.0}


def test_a_silence_is_told_once_and_never_of_a_rare_watch() -> None:
    """Told is told; a watch with two stories a month is not silent."""
    # given
    quiet = WatchHistory(
        stories=seen(*(n * DAY for n in range(7, 28))), sampled_since=NOW - 28 * DAY
    )
    rare = WatchHistory(stories=seen(10 * DAY, 25 * DAY), sampled_since=NOW - 28 * DAY)

    # then
    assert find_silence(replace(quiet, noticed_at=NOW - DAY), NOW) is None
    assert find_silence(rare, NOW) is None
    assert find_silence(quiet, NOW - 5 * DAY) is None
