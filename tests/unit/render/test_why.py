"""Why a reader got a card."""

from dataclasses import replace

from bot.render.shown import Shown, Voice
from bot.render.why import why
from watchers.model import Evidence, Field, Match, Reason, Refusal, StoryView, Tier


def test_the_mention_is_marked_in_its_sentence(view: StoryView, voice: Voice) -> None:
    """The span is bold, the sentence around it is quoted, the alias and score are named."""
    message = why(view, Shown(voice=voice, tier=Tier.URGENT))

    assert message.plain.splitlines() == [
        "### [Kim inspects destroyer at Nampho](https://news.example/kim-nampho)",
        "**Kim Jong Un** · subject · score 100",
        "> Leader **Kim Jong-un** boarded the ship on Monday.",
        "-# found by the alias “Kim Jong-un” in the summary · 100",
        "Tier: **urgent**",
    ]


def test_what_was_refused_is_told(view: StoryView, match: Match, voice: Voice) -> None:
    """A confusable that was weighed stands beside what counted."""
    weighed = Evidence(
        alias="Kim Jong-un", field=Field.TEXT, start=0, end=12, text="Kim Jong-nam", score=80
    )
    reason = Reason(code="digest-held", params={"count": 1})
    refused = replace(match, refused=(Refusal(evidence=weighed, reason=reason),))

    message = why(replace(view, matches=(refused,)), Shown(voice=voice))

    assert "refused “Kim Jong-nam”: 1 story was held back" in message.plain


def test_a_changed_text_still_shows_the_words_found(
    view: StoryView, match: Match, voice: Voice
) -> None:
    """Offsets that no longer fit show the stored span alone."""
    moved = replace(match, evidence=(replace(match.evidence[0], start=900, end=911),))

    message = why(replace(view, matches=(moved,)), Shown(voice=voice))

    assert "> **Kim Jong-un**" in message.plain
