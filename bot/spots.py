"""Where a message of a delivery goes: by itself, under its card, or into a thread."""

from dataclasses import dataclass

from bot.render.message import from_json
from bot.wires import HERE, Spot
from bot.wires.thread_names import name_thread
from watchers.model import DeliveryKind, GuildSettings, PostStyle
from watchers.store import Tx, deliveries, guilds, places
from watchers.store.deliveries import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What the way of a delivery rests on: its readers' wishes, and the card that it updates."""

    settings: GuildSettings
    card: Delivery | None = None


def read_route(tx: Tx, delivery: Delivery) -> Route:
    """The route of a delivery, from one picture of the database."""
    settings = guilds.settings(tx, places.reader_of(delivery.place))
    if delivery.kind is not DeliveryKind.UPDATE or not delivery.story_ids:
        return Route(settings=settings)
    card = deliveries.card_of(tx, delivery.place.id, delivery.story_ids[0])
    return Route(settings=settings, card=card if card and card.chunks else None)


def choose_spot(delivery: Delivery, number: int, route: Route, first_id: int | None) -> Spot:
    """The spot of one message; `first_id` is the message that the delivery began with."""
    if route.card is not None and number == 0:
        return spot_under(route.card, route.settings)
    if number > 0 and first_id is not None and delivery.place.guild_id is not None:
        return Spot(thread_of=first_id, title=name_thread(from_json(delivery.payload[0])))
    return HERE


def spot_under(card: Delivery, settings: GuildSettings) -> Spot:
    """An update goes into the card's thread where it has one or shall have one, else replies."""
    message_id = card.chunks[0].message_id
    wants_thread = settings.post_style is PostStyle.FORUM and card.place.guild_id is not None
    if card.thread_id is None and not wants_thread:
        return Spot(reply_to=message_id)
    title = name_thread(from_json(card.payload[0]))
    return Spot(thread_of=card.thread_id or message_id, title=title)
