"""Ten crossposts an hour and channel, and none where Discord has said no."""

from bot.crossposts import CrosspostBudget


def test_the_eleventh_waits_for_the_hour() -> None:
    """Each channel has ten in any hour."""
    # given
    budget = CrosspostBudget()
    # when
    taken = [budget.take(1, float(minute) * 60) for minute in range(11)]
    # then
    assert taken == [True] * 10 + [False]
    assert budget.take(2, 600.0)
    assert budget.take(1, 3600.0)


def test_a_plain_channel_is_not_asked_again() -> None:
    """Discord refused: this is no announcement channel."""
    # given
    budget = CrosspostBudget()
    # when
    budget.close(1)
    # then
    assert not budget.take(1, 0.0)
