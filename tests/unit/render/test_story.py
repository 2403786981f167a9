"""The timeline of a story."""

from dataclasses import replace

from bot.render.limits import is_within, measure
from bot.render.shown import Voice
from bot.render.story import story
from watchers.model import StoryView


def test_the_timeline_names_each_outlet_and_its_origin(view: StoryView, voice: Voice) -> None:
    """Oldest first, with state media and whose report it rests on."""
    text = story(view, voice).plain

    assert "2 articles" in text
    assert text.index("Harbour Wire · rests on KCNA") < text.index("Second Voice · state media")


def test_a_very_long_story_counts_its_oldest(view: StoryView, voice: Voice) -> None:
    """The newest are shown as far as Discord's limits go."""
    many = tuple(
        replace(view.articles[0], id=number, title=f"Report {number} " + "가" * 150)
        for number in range(60)
    )

    message = story(replace(view, articles=many), voice)

    assert is_within(measure(message.components))
    assert "earlier" in message.plain
    assert "Report 59" in message.plain
    assert "- [Report 1 " not in message.plain
