"""What a renderer is given to make a delivery's messages of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.render.message import Message
from watchers.model import GuildSettings, StoryView
from watchers.store.deliveries import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """One delivery with its stories as its readers may see them, and their settings.

    `views` lack the stories that nothing visible is left of; `unwell` names the reader's sources
    that are not well, for digests. Chunk n of what is rendered carries `delivery.nonce(n)` as
    marker, by which a look into the channel's history finds it.
    """

    delivery: Delivery
    views: Mapping[int, StoryView]
    settings: GuildSettings
    now: datetime
    unwell: tuple[str, ...] = ()


Render = Callable[[Contents], tuple[Message, ...]]
"""The messages of a delivery, in order; none where there is nothing to show."""
