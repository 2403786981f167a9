"""INTERACTION_CREATE as Discord sends it."""

import secrets
from dataclasses import dataclass
from typing import Any

from tests.fakes.discord.payloads import channel_json, member_json, user_json
from tests.fakes.discord.world import Channel, Guild, Interaction, Kind, Member, World

Json = dict[str, Any]

ATTACHMENT_LIMIT = 10 << 20
IN_GUILD, IN_BOT_DM, IN_PRIVATE = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Who does something where. `is_user_install`: the app is (also) installed by the user."""

    user_id: int
    channel: Channel
    guild: Guild | None = None
    is_user_install: bool = False
    root_url: str = ""

    @property
    def context(self) -> int:
        return IN_BOT_DM if self.guild is None else IN_GUILD


def new_interaction(
    world: World, scene: Scene, kind: int, data: Json, extras: Json | None = None
) -> Interaction:
    """The interaction with its payload, known to the world from now on."""
    interaction = Interaction(
        id=world.ids.next(),
        token=f"itx-{secrets.token_urlsafe(48)}",
        kind=kind,
        user_id=scene.user_id,
        channel_id=scene.channel.id,
        guild_id=scene.guild.id if scene.guild else None,
        created_at=world.clock.now_s(),
        payload={},
        is_user_install_only=scene.is_user_install and not _has_bot(scene),
    )
    interaction.payload = _payload(world, scene, interaction, data) | (extras or {})
    world.interactions[interaction.token] = interaction
    return interaction


def _has_bot(scene: Scene) -> bool:
    return scene.guild is not None and scene.guild.has_bot


def _payload(world: World, scene: Scene, interaction: Interaction, data: Json) -> Json:
    payload = {
        "id": str(interaction.id),
        "application_id": str(world.bot.id),
        "type": interaction.kind,
        "data": data,
        "token": interaction.token,
        "version": 1,
        "channel_id": str(scene.channel.id),
        "channel": partial_channel(world, scene.channel, scene.user_id),
        "app_permissions": str(int(_app_permissions(world, scene))),
        "locale": world.users[scene.user_id].locale,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": _owners(scene),
        "context": scene.context,
        "attachment_size_limit": ATTACHMENT_LIMIT,
    }
    return payload | _who(world, scene)


def _who(world: World, scene: Scene) -> Json:
    if scene.guild is None:
        return {"user": user_json(world.users[scene.user_id])}
    guild = scene.guild
    member = guild.members.get(scene.user_id) or Member(user_id=scene.user_id, permissions=0)
    may = world.member_permissions(scene.channel, scene.user_id)
    return {
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
        "guild_locale": guild.locale,
        "member": member_json(world, guild, member) | {"permissions": str(int(may))},
    }


def _app_permissions(world: World, scene: Scene) -> int:
    if scene.guild is not None and not scene.guild.has_bot:
        return 0
    return world.bot_permissions(scene.channel)


def _owners(scene: Scene) -> Json:
    """Key 0: the guild where the app is installed ("0" in direct messages); key 1: the user."""
    owners: Json = {}
    if scene.guild is None and not scene.is_user_install:
        owners["0"] = "0"
    elif _has_bot(scene) and scene.guild is not None:
        owners["0"] = str(scene.guild.id)
    if scene.is_user_install:
        owners["1"] = str(scene.user_id)
    return owners


def partial_channel(world: World, channel: Channel, user_id: int) -> Json:
    """A channel inside an interaction: with the permissions of the user, and of the app."""
    if channel.kind is Kind.DM:
        return channel_json(world, channel)
    may = world.member_permissions(channel, user_id)
    shown = channel_json(world, channel) | {"permissions": str(int(may))}
    # Discord: since 2026-07-16 resolved channels carry the app's permissions too
    return shown | {"app_permissions": str(int(world.bot_permissions(channel)))}
