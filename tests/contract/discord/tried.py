"""A bot that tries each way of answering an interaction."""

import discord
from discord import app_commands, ui

from tests.contract.discord.conftest import Bot

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
