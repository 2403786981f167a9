"""What people type is understood, or refused with what is wrong."""

import pytest

from bot.commands.clock_times import read_time, read_times
from bot.commands.importing import Unreadable, read_import
from bot.commands.languages import offer_languages, read_languages
from bot.commands.nearest import fold, rank
from bot.commands.zones import guess_zone, read_zone
from watchers.model import GuildSettings, Reason


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("8", "08:00"),
        ("08:30", "08:30"),
        ("8.30", "08:30"),
        ("8 am", "08:00"),
        ("12 am", "00:00"),
        ("12pm", "12:00"),
        ("6:15 PM", "18:15"),
        ("23h59", "23:59"),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, time: str) -> None:
    """With and without minutes, in both halves of the day."""
    assert read_time(typed) == time


@pytest.mark.parametrize("typed", ["24:00", "8:60", "13 pm", "0 am", "noon", "", "8:5"])
def test_a_time_that_no_clock_shows_is_refused(typed: str) -> None:
    """The refusal names it."""
    assert isinstance(read_time(typed), Reason)


def test_several_times_are_kept_once_and_in_order() -> None:
    """An empty text is none; one wrong time refuses all."""
    assert read_times("18:00, 8; 8:00") == ("08:00", "18:00")
    assert read_times(" ") == ()
    assert isinstance(read_times("8, 99"), Reason)


@pytest.mark.parametrize("typed", ["Asia/Seoul", "asia/seoul", "Seoul", "서울"])
def test_a_zone_is_read_by_any_of_its_names(typed: str) -> None:
    """IANA's name, its city in English, its city in Korean."""
    assert read_zone(typed) == "Asia/Seoul"


def test_a_zone_is_guessed_from_the_servers_language() -> None:
    """Only where most of its speakers live in one."""
    assert guess_zone("ko") == "Asia/Seoul"
    assert guess_zone("en-US") == "UTC"


def test_languages_are_read_by_code_and_name() -> None:
    """In English, in Korean, in themselves; regions are no languages."""
    assert read_languages("en, Korean 日本語") == ("en", "ko", "ja")
    assert read_languages("독일어") == ("de",)
    assert read_languages("") == ()
    assert isinstance(read_languages("xx"), Reason)


def test_a_list_of_languages_completes_its_last_word() -> None:
    """What is chosen already is not offered again."""
    offered = offer_languages("en, Kor", "en")

    assert offered[0] == ("en, Korean", "en, ko")


def test_near_names_come_first() -> None:
    """The same, then begun, then contained, then alike; strangers are left out."""
    named = [(name, [name]) for name in ("Freedom Shield", "Ulchi Freedom Shield", "Rain")]

    assert rank("freedom shield", named, 5) == ["Freedom Shield", "Ulchi Freedom Shield"]
    assert rank("Ulchy Freedom Sheild", named, 1) == ["Ulchi Freedom Shield"]
    assert rank("", named, 2) == ["Freedom Shield", "Ulchi Freedom Shield"]


def test_a_syllable_that_is_being_typed_begins_the_whole() -> None:
    """Hangul is compared letter by letter."""
    assert fold("김정은").startswith(fold("김정으"))


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"format": "x"}', b"[" * 100_000])
def test_what_is_no_export_is_refused(content: bytes) -> None:
    """Whatever the file is, reading it ends."""
    assert isinstance(read_import(content), Unreadable)


def test_values_that_do_not_fit_are_left_out_of_an_import() -> None:
    """A file changed by hand cannot bring in what the forms refuse."""
    content = b"""{"format": "watchfloor-export-1",
      "settings": {"zone": "Mars/Base", "digest_times": ["25:00", "08:00"], "budget_per_day": -1,
                   "language": "xx", "post_style": "wall", "ping_role_id": 5, "other": 1},
      "watches": [{"name": "A watch", "aliases": ["one", {"text": "two", "kind": "no"}, 3]}, {}, 4],
      "subscriptions": [{"watch": {"name": "A watch"}, "place": {"kind": "channel",
                        "discord_id": "not a number"}, "mode": "never"}, {"watch": 1}]}"""

    read = read_import(content)

    assert not isinstance(read, Unreadable)
    assert read.settings == GuildSettings(digest_times=("08:00",))
    (watch,) = read.watches
    assert [alias.text for alias in watch.aliases] == ["one", "two"]
    (follow,) = read.follows
    assert follow.channel_id is None
