"""A message in a terminal."""

from dataclasses import replace
from datetime import timedelta

from bot.render.alert import alert
from bot.render.shown import Shown, Voice
from bot.render.terminal import Screen, draw
from watchers.model import StoryView


def test_a_card_is_drawn_with_its_bar_and_buttons(view: StoryView, voice: Voice) -> None:
    """Markup becomes what a reader would see; times are told against the screen's clock."""
    now = view.articles[0].first_seen_at + timedelta(minutes=4)

    drawn = draw(alert(view, Shown(voice=voice, marker="a-1")), Screen(width=90, now=now))

    assert drawn.splitlines() == [
        "┃ Kim inspects destroyer at Nampho",
        "┃ Harbour Wire · 4 min ago · +1 outlet · en ko · 1 state outlet · rests on KCNA",
        "┃ ▏ Leader Kim Jong-un boarded the ship on Monday. Sailors lined the deck.",
        "┃ Kim Jong Un · subject · “Kim Jong-un” in the summary · 100",
        "┃ [ Why ]  [ Story ]  [ 👍 ]  [ 👎 ]  [ Snooze 24 h ]",
    ]


def test_no_colour_code_is_written_unless_asked(view: StoryView, voice: Voice) -> None:
    """A file or a pipe gets plain text; nothing of a feed can drive the terminal."""
    hostile = replace(view.articles[0], title="\x1b[31mred\x1b[0m [x](y) **b**")
    message = alert(replace(view, articles=(hostile,)), Shown(voice=voice))

    plain = draw(message, Screen(width=60))
    coloured = draw(message, Screen(width=60, is_coloured=True))

    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert "\x1b[31mred" not in coloured


def test_a_narrow_screen_wraps_wide_letters(view: StoryView, voice: Voice) -> None:
    """Korean letters take two cells each; no line passes the width."""
    korean = replace(view.articles[0], title="김정은 국무위원장, 남포 조선소에서 구축함 시찰")

    drawn = draw(alert(replace(view, articles=(korean,)), Shown(voice=voice)), Screen(width=30))

    assert all(len(line) <= 30 for line in drawn.splitlines())
    assert drawn.splitlines()[0] == "┃ 김정은 국무위원장, 남포"
