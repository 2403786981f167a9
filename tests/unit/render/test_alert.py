"""One story, one card."""

from dataclasses import replace

from bot.render.alert import alert
from bot.render.limits import is_within, measure
from bot.render.message import BUTTON, Message, from_json, to_json, walk
from bot.render.shown import COLOURS, Shown, Voice
from watchers.model import Match, Reason, StoryView, Tier, Watch

MARKER = "k3f9ab-2hX0"


def test_a_card_says_what_a_reader_asks(view: StoryView, voice: Voice) -> None:
    """Headline link, outlet, time, outlets, languages, state media, origin, summary and why."""
    message = alert(view, Shown(voice=voice, marker=MARKER))

    assert message.plain.splitlines() == [
        "### [Kim inspects destroyer at Nampho](https://news.example/kim-nampho)",
        "Harbour Wire · <t:1787043720:R> · +1 outlet · en ko · 1 state outlet · rests on KCNA",
        "> Leader Kim Jong-un boarded the ship on Monday. Sailors lined the deck.",
        "-# Kim Jong Un · subject · “Kim Jong-un” in the summary · 100",
    ]


def test_every_button_carries_verb_version_and_marker(view: StoryView, voice: Voice) -> None:
    """A click is understood after any restart, and finds the message in a channel's history."""
    message = alert(view, Shown(voice=voice, marker=MARKER))

    ids = [part["custom_id"] for part in walk(message.components) if part["type"] == BUTTON]
    assert ids == [f"{verb}:1:{MARKER}" for verb in ("why", "story", "up", "down", "snooze")]


def test_the_bar_shows_the_tier(view: StoryView, voice: Voice) -> None:
    """Urgent stories are told by colour, with the reason of their tier in words."""
    reasons = (Reason(code="digest-held", params={"count": 2}),)
    message = alert(view, Shown(voice=voice, tier=Tier.URGENT, reasons=reasons))

    assert message.components[0]["accent_color"] == COLOURS[Tier.URGENT]
    assert "-# 2 stories were held back" in message.plain


def test_only_a_chosen_role_is_pinged(view: StoryView, voice: Voice) -> None:
    """The mention stands alone before the card, and the message names the role it may ping."""
    message = alert(view, Shown(voice=voice, role_id=42))

    assert message.components[0]["content"] == "<@&42>"
    assert message.allowed_role_id == 42
    assert alert(view, Shown(voice=voice)).allowed_role_id is None


def test_a_picture_is_off_unless_asked_for(view: StoryView, voice: Voice) -> None:
    """Agencies' pictures carry restrictions."""
    article = replace(view.articles[0], image_url="https://news.example/a.jpg")
    pictured = replace(view, articles=(article, *view.articles[1:]))

    assert "a.jpg" not in str(alert(pictured, Shown(voice=voice)).components)
    assert "a.jpg" in str(alert(pictured, Shown(voice=voice, has_image=True)).components)


def test_many_watches_are_counted_beyond_five(view: StoryView, match: Match, voice: Voice) -> None:
    """One card names the first watches and counts the others."""
    watches = {n: Watch(id=n, name=f"Watch {n}") for n in range(1, 9)}
    matches = tuple(replace(match, watch_id=n) for n in watches)

    message = alert(replace(view, matches=matches, watches=watches), Shown(voice=voice))

    assert "and 3 more watches" in message.plain


def test_the_longest_card_stays_within_the_limits(
    view: StoryView, match: Match, voice: Voice
) -> None:
    """Markup doubles when escaped, and Korean has three bytes a letter."""
    for text in ("*" * 5000, "가" * 5000, "👍" * 5000):
        article = replace(
            view.articles[0],
            title=text,
            summary=text,
            outlet=text,
            url="https://x.example/" + "a" * 880,
        )
        watches = {n: Watch(id=n, name=text) for n in range(9)}
        evidence = (replace(match.evidence[0], text=text, alias=text),)
        matches = tuple(replace(match, watch_id=n, evidence=evidence) for n in watches)
        longest = replace(view, articles=(article,), matches=matches, watches=watches)

        message = alert(longest, Shown(voice=voice, marker=MARKER))

        assert is_within(measure(message.components))


def test_a_message_comes_back_from_its_stored_form(view: StoryView, voice: Voice) -> None:
    """What was frozen with the delivery is what is sent."""
    message: Message = alert(view, Shown(voice=voice, marker=MARKER))

    assert from_json(to_json(message)) == message


def test_an_edited_card_says_only_what_changed(view: StoryView, voice: Voice) -> None:
    """What was true of the first report is not said of the grown story."""
    first = Reason(code="tier-single-origin", params={"origin": "harbour", "outlets": 1})
    change = Reason(code="number", params={"now": 12, "before": 10})
    fresh = alert(view, Shown(voice=voice, reasons=(Reason(code="alert-new-story"), first)))
    later = alert(
        view,
        Shown(voice=voice, reasons=(first, change), updated_at=view.story.updated_at),
    )

    assert "one report of one outlet" in fresh.plain
    assert "a new story" not in fresh.plain
    assert "one report" not in later.plain
    assert "the number is now 12, before 10" in later.plain
