"""What the delivery tests share: cards with a marker, and a session on the local Discord."""

from pathlib import Path

from pydantic import SecretStr

from bot.client import RestSession, client_options, point_at
from bot.pacing import PaceLimits, Pacer
from bot.render.message import Message
from bot.wires.over_discord import DiscordWire
from bot.wires.trace import make_trace
from config.settings import DiscordSettings
from tests.fakes.discord import Channel, FakeDiscord
from watchers.model import Place, PlaceKind

UNPACED = PaceLimits(per_s=100_000.0, burst=1000, place_count=1000, place_window_s=0.01)


def make_card(words: str, marker: str = "", *, role_id: int | None = None) -> Message:
    """A card with these words and, where a marker is given, a button that carries it."""
    parts: list[dict[str, object]] = [{"type": 10, "content": words}]
    if marker:
        why = {"type": 2, "style": 2, "label": "Why", "custom_id": f"why:1:{marker}"}
        parts.append({"type": 1, "components": [why]})
    card = {"type": 17, "accent_color": 255, "components": parts}
    return Message(components=(card,), plain=words, allowed_role_id=role_id)  # type: ignore[arg-type]


def make_settings(fake: FakeDiscord, token: str | None = None) -> DiscordSettings:
    """Settings that reach the local Discord."""
    return DiscordSettings(
        token=SecretStr(token or fake.token), api_url=fake.api_url, gateway_url=fake.gateway_url
    )


def make_session(
    fake: FakeDiscord, limits: PaceLimits = UNPACED, token: str | None = None
) -> RestSession:
    """A REST session on the local Discord, paced by these limits."""
    settings = make_settings(fake, token)
    point_at(settings)
    return RestSession(token or fake.token, client_options(settings, make_trace(Pacer(limits))))


def make_wire(session: RestSession) -> DiscordWire:
    return DiscordWire(session)


def place_of(channel: Channel, place_id: int = 1) -> Place:
    """The place that stands for this channel."""
    return Place(
        id=place_id,
        kind=PlaceKind.CHANNEL,
        discord_id=channel.id,
        guild_id=channel.guild_id,
    )


def openapi(shared: Path) -> Path:
    return shared / "reference" / "discord-openapi.json"
