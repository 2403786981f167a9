"""What happens to answers that come late, twice, too many or malformed."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from tests.contract.discord.conftest import Bot, running
from tests.fakes.discord import Answer, FakeDiscord, Guild, NotOffered
from tests.fakes.discord.interaction_payloads import Scene, new_interaction
from tests.fakes.discord.world import Interaction

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5


@pytest.fixture
async def bot(fake: FakeDiscord) -> AsyncIterator[Bot]:
    async with Bot() as bot:
        await bot.login(fake.token)
        yield bot


@pytest.fixture
def guild(fake: FakeDiscord) -> Guild:
    return fake.add_guild()


def asked(fake: FakeDiscord, guild: Guild, kind: int = COMMAND, **scene: Any) -> Interaction:
    """An interaction that only the fake knows of."""
    channel, ann = fake.add_channel(guild), fake.add_member(guild, "ann")
    where = Scene(user_id=ann.id, channel=channel, guild=guild, **scene)
    return new_interaction(fake.world, where, kind, {"name": "x", "id": "1", "type": 1})


async def answer(bot: Bot, interaction: Interaction, kind: int, **data: Any) -> Any:
    route = discord.http.Route(
        "POST",
        "/interactions/{webhook_id}/{webhook_token}/callback",
        webhook_id=interaction.id,
        webhook_token=interaction.token,
    )
    return await bot.http.request(route, json={"type": kind, "data": data})


async def refused(bot: Bot, interaction: Interaction, kind: int, **data: Any) -> Any:
    with pytest.raises(discord.HTTPException) as error:
        await answer(bot, interaction, kind, **data)
    return error.value


def webhook(fake: FakeDiscord, bot: Bot, interaction: Interaction) -> discord.Webhook:
    return discord.Webhook.partial(fake.world.bot.id, interaction.token, client=bot)


async def test_late_answer_finds_nothing(fake: FakeDiscord, guild: Guild, bot: Bot) -> None:
    """After three seconds the interaction is unknown."""
    interaction = asked(fake, guild)
    fake.clock.advance(3.1)

    late = await refused(bot, interaction, 4, content="late")

    assert (late.status, late.code) == (404, 10062)


async def test_second_answer_is_refused(fake: FakeDiscord, guild: Guild, bot: Bot) -> None:
    """One interaction has one first answer."""
    interaction = asked(fake, guild)
    await answer(bot, interaction, 4, content="first")

    second = await refused(bot, interaction, 4, content="second")

    assert (second.status, second.code) == (400, 40060)


async def test_token_dies_after_a_quarter_of_an_hour(
    fake: FakeDiscord, guild: Guild, bot: Bot
) -> None:
    """Follow-ups go for fifteen minutes, and never before the first answer."""
    interaction = asked(fake, guild)
    later = webhook(fake, bot, interaction)
    with pytest.raises(discord.NotFound) as early:
        await later.send("early", wait=True)
    await answer(bot, interaction, 4, content="first")
    sent = await later.send("in time", wait=True)
    fake.clock.advance(901)
    with pytest.raises(discord.HTTPException) as late:
        await sent.edit(content="late")

    assert early.value.code == 10015
    assert (late.value.status, late.value.code) == (401, 50027)


async def test_follow_up_after_a_deferral_takes_its_place(
    fake: FakeDiscord, guild: Guild, bot: Bot
) -> None:
    """The first follow-up fills the loading message and keeps it ephemeral."""
    interaction = asked(fake, guild)
    await answer(bot, interaction, 5, flags=64)
    await webhook(fake, bot, interaction).send("done", wait=True)
    seen = Answer(fake, interaction)

    assert seen.followups == []
    assert seen.message is not None
    assert seen.message.content == "done"
    assert seen.message.is_ephemeral
    assert not seen.message.is_loading


async def test_sixth_follow_up_of_a_user_install(fake: FakeDiscord, guild: Guild, bot: Bot) -> None:
    """An app that is not in the server has five follow-ups."""
    guild.has_bot = False
    interaction = asked(fake, guild, is_user_install=True)
    await answer(bot, interaction, 4, content="first")
    for number in range(5):
        await webhook(fake, bot, interaction).send(str(number))

    with pytest.raises(discord.HTTPException) as sixth:
        await webhook(fake, bot, interaction).send("6")

    assert sixth.value.code == 40094
    assert interaction.payload["authorizing_integration_owners"] == {"1": str(interaction.user_id)}
    assert interaction.payload["app_permissions"] == "0"


async def test_too_many_choices(fake: FakeDiscord, guild: Guild, bot: Bot) -> None:
    """Autocomplete takes 25 choices of 100 characters."""
    interaction = asked(fake, guild, AUTOCOMPLETE)
    one = {"name": "n", "value": "v"}

    many = await refused(bot, interaction, 8, choices=[one] * 26)
    long = await refused(bot, interaction, 8, choices=[one | {"name": "n" * 101}])

    assert "In data.choices" in many.text
    assert "In data.choices.0.name" in long.text


async def test_modal_bounds(fake: FakeDiscord, guild: Guild, bot: Bot) -> None:
    """A modal's title has 45 characters and its fields are one to five."""
    interaction = asked(fake, guild)
    field = {"type": 4, "custom_id": "f", "style": 1}
    label = {"type": 18, "label": "l", "component": field}

    title = await refused(bot, interaction, 9, title="x" * 46, custom_id="m", components=[label])
    fields = await refused(bot, interaction, 9, title="x", custom_id="m", components=[label] * 6)

    assert "In data.title" in title.text
    assert "In data.components" in fields.text


async def test_kinds_of_answers_fit_their_questions(
    fake: FakeDiscord, guild: Guild, bot: Bot
) -> None:
    """A command cannot be answered with choices or an update."""
    for kind in (6, 7, 8):
        wrong = await refused(bot, asked(fake, guild), kind)
        assert wrong.code == 50035


async def test_answer_needs_no_permission(fake: FakeDiscord, guild: Guild, bot: Bot) -> None:
    """Where the bot may not write it may still answer; its first form error names `data`."""
    interaction = asked(fake, guild)
    fake.allow_bot(interaction.channel_id, 0)

    wrong = await refused(bot, interaction, 4, content="x" * 2001)
    await answer(bot, interaction, 4, content="allowed")

    assert "In data.content" in wrong.text
    assert [message.content for message in fake.messages(interaction.channel_id)] == ["allowed"]


async def test_disabled_button_cannot_be_clicked(fake: FakeDiscord, guild: Guild) -> None:
    """What is greyed out stays so, and what is not there is told."""
    channel, ann = fake.add_channel(guild), fake.add_member(guild, "ann")
    view = discord.ui.View()
    view.add_item(discord.ui.Button(label="Grey", custom_id="grey", disabled=True))
    async with running(Bot(), fake) as bot:
        sent = await bot.get_partial_messageable(channel.id).send("x", view=view)
        with pytest.raises(NotOffered, match="disabled"):
            await fake.click(sent.id, "grey", ann)
        with pytest.raises(NotOffered, match="nothing to use"):
            await fake.click(sent.id, "blue", ann)
