"""Interactions, as the unmodified discord.py answers them."""

from collections.abc import AsyncIterator

import pytest

from tests.contract.discord.conftest import Bot, running
from tests.contract.discord.tried import Tried
from tests.fakes.discord import (
    Channel,
    FakeDiscord,
    File,
    Guild,
    NoAnswer,
    NotOffered,
    Permission,
    User,
)


@pytest.fixture
async def bot(fake: FakeDiscord) -> AsyncIterator[Bot]:
    async with running(Tried(), fake) as bot:
        yield bot


@pytest.fixture
def guild(fake: FakeDiscord) -> Guild:
    return fake.add_guild(locale="ko")


@pytest.fixture
def channel(fake: FakeDiscord, guild: Guild) -> Channel:
    return fake.add_channel(guild, "wire")


@pytest.fixture
def ann(fake: FakeDiscord, guild: Guild) -> User:
    return fake.add_member(guild, "ann")


async def test_slash_command_resolves_its_options(
    fake: FakeDiscord, guild: Guild, channel: Channel, ann: User, bot: Bot
) -> None:
    """An option that names a channel arrives resolved, with permissions and the guild's locale."""
    values = {"what": "Kim", "where": channel}

    answer = await fake.slash(guild, channel, ann, "say", values)

    assert answer.text == "Kim wire True ko"
    assert answer.is_ephemeral
    assert fake.messages(channel) == []


async def test_subcommand_and_direct_messages(
    fake: FakeDiscord, guild: Guild, channel: Channel, ann: User, bot: Bot
) -> None:
    """A subcommand is found by its path, in a guild and in the bot's direct messages."""
    in_guild = await fake.slash(guild, channel, ann, "news search", {"query": "Ulchi"})
    in_dm = await fake.slash(None, None, ann, "news search", {"query": "Freedom"})

    assert in_guild.text == "found Ulchi"
    assert in_dm.text == "found Freedom"


async def test_file_is_handed_over(
    fake: FakeDiscord, guild: Guild, channel: Channel, ann: User, bot: Bot
) -> None:
    """A file given to a command can be fetched by the bot."""
    file = File(name="settings.json", content=b"{}")

    answer = await fake.slash(guild, channel, ann, "import", {"file": file})

    assert answer.text == "settings.json: {}"


async def test_autocomplete_gives_choices(
    fake: FakeDiscord, guild: Guild, channel: Channel, ann: User, bot: Bot
) -> None:
    """Typing into an option brings the bot's choices."""
    choices = await fake.autocomplete(guild, channel, ann, "say", {"what": "ki"})

    assert choices[0] == {"name": "ki 0", "value": "ki0"}
    assert len(choices) == 3


async def test_deferred_answer_and_follow_up(
    fake: FakeDiscord, guild: Guild, channel: Channel, ann: User, bot: Bot
) -> None:
    """A deferral is filled in by an edit; a follow-up comes beside it and can be edited."""
    answer = await fake.slash(guild, channel, ann, "think")
    await answer.edited(2)

    assert answer.is_deferred
    assert answer.message is not None
    assert answer.message.content == "thought"
    assert answer.message.is_ephemeral
    assert [message.content for message in answer.followups] == ["and even more"]


async def test_button_updates_its_card(
    fake: FakeDiscord, guild: Guild, channel: Channel, ann: User, bot: Bot
) -> None:
    """A click is answered by an update of the message that carries the button."""
    shown = await fake.slash(guild, channel, ann, "card")

    updated = await fake.click(shown, "change", ann)

    assert updated.message is fake.messages(channel)[0]
    assert updated.text == "after"
    assert updated.latest.edits[0]["text"] == "before"


async def test_deferred_update_with_follow_up(
    fake: FakeDiscord, guild: Guild, channel: Channel, ann: User, bot: Bot
) -> None:
    """A deferred update edits the card later; its follow-up is seen by one person only."""
    shown = await fake.slash(guild, channel, ann, "card")

    later = await fake.click(shown, "Later", ann)
    aside = await later.followup()

    assert shown.text == "much later"
    assert aside.content == "by the way"
    assert aside.is_ephemeral
    assert len(fake.messages(channel)) == 1


async def test_select_resolves_channels(
    fake: FakeDiscord, guild: Guild, channel: Channel, ann: User, bot: Bot
) -> None:
    """A channel select hands the chosen channel on."""
    shown = await fake.slash(guild, channel, ann, "card")

    answer = await fake.select(shown, "pick", [channel], ann)

    assert answer.text == f"wire {channel.id}"


async def test_modal_is_opened_and_submitted(
    fake: FakeDiscord, guild: Guild, channel: Channel, ann: User, bot: Bot
) -> None:
    """A button opens a modal; what is filled in comes back, and its bounds hold."""
    shown = await fake.slash(guild, channel, ann, "card")
    opened = await fake.click(shown, "Ask", ann)
    assert opened.modal is not None
    assert opened.modal["title"] == "Where to?"

    proof = File(name="proof.txt", content=b"seen")
    values = {"place": "Seoul", "when": ["later"], "proof": [proof]}
    answer = await fake.submit_modal(opened, values, ann)
    with pytest.raises(NotOffered):
        await fake.submit_modal(opened, {"place": "x" * 21, "when": ["now"]}, ann)

    assert answer.text == "Seoul later seen"


async def test_message_menu_hands_the_message_on(
    fake: FakeDiscord, guild: Guild, channel: Channel, ann: User, bot: Bot
) -> None:
    """A command on a message sees its words, though the bot may not read messages otherwise."""
    said = fake.say(channel, ann, "some words")

    answer = await fake.message_menu(guild, channel, ann, "Explain this alert", said)

    assert answer.text == "about some words"


async def test_what_the_client_would_not_offer(
    fake: FakeDiscord, guild: Guild, channel: Channel, ann: User, bot: Bot
) -> None:
    """Unknown commands and options, missing permissions and wrong places are refused."""
    boss = fake.add_member(guild, "boss", permissions=Permission.MANAGE_GUILD)

    with pytest.raises(NotOffered, match="no command"):
        await fake.slash(guild, channel, ann, "shout")
    with pytest.raises(NotOffered, match="required"):
        await fake.slash(guild, channel, ann, "say")
    with pytest.raises(NotOffered, match="no option"):
        await fake.slash(guild, channel, ann, "say", {"what": "x", "loud": True})
    with pytest.raises(NotOffered, match="needs permissions"):
        await fake.slash(guild, channel, ann, "guarded")
    with pytest.raises(NotOffered, match="context"):
        await fake.slash(None, None, boss, "guarded")
    allowed = await fake.slash(guild, channel, boss, "guarded")

    assert allowed.text == "let in"


async def test_silence_is_told(
    fake: FakeDiscord, guild: Guild, channel: Channel, ann: User, bot: Bot
) -> None:
    """A command that never answers ends as "The application did not respond"."""
    asked = await fake.slash(guild, channel, ann, "silent", is_awaited=False)

    with pytest.raises(NoAnswer):
        await asked.answered(timeout_s=0.05)
