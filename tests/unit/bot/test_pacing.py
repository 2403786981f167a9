"""Discord's limits are kept before Discord has to say no."""

import asyncio

import pytest

from bot.pacing import Answer, Ask, Lane, Pace, PaceLimits, Pacer, pick_next

LIMITS = PaceLimits()


def run_for(pace: Pace, seconds: float, ask: Ask) -> list[float]:
    """The moments at which a caller that never tires of asking is let through."""
    now, sent = 0.0, []
    while now < seconds:
        wait_s = pace.wait_s(ask, now)
        if wait_s > 0:
            now += wait_s
            continue
        pace.take(ask, now)
        sent.append(now)
    return sent


def most_within(sent: list[float], window_s: float) -> int:
    """The largest number of moments in any window of this length."""
    return max(sum(1 for at in sent if start <= at < start + window_s) for start in sent)


def test_any_second_stays_under_discords_global_limit() -> None:
    """However many ask, no window of a second holds fifty, and the rate is ours."""
    # given
    pace = Pace(LIMITS)
    # when
    sent = run_for(pace, 4.0, Ask(lane=Lane.ALERT))
    # then
    assert most_within(sent, 1.0) < 50
    assert len(sent) == pytest.approx(4 * LIMITS.per_s, abs=LIMITS.burst + 1)


def test_an_idle_pace_lets_the_first_few_through_at_once() -> None:
    """One alert after a quiet time does not wait."""
    # given
    pace = Pace(LIMITS)
    # when
    sent = run_for(pace, 0.001, Ask(lane=Lane.ALERT))
    # then
    assert len(sent) == LIMITS.burst


def test_a_channel_gets_five_messages_in_five_seconds() -> None:
    """The sixth to one channel waits until the first is five seconds old."""
    # given
    pace = Pace(LIMITS)
    # when
    sent = run_for(pace, 20.0, Ask(lane=Lane.ALERT, place_id=1))
    # then
    assert most_within(sent, 5.0) == 5
    assert sent[5] >= 5.0


def test_a_full_channel_does_not_hold_up_another() -> None:
    """The limit of one channel is that channel's alone."""
    # given
    pace = Pace(LIMITS)
    run_for(pace, 1.0, Ask(lane=Lane.ALERT, place_id=1))
    # when
    wait_s = pace.wait_s(Ask(lane=Lane.ALERT, place_id=2), 1.0)
    # then
    assert wait_s < 0.1


def test_a_window_counts_from_the_answer() -> None:
    """A request that was long on its way holds its place in the window from its arrival."""
    # given
    pace = Pace(LIMITS)
    ask = Ask(lane=Lane.ALERT, place_id=1)
    for moment in range(5):
        pace.take(ask, float(moment) / 10)
    # when
    pace.note(Answer(status=200, place_id=1), 3.0)
    # then
    assert pace.place_wait_s(1, 5.5) == 0.0
    for moment in range(4):
        pace.take(ask, 5.5 + moment / 10)
    assert pace.place_wait_s(1, 6.0) == pytest.approx(2.0)


def test_a_global_limit_pauses_everything() -> None:
    """After a global 429 nobody goes before Discord allows it."""
    # given
    pace = Pace(LIMITS)
    # when
    pace.note(Answer(status=429, retry_after_s=7.0, is_global=True), 100.0)
    # then
    assert pace.wait_s(Ask(lane=Lane.PEOPLE), 100.0) == 7.0
    assert pace.wait_s(Ask(lane=Lane.PEOPLE), 107.0) == 0.0


def test_a_global_pause_ends_without_a_stampede() -> None:
    """Those who waited go evenly spaced, not all at once."""
    # given
    pace = Pace(LIMITS)
    pace.note(Answer(status=429, retry_after_s=1.0, is_global=True), 0.0)
    # when
    sent = run_for(pace, 2.0, Ask(lane=Lane.ALERT))
    # then
    assert min(sent) >= 1.0
    assert most_within(sent, 0.1) <= LIMITS.burst + 5


