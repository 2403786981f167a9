"""What counts as ill, and in which words the operator hears it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.health import Backlog, DiscordState, Pulse, find_ailments

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def pulse(**changed: object) -> Pulse:
    given: dict[str, object] = {"at": NOW, "discord": DiscordState.READY}
    return Pulse(**(given | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize("state", [DiscordState.OFF, DiscordState.REACHED, DiscordState.READY])
def test_a_fresh_pulse_and_an_empty_outbox_are_well(state: DiscordState) -> None:
    """Without a token, over REST alone or with the gateway: the service does its work."""
    assert find_ailments(pulse(discord=state), Backlog(), NOW) == ()


@pytest.mark.parametrize(
    ("ill", "backlog", "words"),
    [
        (None, Backlog(), "not started"),
        (pulse(at=NOW - timedelta(seconds=31)), Backlog(), "31 s old"),
        (pulse(loop_lag_s=2.5), Backlog(), "lags by 2.5 s"),
        (pulse(discord=DiscordState.REFUSED), Backlog(), "refuses the token"),
        (pulse(discord=DiscordState.CONNECTING), Backlog(), "not been reached"),
        (pulse(), Backlog(oldest_due_at=NOW - timedelta(minutes=11)), "due for 660 s"),
    ],
)
def test_each_ailment_has_its_own_sentence(ill: Pulse | None, backlog: Backlog, words: str) -> None:
    """One thing wrong gives one sentence that names it."""
    found = find_ailments(ill, backlog, NOW)
    assert len(found) == 1
    assert words in found[0]


def test_two_ailments_are_both_told() -> None:
    """Nothing hides behind the first fault."""
    ill = pulse(at=NOW - timedelta(minutes=1), loop_lag_s=3)
    assert len(find_ailments(ill, Backlog(), NOW)) == 2
