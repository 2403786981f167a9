"""Ids rise with time and stay small enough for JavaScript; markers fit Discord's nonce."""

from datetime import UTC, datetime, timedelta

import pytest

from watchers.store.ids import IdSource, lowest_id_at
from watchers.store.markers import base62, marker, read_marker

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_ids_rise_within_a_millisecond_and_when_the_clock_goes_back() -> None:
    """Whatever the clock does, every id is greater than the one before."""
    # given
    source = IdSource(after=5)
    moments = [NOW, NOW, NOW - timedelta(hours=2), NOW + timedelta(milliseconds=1)]
    # when
    given = [source.next(each) for each in moments]
    # then
    assert given == sorted(set(given))
    assert given[0] >= lowest_id_at(NOW)


def test_ids_stay_above_what_is_stored() -> None:
    """A database from a machine whose clock ran ahead is gone on with above its ids."""
    # given
    source = IdSource()
    source.raise_to(2**52)
    # when
    following = source.next(NOW)
    # then
    assert following == 2**52 + 1


def test_ids_fit_a_javascript_number_for_two_centuries() -> None:
    """The largest id before the year 2290 is below 2^53."""
    assert lowest_id_at(datetime(2290, 1, 1, tzinfo=UTC)) < 2**53


def test_moments_before_the_epoch_have_the_lowest_id() -> None:
    """Archives of older years take ids in order, from the bottom."""
    # given
    source = IdSource()
    # when
    given = [source.next(datetime(2014, 8, day, tzinfo=UTC)) for day in (14, 15)]
    # then
    assert given == [1, 2]


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (61, "z"), (62, "10"), (2**53 - 1, "fFgnDxSe7")]
)
def test_base62_is_short_and_exact(number: int, text: str) -> None:
    """Nine symbols hold every id."""
    assert base62(number) == text


def test_a_marker_leads_back_to_its_delivery() -> None:
    """The longest marker with the number of a hundredth chunk fits a nonce of 25 characters."""
    # given
    longest = marker("abcdef", 2**53 - 1)
    # then
    assert read_marker(longest) == 2**53 - 1
    assert len(f"{longest}.100") <= 25


@pytest.mark.parametrize("text", ["", "nothing", "abcdef-", "abcdef-ä"])
def test_other_text_is_no_marker(text: str) -> None:
    """A button of another program's making is refused, not misread."""
    with pytest.raises(ValueError, match=r"marker|substring"):
        read_marker(text)
