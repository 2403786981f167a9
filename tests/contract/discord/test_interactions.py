"""Interactions, as the unmodified discord.py answers them."""

from collections.abc import AsyncIterator

import discord
import pytest
from discord import app_commands, ui

from tests.contract.discord.conftest import Bot, running
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

Interaction = discord.Interaction[discord.Client]


class Ask(ui.Modal, title="Where to?"):
    """One text and one select, as modals have them now."""

    place = ui.Label(text="Place", component=ui.TextInput(custom_id="place", max_length=20))
    when = ui.Label(
        text="When",
        component=ui.Select(
            custom_id="when",
            options=[discord.SelectOption(label="now"), discord.SelectOption(label="later")],
        ),
    )

    proof = ui.Label(
        text="Proof", component=ui.FileUpload(custom_id="proof", min_values=0, required=False)
    )

    async def on_submit(self, interaction: Interaction) -> None:
        proof = self.proof.component
        assert isinstance(proof, ui.FileUpload)
        read = [(await one.read()).decode() for one in proof.values]
        place, when = self.place.component, self.when.component
        assert isinstance(place, ui.TextInput)
        assert isinstance(when, ui.Select)
        await interaction.response.send_message(" ".join([place.value, when.values[0], *read]))


class Card(ui.LayoutView):
    """A Components V2 card with a button that updates it, one that asks, and a channel select."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.words: ui.TextDisplay[Card] = ui.TextDisplay("before")
        row: ui.ActionRow[Card] = ui.ActionRow()
        for name in ("change", "later", "ask"):
            button: ui.Button[Card] = ui.Button(label=name.title(), custom_id=name)
            button.callback = getattr(self, name)  # type: ignore[method-assign]
            row.add_item(button)
        pick: ui.ChannelSelect[Card] = ui.ChannelSelect(custom_id="pick")
        pick.callback = self.picked  # type: ignore[method-assign]
        self.pick = pick
        self.add_item(ui.Container(self.words, row, ui.ActionRow(pick)))

    async def change(self, interaction: Interaction) -> None:
        self.words.content = "after"
        await interaction.response.edit_message(view=self)

    async def later(self, interaction: Interaction) -> None:
        await interaction.response.defer()
        self.words.content = "much later"
        await interaction.edit_original_response(view=self)
        await interaction.followup.send("by the way", ephemeral=True)

    async def ask(self, interaction: Interaction) -> None:
        await interaction.response.send_modal(Ask())

    async def picked(self, interaction: Interaction) -> None:
        chosen = self.pick.values[0]
        await interaction.response.send_message(f"{chosen.name} {chosen.id}", ephemeral=True)


class Tried(Bot):
    """A bot with a command for each way of answering."""

    async def setup_hook(self) -> None:
        self.tree.add_command(say)
        self.tree.add_command(think)
        self.tree.add_command(card)
        self.tree.add_command(silent)
        self.tree.add_command(guarded)
        self.tree.add_command(news)
        self.tree.add_command(explain)
        self.tree.add_command(take)
        await self.tree.sync()


async def complete(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"{typed} {n}", value=f"{typed}{n}") for n in range(3)]


@app_commands.command(description="Say it")
@app_commands.autocomplete(what=complete)
async def say(
    interaction: Interaction, what: str, where: discord.TextChannel | None = None
) -> None:
    may = interaction.app_permissions.send_messages
    shown = f"{what} {where.name if where else '-'} {may} {interaction.guild_locale}"
    await interaction.response.send_message(shown, ephemeral=True)


@app_commands.command(description="Think first")
async def think(interaction: Interaction) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    await interaction.edit_original_response(content="thought")
    sent = await interaction.followup.send("and more", wait=True)
    await sent.edit(content="and even more")


@app_commands.command(description="Show a card")
async def card(interaction: Interaction) -> None:
    answer = await interaction.response.send_message(view=Card())
    assert answer.message_id is not None


@app_commands.command(description="Say nothing")
async def silent(interaction: Interaction) -> None:
    return


@app_commands.command(description="Only for some")
@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
async def guarded(interaction: Interaction) -> None:
    await interaction.response.send_message("let in")


@app_commands.command(name="import", description="Take a file")
async def take(interaction: Interaction, file: discord.Attachment) -> None:
    content = (await file.read()).decode()
    await interaction.response.send_message(f"{file.filename}: {content}", ephemeral=True)


news = app_commands.Group(name="news", description="The archive")


@news.command(description="Search")
async def search(interaction: Interaction, query: str) -> None:
    await interaction.response.send_message(f"found {query}", ephemeral=True)


@app_commands.context_menu(name="Explain this alert")
async def explain(interaction: Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"about {message.content}", ephemeral=True)


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
