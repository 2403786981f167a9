"""The first answer to an interaction: a message, a deferral, an update, choices or a modal."""

from typing import TYPE_CHECKING, Any

from tests.fakes.discord.command_forms import MAX_CHOICES, check_choice_texts
from tests.fakes.discord.errors import ApiError, FormErrors, api_error
from tests.fakes.discord.exchange import NO_CONTENT, Call, Reply
from tests.fakes.discord.messages import Draft, change_message, make_message
from tests.fakes.discord.modal_forms import check_modal
from tests.fakes.discord.payloads import message_json
from tests.fakes.discord.routes.table import Route
from tests.fakes.discord.world import IS_EPHEMERAL, IS_LOADING, Interaction, Message

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

Json = dict[str, Any]

# Discord: interactions/receiving-and-responding, types of interactions and of callbacks
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
FITTING = {
    COMMAND: (MESSAGE, DEFERRED_MESSAGE, MODAL),
    COMPONENT: (MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL),
    AUTOCOMPLETE: (CHOICES,),
    MODAL_SUBMIT: (MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE),
}


def answer(fake: "FakeDiscord", call: Call) -> Reply:
    """One answer within the deadline; a late one finds nothing, a second one is refused."""
    interaction = _pending(fake, call)
    kind, data = call.form.get("type"), call.form.get("data") or {}
    fits = FITTING[interaction.kind]
    if kind in (DEFERRED_UPDATE, UPDATE) and interaction.source_message_id is None:
        fits = tuple(one for one in fits if one not in (DEFERRED_UPDATE, UPDATE))
    if kind not in fits:
        form = FormErrors()
        form.add("type", "BASE_TYPE_CHOICES", f"Value must be one of {set(fits)}.")
        form.done()
    message = _do(fake, interaction, call, data)
    interaction.callback_kind, interaction.callback_data = kind, data
    fake.changes.tell()
    if not call.flag("with_response"):
        return NO_CONTENT
    return Reply(body=_shown(fake, interaction, message))


def _pending(fake: "FakeDiscord", call: Call) -> Interaction:
    interaction = fake.world.interactions.get(call.params["interaction_token"])
    if interaction is None or interaction.id != call.id("interaction_id"):
        raise api_error(10062)
    if interaction.callback_kind is not None:
        raise api_error(40060)
    age_s = fake.clock.now_s() - interaction.created_at
    if age_s > fake.timing.interaction_deadline_s:
        raise api_error(10062)
    return interaction


def _do(fake: "FakeDiscord", interaction: Interaction, call: Call, data: Json) -> Message | None:
    match call.form.get("type"):
        case 4:
            return _first_message(fake, interaction, call, data)
        case 5:
            return _loading_message(fake, interaction, data)
        case 6:
            interaction.original_id = interaction.source_message_id
        case 7:
            return _update(fake, interaction, call, data)
        case 8:
            _check_choices(data.get("choices") or [])
        case 9:
            check_modal(data)
    return None


def _first_message(
    fake: "FakeDiscord", interaction: Interaction, call: Call, data: Json
) -> Message:
    try:
        message = make_reply(fake, interaction, data, call)
    except ApiError as refused:
        raise _inside_data(refused) from refused
    interaction.original_id, interaction.is_original_filled = message.id, True
    return message


def make_reply(fake: "FakeDiscord", interaction: Interaction, data: Json, call: Call) -> Message:
    """A message that answers the interaction; the bot needs no permission for it."""
    draft = Draft(
        body=data,
        files=call.files,
        author_id=fake.world.bot.id,
        interaction=metadata_of(fake, interaction),
    )
    return make_message(fake, fake.world.channels[interaction.channel_id], draft)


def _loading_message(fake: "FakeDiscord", interaction: Interaction, data: Json) -> Message:
    message = Message(
        id=fake.world.ids.next(),
        channel_id=interaction.channel_id,
        author_id=fake.world.bot.id,
        created_at=fake.clock.now_s(),
        flags=IS_LOADING | (int(data.get("flags") or 0) & IS_EPHEMERAL),
        interaction=metadata_of(fake, interaction),
    )
    fake.world.keep(message)
    interaction.original_id = message.id
    return message


def _update(fake: "FakeDiscord", interaction: Interaction, call: Call, data: Json) -> Message:
    message = fake.world.messages[interaction.source_message_id or 0]
    try:
        change_message(fake, message, data, call.files)
    except ApiError as refused:
        raise _inside_data(refused) from refused
    interaction.original_id, interaction.is_original_filled = message.id, True
    return message


def _check_choices(choices: list[Json]) -> None:
    form = FormErrors()
    form.check_count("data.choices", len(choices), 0, MAX_CHOICES)
    check_choice_texts(form, "data.choices", choices)
    form.done()


def _inside_data(refused: ApiError) -> ApiError:
    """The same refusal with its tree of errors under `data`, where the form had it."""
    errors = refused.body.get("errors")
    inside = {"data": errors} if errors else None
    return ApiError(refused.status, refused.body["code"], refused.body["message"], inside)


def metadata_of(fake: "FakeDiscord", interaction: Interaction) -> Json:
    """What a message remembers of the interaction it answers."""
    shown = {
        "id": str(interaction.id),
        "type": interaction.kind,
        "user": (interaction.payload.get("member") or interaction.payload)["user"],
        "authorizing_integration_owners": interaction.payload["authorizing_integration_owners"],
    }
    if interaction.kind == COMPONENT:
        shown["interacted_message_id"] = str(interaction.source_message_id)
    if interaction.kind == MODAL_SUBMIT:
        opener = fake.world.interactions[interaction.payload["opened_by"]]
        shown["triggering_interaction_metadata"] = metadata_of(fake, opener)
    return shown


def _shown(fake: "FakeDiscord", interaction: Interaction, message: Message | None) -> Json:
    shown: Json = {"id": str(interaction.id), "type": interaction.kind}
    if message is None:
        return {"interaction": shown}
    shown["response_message_id"] = str(message.id)
    shown["response_message_loading"] = message.is_loading
    shown["response_message_ephemeral"] = message.is_ephemeral
    resource = {"type": interaction.callback_kind, "message": message_json(fake.world, message)}
    return {"interaction": shown} | ({} if message.is_loading else {"resource": resource})


ROUTES = (
    Route(
        "POST",
        "/interactions/{interaction_id}/{interaction_token}/callback",
        answer,
        is_open=True,
    ),
)
