"""What is owed becomes the messages that are sent."""

from bot.contents import Contents
from bot.render.message import walk
from bot.render.outbox import render
from bot.render.words import Words
from tests.unit.render.conftest import NOW
from watchers.model import (
    DeliveryKind,
    DeliveryState,
    GuildSettings,
    Place,
    PlaceKind,
    Reason,
    StoryView,
    Tier,
)
from watchers.store.deliveries import Delivery


def owed(kind: DeliveryKind, **more: object) -> Delivery:
    """A delivery on its first turn."""
    made = {
        "id": 1,
        "place": Place(id=1, kind=PlaceKind.CHANNEL, discord_id=9, guild_id=3),
        "kind": kind,
        "about": "story:5:1",
        "tier": Tier.NORMAL,
        "state": DeliveryState.PENDING,
        "due_at": NOW,
        "created_at": NOW,
        "marker": "abc-1",
        "story_ids": (5,),
        "watch_ids": (7,),
    }
    return Delivery(**{**made, **more})  # type: ignore[arg-type]


def contents(delivery: Delivery, view: StoryView, **settings: object) -> Contents:
    """The delivery with its story and the guild's settings."""
    chosen = GuildSettings(**settings)  # type: ignore[arg-type]
    return Contents(delivery=delivery, views={5: view}, settings=chosen, now=NOW)


def test_every_kind_carries_its_marker(view: StoryView, words: Words) -> None:
    """The look into a channel's history finds each message by it."""
    for kind in DeliveryKind:
        (message,) = render(contents(owed(kind), view), words)

        ids = [str(part.get("custom_id", "")) for part in walk(message.components)]
        assert any(custom_id.endswith(":abc-1") for custom_id in ids), kind


def test_matches_of_other_watches_stay_unsaid(view: StoryView, words: Words) -> None:
    """A card answers the watches that its delivery names, no others."""
    (message,) = render(contents(owed(DeliveryKind.ALERT, watch_ids=(8,)), view), words)

    assert "Kim Jong Un" not in message.plain


def test_only_urgent_alerts_ping_the_chosen_role(view: StoryView, words: Words) -> None:
    """With a role chosen, the urgent ping it and the rest come silently."""
    urgent = contents(owed(DeliveryKind.ALERT, tier=Tier.URGENT), view, ping_role_id=42)
    normal = contents(owed(DeliveryKind.ALERT), view, ping_role_id=42)

    (loud,) = render(urgent, words)
    (quiet,) = render(normal, words)

    assert (loud.allowed_role_id, loud.is_silent) == (42, False)
    assert (quiet.allowed_role_id, quiet.is_silent) == (None, True)


def test_a_card_behind_its_story_says_when_it_was_updated(view: StoryView, words: Words) -> None:
    """An edited card shows the newest state and its time."""
    (first,) = render(contents(owed(DeliveryKind.ALERT), view), words)
    (later,) = render(contents(owed(DeliveryKind.ALERT, about="story:5:0"), view), words)

    assert "Updated" not in first.plain
    assert "-# Updated <t:" in later.plain


def test_a_story_that_is_gone_sends_nothing(view: StoryView, words: Words) -> None:
    """What nobody may see any more is not shown."""
    gone = owed(DeliveryKind.ALERT, story_ids=(6,))

    assert render(contents(gone, view), words) == ()


def test_a_notice_names_the_channel(view: StoryView, words: Words) -> None:
    """The people of a suspended place read which one, why, and the cure."""
    reason = Reason(code="place-suspended", params={"channel_id": 77, "code": 50013})

    (message,) = render(contents(owed(DeliveryKind.NOTICE, reasons=(reason,)), view), words)

    assert "post in <#77>" in message.plain
    assert "50013" in message.plain


def test_a_digest_speaks_the_guilds_language(view: StoryView, words: Words) -> None:
    """Words of ours are in the language set; headlines stay in their own."""
    (message,) = render(contents(owed(DeliveryKind.DIGEST), view, language="ko"), words)

    assert "모아 보기" in message.plain
    assert "Kim inspects destroyer at Nampho" in message.plain


def test_a_sample_is_marked_and_invents_a_story_where_there_is_none(
    view: StoryView, words: Words
) -> None:
    """Before anything was found, a channel sees how an alert will look."""
    asked = owed(DeliveryKind.NOTICE, about="sample:1", story_ids=())

    (message,) = render(contents(asked, view), words)

    assert "Sample: this is how an alert looks here." in message.plain
    assert "Ulchi Freedom Shield" in message.plain


def test_codes_within_a_notice_are_worded(view: StoryView, words: Words) -> None:
    """Why a source fails is a sentence, not a code."""
    reason = Reason(
        code="source-failing", params={"source": "Harbour Wire", "why": "fetch-forbidden"}
    )

    (message,) = render(contents(owed(DeliveryKind.NOTICE, reasons=(reason,)), view), words)

    assert "The host refuses us (403)." in message.plain
