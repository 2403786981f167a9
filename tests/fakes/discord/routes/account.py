"""Who the bot is, whom it may write to, and where its gateway stands."""

from typing import TYPE_CHECKING, Any

from tests.fakes.discord.errors import ApiError, api_error
from tests.fakes.discord.exchange import NO_CONTENT, Call, Reply
from tests.fakes.discord.payloads import application_json, channel_json, own_user_json, user_json
from tests.fakes.discord.routes.table import Route

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord


def get_me(fake: "FakeDiscord", call: Call) -> Reply:
    return Reply(body=own_user_json(fake.world.bot))


def get_user(fake: "FakeDiscord", call: Call) -> Reply:
    return Reply(body=user_json(fake.world.user(call.id("user_id"))))


def get_application(fake: "FakeDiscord", call: Call) -> Reply:
    return Reply(body=application_json(fake.world))


def get_gateway(fake: "FakeDiscord", call: Call) -> Reply:
    return Reply(body={"url": fake.gateway_url})


def get_gateway_bot(fake: "FakeDiscord", call: Call) -> Reply:
    gateway = fake.gateway
    limit = {
        "total": gateway.identify_total,
        "remaining": max(gateway.identify_remaining, 0),
        "reset_after": 14_400_000,
        "max_concurrency": gateway.max_concurrency,
    }
    body = {"url": fake.gateway_url, "shards": gateway.shard_count, "session_start_limit": limit}
    return Reply(body=body)


def list_guilds(fake: "FakeDiscord", call: Call) -> Reply:
    after, limit = call.number("after", 0), call.number("limit", 200)
    inside = [g for g in fake.world.guilds.values() if g.has_bot and not g.is_deleted]
    shown: list[dict[str, Any]] = [
        {
            "id": str(guild.id),
            "name": guild.name,
            "icon": None,
            "banner": None,
            "owner": False,
            "permissions": str(int(guild.bot_permissions)),
            "features": [],
        }
        for guild in inside
        if guild.id > after
    ]
    return Reply(body=shown[:limit])


def leave_guild(fake: "FakeDiscord", call: Call) -> Reply:
    fake.world.guild(call.id("guild_id"))
    fake.kick_bot(call.id("guild_id"))
    return NO_CONTENT


def open_dm(fake: "FakeDiscord", call: Call) -> Reply:
    recipient = fake.world.users.get(int(call.form.get("recipient_id") or 0))
    if recipient is None or recipient.id == fake.world.bot.id:
        raise api_error(50033)
    return Reply(body=channel_json(fake.world, fake.world.dm_with(recipient.id)))


def unauthorized() -> ApiError:
    return ApiError(401, 0, "401: Unauthorized")


ROUTES = (
    Route("GET", "/users/@me", get_me),
    Route("GET", "/users/{user_id}", get_user),
    Route("GET", "/oauth2/applications/@me", get_application),
    Route("GET", "/applications/@me", get_application),
    Route("GET", "/gateway", get_gateway, is_open=True),
    Route("GET", "/gateway/bot", get_gateway_bot),
    Route("GET", "/users/@me/guilds", list_guilds),
    Route("DELETE", "/users/@me/guilds/{guild_id}", leave_guild),
    Route("POST", "/users/@me/channels", open_dm),
)
