"""Later answers to an interaction, by its token: its original message and follow-ups."""

from typing import TYPE_CHECKING

from tests.fakes.discord.errors import api_error
from tests.fakes.discord.exchange import NO_CONTENT, Call, Reply
from tests.fakes.discord.messages import change_message, remove_message
from tests.fakes.discord.payloads import message_json
from tests.fakes.discord.routes.interactions import DEFERRED_MESSAGE, make_reply
from tests.fakes.discord.routes.table import Route
from tests.fakes.discord.world import Interaction, Message

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

# Discord: interactions/receiving-and-responding, apps that are not in the server
MAX_USER_INSTALL_FOLLOWUPS = 5


def follow_up(fake: "FakeDiscord", call: Call) -> Reply:
    """A new message; right after a deferral it takes the place of the loading one."""
    interaction = _interaction(fake, call)
    original = fake.world.messages.get(interaction.original_id or 0)
    if interaction.callback_kind == DEFERRED_MESSAGE and not interaction.is_original_filled:
        assert original is not None
        return Reply(body=_fill(fake, interaction, original, call))
    if (
        interaction.is_user_install_only
        and len(interaction.followup_ids) >= MAX_USER_INSTALL_FOLLOWUPS
    ):
        raise api_error(40094)
    message = make_reply(fake, interaction, call.form, call)
    interaction.followup_ids.append(message.id)
    fake.changes.tell()
    return Reply(body=message_json(fake.world, message))


def get_message(fake: "FakeDiscord", call: Call) -> Reply:
    return Reply(body=message_json(fake.world, _message(fake, call)))


def edit_message(fake: "FakeDiscord", call: Call) -> Reply:
    interaction, message = _interaction(fake, call), _message(fake, call)
    return Reply(body=_fill(fake, interaction, message, call))


def delete_message(fake: "FakeDiscord", call: Call) -> Reply:
    remove_message(fake, _message(fake, call))
    return NO_CONTENT


def _fill(
    fake: "FakeDiscord", interaction: Interaction, message: Message, call: Call
) -> dict[str, object]:
    change_message(fake, message, call.form, call.files)
    interaction.edit_count += 1
    interaction.is_original_filled |= message.id == interaction.original_id
    fake.changes.tell()
    return message_json(fake.world, message)


def _interaction(fake: "FakeDiscord", call: Call) -> Interaction:
    """The interaction of the token; dead after its time, unknown until it was answered."""
    interaction = fake.world.interactions.get(call.params["webhook_token"])
    if interaction is None or call.id("webhook_id") != fake.world.bot.id:
        raise api_error(50027)
    if fake.clock.now_s() - interaction.created_at > fake.timing.token_life_s:
        raise api_error(50027)
    if interaction.callback_kind is None:
        raise api_error(10015)
    return interaction


def _message(fake: "FakeDiscord", call: Call) -> Message:
    interaction = _interaction(fake, call)
    wanted = call.params.get("message_id", "@original")
    message_id = interaction.original_id if wanted == "@original" else call.id("message_id")
    message = fake.world.messages.get(message_id or 0)
    is_ours = message_id in (interaction.original_id, *interaction.followup_ids)
    if message is None or message.is_deleted or not is_ours:
        raise api_error(10008)
    return message


BASE = "/webhooks/{webhook_id}/{webhook_token}"
ROUTES = (
    Route("POST", BASE, follow_up, is_open=True),
    *(
        route
        for one in (f"{BASE}/messages/@original", f"{BASE}/messages/{{message_id}}")
        for route in (
            Route("GET", one, get_message, is_open=True),
            Route("PATCH", one, edit_message, is_open=True),
            Route("DELETE", one, delete_message, is_open=True),
        )
    ),
)
