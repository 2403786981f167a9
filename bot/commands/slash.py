"""The slash commands as Discord knows them: names, options, contexts, who may use them."""

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import (
    AppCommandChannel,
    AppCommandContext,
    AppCommandThread,
    AppInstallationType,
    Choice,
)

from bot.commands import completions
from bot.commands.about import tell_help, tell_privacy, tell_status
from bot.commands.answering import answer
from bot.commands.completions import completing
from bot.commands.context import Chat
from bot.commands.digest import PERIODS, tell_digest
from bot.commands.explain import explain
from bot.commands.follow import Wish, propose
from bot.commands.following import list_followed
from bot.commands.settings import show_panel
from bot.commands.targets import CHANNEL_TYPES, THREADS, Chosen
from bot.commands.texts import text
from watchers.model import Mode

Tree = app_commands.CommandTree[Any]
Command = app_commands.Command[Any, ..., Any]
Interaction = discord.Interaction[Any]

MANAGE_SERVER = discord.Permissions(manage_guild=True)
EVERYWHERE = AppCommandContext(guild=True, dm_channel=True, private_channel=True)
HERE_AND_IN_DMS = AppCommandContext(guild=True, dm_channel=True)
ANY_INSTALL = AppInstallationType(guild=True, user=True)
MODES = {
    "right away": Mode.RIGHT_AWAY,
    "once a day": Mode.ONCE_A_DAY,
    "both": Mode.BOTH,
}


class PostableChannel(app_commands.Transformer):
    """A channel that alerts can go to, as Discord sends it: with what the member may do there."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return list(CHANNEL_TYPES)

    async def transform(self, interaction: Interaction, value: Any, /) -> Chosen:
        channel: AppCommandChannel | AppCommandThread = value
        return Chosen(channel_id=channel.id, is_thread=channel.type in THREADS)


def choices(code: str, values: "list[str] | dict[str, Any]") -> list[Choice[str]]:
    """Choices whose English name is also their value."""
    named = {value: f"{code}-{value.replace(' ', '-')}" for value in values}
    return [Choice(name=text(one), value=value) for value, one in named.items()]


def make(name: str, callback: Any, *, contexts: AppCommandContext = EVERYWHERE) -> Command:
    """A command for servers and for people who installed the bot for themselves."""
    return app_commands.Command(
        name=name,
        description=text(f"command-{name}"),
        callback=callback,
        allowed_contexts=contexts,
        allowed_installs=ANY_INSTALL,
    )


def follow_command(chat: Chat) -> Command:
    @app_commands.describe(
        what=text("option-follow-what"),
        channel=text("option-follow-channel"),
        when=text("option-follow-when"),
        articles_in=text("option-follow-articles-in"),
    )
    @app_commands.choices(when=choices("choice-when", dict(MODES)))
    @app_commands.autocomplete(
        what=completing(chat, completions.offer_own_words),
        articles_in=completing(chat, completions.offer_language),
    )
    async def follow(
        interaction: Interaction,
        what: app_commands.Range[str, 1, 100],
        channel: app_commands.Transform[Chosen, PostableChannel] | None = None,
        when: str = "both",
        articles_in: app_commands.Range[str, 0, 100] = "",
    ) -> None:
        mode = MODES.get(when, Mode.BOTH)
        wish = Wish(what=what, chosen=channel, mode=mode, articles_in=articles_in)
        await answer(interaction, chat, lambda ask: propose(ask, wish))

    return make("follow", follow)


def following_command(chat: Chat) -> Command:
    async def following(interaction: Interaction) -> None:
        await answer(interaction, chat, list_followed)

    return make("following", following)


def digest_command(chat: Chat) -> Command:
    @app_commands.describe(
        what=text("option-digest-what"),
        since=text("option-digest-since"),
        public=text("option-digest-public"),
    )
    @app_commands.choices(since=choices("choice-since", dict(PERIODS)))
    @app_commands.autocomplete(what=completing(chat, completions.offer_watches))
    async def digest(
        interaction: Interaction,
        what: app_commands.Range[str, 0, 100] = "",
        since: str = "24 hours",
        public: bool = False,
    ) -> None:
        await answer(interaction, chat, lambda ask: tell_digest(ask, what, since), is_public=public)

    return make("digest", digest)


def explain_command(chat: Chat) -> Command:
    @app_commands.describe(text_or_link=text("option-explain"))
    async def explain_text(
        interaction: Interaction, text_or_link: app_commands.Range[str, 1, 4000]
    ) -> None:
        await answer(interaction, chat, lambda ask: explain(ask, text_or_link))

    return make("explain", explain_text)


def settings_command(chat: Chat) -> Command:
    @app_commands.describe(zone=text("option-settings-zone"))
    @app_commands.autocomplete(zone=completing(chat, completions.offer_zones))
    async def settings(
        interaction: Interaction, zone: app_commands.Range[str, 0, 100] = ""
    ) -> None:
        await answer(interaction, chat, lambda ask: show_panel(ask, zone))

    made = make("settings", settings, contexts=HERE_AND_IN_DMS)
    made.default_permissions = MANAGE_SERVER
    return made


def about_commands(chat: Chat) -> list[Command]:
    async def help_(interaction: Interaction) -> None:
        await answer(interaction, chat, tell_help)

    async def status(interaction: Interaction) -> None:
        await answer(interaction, chat, tell_status)

    async def privacy(interaction: Interaction) -> None:
        await answer(interaction, chat, tell_privacy)

    return [make("help", help_), make("status", status), make("privacy", privacy)]
