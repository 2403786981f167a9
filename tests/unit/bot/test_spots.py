"""Where a message goes: by itself, under its card, or into a thread."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.spots import Route, choose_spot
from bot.wires import HERE, Spot
from watchers.model import (
    DeliveryKind,
    DeliveryState,
    GuildSettings,
    Place,
    PlaceKind,
    PostStyle,
    Tier,
)
from watchers.store.deliveries import Chunk, Delivery

NOW = datetime(2024, 5, 1, tzinfo=UTC)
CHANNEL = Place(id=1, kind=PlaceKind.CHANNEL, discord_id=11, guild_id=5)
PERSON = Place(id=2, kind=PlaceKind.PERSON, discord_id=22)
HEAD = {"components": [{"type": 10, "content": "## Headline"}], "plain": ""}
ALERT = Delivery(
    id=7,
    place=CHANNEL,
    kind=DeliveryKind.ALERT,
    about="story:1:1",
    tier=Tier.NORMAL,
    state=DeliveryState.SENT,
    created_at=NOW,
    due_at=NOW,
    marker="abcdef-1",
    payload=(HEAD, HEAD),
)
CARD = replace(ALERT, chunks=(Chunk(number=0, message_id=100, channel_id=11),))
UPDATE = replace(ALERT, id=8, kind=DeliveryKind.UPDATE)
DIGEST = replace(ALERT, id=9, kind=DeliveryKind.DIGEST)
PLAIN, FORUM = GuildSettings(), GuildSettings(post_style=PostStyle.FORUM)


def test_an_alert_stands_by_itself() -> None:
    """A card is a message of its own."""
    assert choose_spot(ALERT, 0, Route(settings=FORUM), None) == HERE


def test_an_update_answers_to_its_card() -> None:
    """By default a change replies to what it changes."""
    route = Route(settings=PLAIN, card=CARD)
    assert choose_spot(UPDATE, 0, route, None) == Spot(reply_to=100)


def test_an_update_goes_into_a_thread_where_the_server_wants_so() -> None:
    """One thread a story, called like its card."""
    route = Route(settings=FORUM, card=CARD)
    assert choose_spot(UPDATE, 0, route, None) == Spot(thread_of=100, title="Headline")


def test_an_update_goes_where_the_cards_thread_is() -> None:
    """A card that is a forum's post has its thread, whatever the setting says now."""
    route = Route(settings=PLAIN, card=replace(CARD, thread_id=300))
    assert choose_spot(UPDATE, 0, route, None) == Spot(thread_of=300, title="Headline")


def test_a_long_digest_goes_on_in_a_thread() -> None:
    """Its first message stays in the channel."""
    route = Route(settings=PLAIN)
    assert choose_spot(DIGEST, 0, route, None) == HERE
    assert choose_spot(DIGEST, 1, route, 400) == Spot(thread_of=400, title="Headline")


def test_direct_messages_have_no_threads() -> None:
    """A person's digest is one message after another."""
    personal = replace(DIGEST, place=PERSON)
    assert choose_spot(personal, 1, Route(settings=FORUM), 400) == HERE
