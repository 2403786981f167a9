"""People using the bot: slash commands, autocomplete, buttons, selects, modals, message menus."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tests.fakes.discord.answers import Answer
from tests.fakes.discord.command_forms import MESSAGE_MENU, USER_MENU
from tests.fakes.discord.command_options import NotOffered, Typed, find_command, resolve_id
from tests.fakes.discord.components import BUTTON, SELECTS, STRING_SELECT, find_component
from tests.fakes.discord.interaction_payloads import Scene, new_interaction
from tests.fakes.discord.modals import Filled
from tests.fakes.discord.payloads import message_json
from tests.fakes.discord.routes.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL_SUBMIT,
)
from tests.fakes.discord.stage import id_of
from tests.fakes.discord.world import Channel, Guild, Interaction, Message, User, World

if TYPE_CHECKING:
    from tests.fakes.discord.changes import Changes
    from tests.fakes.discord.gateway import Gateway

Json = dict[str, Any]


class Actor:
    """Each method does what Discord's client does for a person, and waits for the bot's answer.

    What the client would not offer raises NotOffered; what the bot does not answer, NoAnswer.
    `guild` None is the bot's direct messages with that user; the channel is then not needed.
    """

    if TYPE_CHECKING:
        world: World
        changes: Changes
        gateway: Gateway

        @property
        def root_url(self) -> str: ...

    async def slash(
        self,
        guild: Guild | int | None,
        channel: Channel | int | None,
        user: User | int,
        name: str,
        options: Mapping[str, Any] | None = None,
        *,
        is_user_install: bool = False,
        is_awaited: bool = True,
    ) -> Answer:
        """`name` may hold subcommands: "news search". Waits for the first visible answer."""
        scene = self._scene(guild, channel, user, is_user_install=is_user_install)
        command, *path = name.split(" ")
        found = find_command(self.world, scene, command)
        data = self._command_data(scene, found, path, options or {})
        answer = self._tell(new_interaction(self.world, scene, COMMAND, data))
        return await answer.answered() if is_awaited else answer

    async def autocomplete(
        self,
        guild: Guild | int | None,
        channel: Channel | int | None,
        user: User | int,
        name: str,
        options: Mapping[str, Any],
        *,
        focused: str | None = None,
    ) -> list[Json]:
        """The choices for the focused option, the last of `options` unless named."""
        scene = self._scene(guild, channel, user)
        command, *path = name.split(" ")
        found = find_command(self.world, scene, command)
        focused = focused or list(options)[-1]
        data = self._command_data(scene, found, path, options, focused)
        answer = self._tell(new_interaction(self.world, scene, AUTOCOMPLETE, data))
        return (await answer.answered()).choices

    async def message_menu(
        self,
        guild: Guild | int | None,
        channel: Channel | int | None,
        user: User | int,
        name: str,
        message: Message | int,
    ) -> Answer:
        """A command on a message: Apps > `name`."""
        scene = self._scene(guild, channel, user)
        target = self.world.messages[id_of(message)]
        found = find_command(self.world, scene, name, MESSAGE_MENU)
        resolved = {"messages": {str(target.id): message_json(self.world, target)}}
        data = _menu_data(found, target.id, resolved)
        return await self._tell(new_interaction(self.world, scene, COMMAND, data)).answered()

    async def user_menu(
        self, guild: Guild | int, channel: Channel | int, user: User | int, name: str, target: User
    ) -> Answer:
        scene = self._scene(guild, channel, user)
        found = find_command(self.world, scene, name, USER_MENU)
        resolved: Json = {}
        resolve_id(self.world, scene, resolved, target.id)
        data = _menu_data(found, target.id, resolved)
        return await self._tell(new_interaction(self.world, scene, COMMAND, data)).answered()

    async def click(
        self,
        where: Message | Answer | int,
        custom_id: str,
        user: User | int,
        *,
        is_awaited: bool = True,
    ) -> Answer:
        """Clicks the button with that custom_id or label. A deferred update counts as answered
        when something visible follows."""
        message, component = self._component(where, custom_id, (BUTTON,))
        data = {"custom_id": component["custom_id"], "component_type": BUTTON}
        return await self._use(message, user, data | {"id": component["id"]}, is_awaited)

    async def select(
        self,
        where: Message | Answer | int,
        custom_id: str,
        values: Sequence[Any],
        user: User | int,
        *,
        is_awaited: bool = True,
    ) -> Answer:
        """Picks options by value, or channels, roles and users by themselves or their id."""
        message, component = self._component(where, custom_id, SELECTS)
        kind, resolved = component["type"], dict[str, Any]()
        picked = [one if isinstance(one, str) else id_of(one) for one in values]
        _check_picked(component, picked)
        if kind != STRING_SELECT:
            scene = self._scene_of(message, user)
            for one in picked:
                resolve_id(self.world, scene, resolved, int(one))
        data = {"custom_id": component["custom_id"], "component_type": kind}
        data |= {"values": [str(one) for one in picked], "id": component["id"]}
        data |= {"resolved": resolved} if resolved else {}
        return await self._use(message, user, data, is_awaited)

    async def submit_modal(
        self, opened: Answer, values: Mapping[str, Any], user: User | int
    ) -> Answer:
        """Fills in the modal that `opened` brought, by custom_id, and sends it."""
        if opened.modal is None:
            raise NotOffered("no modal was opened")
        opener = opened.interaction
        message = self.world.messages.get(opener.source_message_id or 0)
        scene = self._scene(opener.guild_id, opener.channel_id, user)
        data = Filled(self.world, scene).submitted(opened.modal, values)
        extras: Json = {"opened_by": opener.token}
        if message is not None:
            extras["message"] = message_json(self.world, message)
        interaction = new_interaction(self.world, scene, MODAL_SUBMIT, data, extras)
        interaction.source_message_id = opener.source_message_id
        return await self._tell(interaction).answered()

    def messages(self, channel: Channel | int) -> list[Message]:
        """What everyone sees in the channel, oldest first."""
        return list(self.world.messages_in(id_of(channel)))

    def dm(self, user: User | int) -> Channel:
        """The bot's direct messages with that user."""
        return self.world.dm_with(id_of(user))

    async def wait_for_message(
        self, channel: Channel | int, timeout_s: float = 30.0, *, count: int = 1
    ) -> Message:
        """The newest message once there are `count`; raises TimeoutError."""

        def newest() -> Message | None:
            seen = self.messages(channel)
            return seen[-1] if len(seen) >= count else None

        return await self.changes.until(newest, timeout_s)

    async def until_ready(self, timeout_s: float = 60.0) -> None:
        """Once the bot is connected to the gateway and has put its commands up."""
        await self.changes.until(
            lambda: self.gateway.is_connected and any(self.world.commands.values()), timeout_s
        )

    async def until_connected(self, timeout_s: float = 60.0) -> None:
        await self.changes.until(lambda: self.gateway.is_connected, timeout_s)

    async def _use(
        self, message: Message, user: User | int, data: Json, is_awaited: bool
    ) -> Answer:
        scene = self._scene_of(message, user)
        extras = {"message": message_json(self.world, message)}
        interaction = new_interaction(self.world, scene, COMPONENT, data, extras)
        interaction.source_message_id = message.id
        answer = self._tell(interaction)
        return await answer.answered() if is_awaited else answer

    def _tell(self, interaction: Interaction) -> Answer:
        payload = {k: v for k, v in interaction.payload.items() if k != "opened_by"}
        self.gateway.dispatch("INTERACTION_CREATE", payload, guild_id=interaction.guild_id)
        return Answer(self, interaction)

    def _scene(
        self,
        guild: Guild | int | None,
        channel: Channel | int | None,
        user: User | int,
        *,
        is_user_install: bool = False,
    ) -> Scene:
        user_id = id_of(user)
        where = self.world.dm_with(user_id) if channel is None else None
        return Scene(
            user_id=user_id,
            channel=where or self.world.channels[id_of(channel)],
            guild=None if guild is None else self.world.guilds[id_of(guild)],
            is_user_install=is_user_install,
            root_url=self.root_url,
        )

    def _scene_of(self, message: Message, user: User | int) -> Scene:
        channel = self.world.channels[message.channel_id]
        return self._scene(channel.guild_id, channel, user)

    def _command_data(
        self,
        scene: Scene,
        command: Json,
        path: list[str],
        options: Mapping[str, Any],
        focused: str = "",
    ) -> Json:
        typed = Typed(self.world, scene, focused)
        data = {"id": command["id"], "name": command["name"], "type": command["type"]}
        data["options"] = typed.read(command, path, options)
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        return data | ({"resolved": typed.resolved} if typed.resolved else {})

    def _component(
        self, where: Message | Answer | int, custom_id: str, kinds: Sequence[int]
    ) -> tuple[Message, Json]:
        """The component and its message, which for an answer is the newest that has it."""
        shown = where.messages if isinstance(where, Answer) else [self.world.messages[id_of(where)]]
        for message in reversed(shown):
            component = find_component(message.components, custom_id)
            if component is not None and component["type"] in kinds:
                if component.get("disabled"):
                    raise NotOffered(f"{custom_id} is disabled")
                return message, component
        there = [one for message in shown for one in message.custom_ids]
        raise NotOffered(f"nothing to use named {custom_id!r}; there are {there}")


def _menu_data(command: Json, target_id: int, resolved: Json) -> Json:
    data = {"id": command["id"], "name": command["name"], "type": command["type"]}
    return data | {"target_id": str(target_id), "resolved": resolved}


def _check_picked(component: Json, picked: Sequence[Any]) -> None:
    low, high = component.get("min_values", 1), component.get("max_values", 1)
    if not low <= len(picked) <= high:
        raise NotOffered(f"{component['custom_id']} takes {low} to {high} values")
    if component["type"] == STRING_SELECT:
        offered = [option["value"] for option in component["options"]]
        strange = [one for one in picked if one not in offered]
        if strange:
            raise NotOffered(f"{component['custom_id']} offers {offered}, not {strange}")