def test_a_channels_limit_cools_that_channel_alone() -> None:
    """After a channel's 429 the others go on."""
    # given
    pace = Pace(LIMITS)
    # when
    pace.note(Answer(status=429, place_id=1, retry_after_s=30.0), 0.0)
    # then
    assert pace.wait_s(Ask(lane=Lane.ALERT, place_id=1), 0.0) == 30.0
    assert pace.wait_s(Ask(lane=Lane.ALERT, place_id=2), 0.0) == 0.0


@pytest.mark.parametrize("status", [401, 403, 429])
def test_invalid_answers_stop_everything_before_discord_bans(status: int) -> None:
    """At half of Discord's budget of invalid requests everything waits for the window to pass."""
    # given
    pace = Pace(PaceLimits(invalid_count=3))
    # when
    for moment in (0.0, 10.0, 20.0):
        pace.note(Answer(status=status, place_id=9), moment)
    # then
    assert pace.invalid_count(20.0) == 3
    assert pace.wait_s(Ask(lane=Lane.ALERT), 20.0) == pytest.approx(580.0)
    assert pace.wait_s(Ask(lane=Lane.ALERT), 601.0) == 0.0


def test_a_shared_limit_does_not_count_towards_the_ban() -> None:
    """Discord does not count a 429 of scope "shared"."""
    # given
    pace = Pace(LIMITS)
    # when
    pace.note(Answer(status=429, place_id=1, retry_after_s=1.0, is_shared=True), 0.0)
    # then
    assert pace.invalid_count(0.0) == 0


def test_alerts_go_before_edits_and_digests() -> None:
    """Of those who may go, the most urgent lane goes, and in it the oldest."""
    # given
    asks = [Ask(lane=Lane.DIGEST), Ask(lane=Lane.EDIT), Ask(lane=Lane.ALERT), Ask(lane=Lane.ALERT)]
    # when
    index, _ = pick_next(Pace(LIMITS), asks, 0.0)
    # then
    assert index == 2


def test_a_waiting_channel_lets_a_less_urgent_one_pass() -> None:
    """An alert that must wait for its channel does not hold up a digest elsewhere."""
    # given
    pace = Pace(LIMITS)
    pace.note(Answer(status=429, place_id=1, retry_after_s=30.0), 0.0)
    asks = [Ask(lane=Lane.ALERT, place_id=1), Ask(lane=Lane.DIGEST, place_id=2)]
    # when
    index, _ = pick_next(pace, asks, 0.0)
    # then
    assert index == 1


def test_what_holds_nobody_back_is_forgotten() -> None:
    """Memory does not grow with the number of channels ever written to."""
    # given
    pace = Pace(LIMITS)
    for place_id in range(100):
        pace.take(Ask(lane=Lane.ALERT, place_id=place_id), 0.0)
    # when
    pace.forget(6.0)
    # then
    assert pace._sent_at == {}


async def test_the_urgent_overtake_those_who_wait() -> None:
    """Who waits for a turn gets it by lane, whatever the order of asking."""
    # given
    pacer = Pacer(PaceLimits(per_s=200.0, burst=1))
    order: list[Lane] = []

    async def go(lane: Lane) -> None:
        await pacer.turn(Ask(lane=lane))
        order.append(lane)

    # when
    lanes = [Lane.DIGEST, Lane.DIGEST, Lane.EDIT, Lane.ALERT]
    await asyncio.gather(*(go(lane) for lane in lanes))
    # then
    assert order == [Lane.DIGEST, Lane.ALERT, Lane.EDIT, Lane.DIGEST]


async def test_who_gives_up_waiting_takes_no_turn() -> None:
    """A cancelled request leaves its turn to the next."""
    # given
    pacer = Pacer(PaceLimits(per_s=100.0, burst=1))
    await pacer.turn(Ask(lane=Lane.ALERT))
    given_up = asyncio.ensure_future(pacer.turn(Ask(lane=Lane.PEOPLE)))
    waiting = asyncio.ensure_future(pacer.turn(Ask(lane=Lane.DIGEST)))
    await asyncio.sleep(0)
    # when
    given_up.cancel()
    # then
    await asyncio.wait_for(waiting, 1.0)
    assert given_up.cancelled()
