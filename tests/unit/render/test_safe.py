"""Strangers' text can neither ping, link, format, hide nor reverse anything."""

import pytest

from bot.render.safe import cut, escape, masked_link, one_line, safe_url


@pytest.mark.parametrize(
    ("feed", "shown"),
    [
        ("**bold** and __line__", r"\*\*bold\*\* and \_\_line\_\_"),
        ("[click](https://evil.example)", r"\[click\](evil.example)"),
        ("||secret|| but a | b", r"\|\|secret\|\| but a | b"),
        ("18~28 Aug and ~~gone~~", r"18~28 Aug and \~\~gone\~\~"),
        ("`code`", r"\`code\`"),
        ("# heading", r"\# heading"),
        ("-# small", r"\-# small"),
        ("> quote", r"\> quote"),
        ("1. list", r"1\. list"),
        ("a\\*b", r"a\\\*b"),
        ("#hashtag", "#hashtag"),
    ],
)
def test_markdown_of_feeds_is_shown_as_it_was_written(feed: str, shown: str) -> None:
    """Markup characters are escaped where Discord would read them as markup."""
    assert escape(feed) == shown


@pytest.mark.parametrize(
    "feed", ["@everyone", "@here", "@everyone김", "<@123>", "<@&123>", "<#5>", "<t:1:R>", "</x:1>"]
)
def test_no_mention_survives(feed: str) -> None:
    """Nothing that Discord reads as a mention, time or command is left."""
    shown = escape(feed)

    assert "<" not in shown
    assert "@everyone" not in shown
    assert "@here" not in shown


def test_what_cannot_be_seen_is_taken_away() -> None:
    """Bidi overrides, zero-width characters, tags, fillers and controls leave no trace."""
    feed = "Kim\u202e gnoJ\u2066\u200b\ufeff\u00ad\U000e0041\u3164 Un\x00\x07\nnext"

    assert one_line(feed) == "Kim gnoJ Un next"


def test_joiners_stay_where_a_script_needs_them() -> None:
    """Persian keeps its zero-width non-joiner, an emoji family its joiners, Latin loses them."""
    assert one_line("می‌خواهم") == "می‌خواهم"
    assert one_line("👨‍👩‍👧") == "👨‍👩‍👧"
    assert one_line("ad\u200cmin") == "admin"


def test_stacked_marks_are_thinned() -> None:
    """A tower of combining marks is cut down to what scripts use."""
    assert len(one_line("Z" + "\u0301" * 50)) == 5


def test_lone_surrogates_are_dropped() -> None:
    """A broken half of a character would make the request invalid."""
    assert one_line("a\ud800b") == "ab"


def test_a_cut_ends_with_an_ellipsis_within_both_limits() -> None:
    """Characters are counted as UTF-16 units, bytes as UTF-8."""
    assert cut("abcdef", 4) == "abc…"
    assert cut("가나다라", 4, 9) == "가나…"
    assert cut("👍👍👍", 4) == "👍…"
    assert cut("abc", 3) == "abc"
    assert cut("the numbers doubled", 15) == "the numbers…"


def test_a_cut_splits_no_letter_from_its_marks() -> None:
    """The letter goes with its accent."""
    assert cut("abe\u0301def", 4) == "ab…"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://x.example/a",
        "https://",
        "https://me@x.example/",
        "https://a b/",
    ],
)
def test_only_web_addresses_become_links(url: str) -> None:
    """Other schemes, credentials and blanks leave the label without a link."""
    assert safe_url(url) == ""
    assert masked_link("Title", url) == "Title"


def test_brackets_cannot_leave_the_link() -> None:
    """Neither label nor address can end the link before its end."""
    link = masked_link("a](https://evil.example) [b", "https://x.example/a)(b")

    assert link == "[a］(evil.example) ［b](https://x.example/a%29%28b)"


def test_a_very_long_address_is_left_out() -> None:
    """A card holds 4,000 characters in all."""
    assert safe_url("https://x.example/" + "a" * 1000) == ""
