"""What people are told of a source's health."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from watchers.model import Reason, Source, SourceHistory
from watchers.sources import failures
from watchers.sources.wellness import is_down, is_half_lost, tell_once, wellness

NOW = datetime(2023, 8, 14, 10, tzinfo=UTC)
WELL = Source(
    id=1,
    url="https://news.example/feed",
    name="Example",
    last_checked_at=NOW,
    history=SourceHistory(polls=99, daily_rate=24, last_new_at=NOW - timedelta(hours=1)),
)


def failing(code: str, *, times: int = 5, hours: int = 5) -> Source:
    return replace(
        WELL,
        failures=times,
        failure=Reason(code=code, params={"status": 403}),
        failing_since=NOW - timedelta(hours=hours),
    )


def code_of(source: Source) -> str:
    found = wellness(source, NOW)
    return found.code if found else ""


def test_well_source_has_nothing_to_tell() -> None:
    """No failure, no silence, no gap."""
    assert wellness(WELL, NOW) is None


def test_one_lost_poll_is_not_told() -> None:
    """Three in a row and an hour make a failure."""
    assert code_of(failing(failures.TIMEOUT, times=2)) == ""
    assert code_of(failing(failures.TIMEOUT, hours=0)) == ""
    assert code_of(failing(failures.TIMEOUT)) == "source-failing"


def test_blocked_and_stopped_are_told_as_such() -> None:
    """Who refuses us and what is gone have words of their own, with the failure's code."""
    blocked = wellness(failing(failures.CHALLENGE), NOW)

    assert blocked == Reason(
        code="source-blocked", params={"status": 403, "failure": failures.CHALLENGE, "since_h": 5}
    )
    assert code_of(replace(failing(failures.GONE, times=1), is_stopped=True)) == "source-stopped"


def test_silence_is_measured_by_the_sources_own_rhythm() -> None:
    """An hourly source is silent after a day and a half, a weekly one is not."""

    def quiet(daily_rate: float, hours: int) -> Source:
        since = NOW - timedelta(hours=hours)
        return replace(
            WELL, history=replace(WELL.history, daily_rate=daily_rate, last_new_at=since)
        )

    assert code_of(quiet(24, 30)) == ""
    assert code_of(quiet(24, 40)) == "source-silent"
    assert code_of(quiet(0.1, 40)) == ""


def test_gap_is_shown_for_a_day_and_is_no_outage() -> None:
    """That something may have been missed is told; the source is not down for it."""
    gapped = replace(WELL, history=replace(WELL.history, gap_at=NOW, gaps=2))

    assert code_of(gapped) == "source-gap"
    assert not is_down(gapped, NOW)
    assert wellness(gapped, NOW + timedelta(hours=25)) is None


def test_failure_and_recovery_are_told_once_each() -> None:
    """When it breaks, not while it is broken, and when it heals."""
    broken = failing(failures.TLS)
    worse = replace(broken, failures=6)

    told = tell_once(failing(failures.TLS, times=2), broken, NOW)
    still = tell_once(broken, worse, NOW)
    healed = tell_once(worse, WELL, NOW)

    assert told is not None
    assert told.code == "source-failing"
    assert still is None
    assert healed == Reason(code="source-healed", params={"was": "source-failing", "since_h": 5})


def test_coverage_counts_more_than_half() -> None:
    """Half is bearable, more is told."""
    assert not is_half_lost(2, 4)
    assert is_half_lost(3, 4)
    assert not is_half_lost(0, 0)
