"""What the bot answered to one interaction."""

from typing import TYPE_CHECKING, Any

from tests.fakes.discord.routes.interactions import (
    CHOICES,
    DEFERRED_MESSAGE,
    DEFERRED_UPDATE,
    MODAL,
)
from tests.fakes.discord.world import IS_EPHEMERAL, Interaction, Message

if TYPE_CHECKING:
    from tests.fakes.discord.actor import Actor

Json = dict[str, Any]


class NoAnswer(Exception):
    """ "The application did not respond": nothing came in time."""


class Answer:
    """One interaction's answers, live: later edits and follow-ups show up in it."""

    def __init__(self, actor: "Actor", interaction: Interaction):
        self._actor = actor
        self.interaction = interaction

    @property
    def is_acknowledged(self) -> bool:
        return self.interaction.callback_kind is not None

    @property
    def is_deferred(self) -> bool:
        return self.interaction.callback_kind in (DEFERRED_MESSAGE, DEFERRED_UPDATE)

    @property
    def is_answered(self) -> bool:
        """Something has come that a person sees: a message, an edit, a modal, choices."""
        kind = self.interaction.callback_kind
        if kind == DEFERRED_MESSAGE:
            return self.interaction.is_original_filled
        if kind == DEFERRED_UPDATE:
            return bool(self.interaction.edit_count or self.interaction.followup_ids)
        return kind is not None

    @property
    def is_ephemeral(self) -> bool:
        flags = int(self.interaction.callback_data.get("flags") or 0)
        return bool(flags & IS_EPHEMERAL)

    @property
    def message(self) -> Message | None:
        """The original answer as it stands; after an update, the message that was updated."""
        message = self._actor.world.messages.get(self.interaction.original_id or 0)
        return None if message is None or message.is_deleted else message

    @property
    def followups(self) -> list[Message]:
        messages = (self._actor.world.messages[one] for one in self.interaction.followup_ids)
        return [message for message in messages if not message.is_deleted]

    @property
    def latest(self) -> Message:
        """The newest message of the answer; raises NoAnswer when there is none."""
        shown = [m for m in (self.message, *self.followups) if m is not None]
        if not shown:
            raise NoAnswer(f"no message in answer to {self.interaction.payload['data']}")
        return shown[-1]

    @property
    def messages(self) -> list[Message]:
        return [m for m in (self.message, *self.followups) if m is not None]

    @property
    def text(self) -> str:
        """All words of all messages of the answer."""
        return "\n".join(message.text for message in self.messages)

    @property
    def components(self) -> list[Json]:
        return [component for message in self.messages for component in message.components]

    @property
    def custom_ids(self) -> tuple[str, ...]:
        return tuple(one for message in self.messages for one in message.custom_ids)

    @property
    def modal(self) -> Json | None:
        """The modal that was opened: title, custom_id, components."""
        is_modal = self.interaction.callback_kind == MODAL
        return self.interaction.callback_data if is_modal else None

    @property
    def choices(self) -> list[Json]:
        is_choices = self.interaction.callback_kind == CHOICES
        return list(self.interaction.callback_data.get("choices") or []) if is_choices else []

    async def acknowledged(self, timeout_s: float = 15.0) -> "Answer":
        return await self._until(lambda: self.is_acknowledged, timeout_s)

    async def answered(self, timeout_s: float = 30.0) -> "Answer":
        """Itself once a person sees something; raises NoAnswer after that time."""
        return await self._until(lambda: self.is_answered, timeout_s)

    async def edited(self, count: int = 1, timeout_s: float = 30.0) -> "Answer":
        """Itself once its original or follow-ups were edited that often."""
        return await self._until(lambda: self.interaction.edit_count >= count, timeout_s)

    async def followup(self, count: int = 1, timeout_s: float = 30.0) -> Message:
        """The follow-up of that number, counted from 1."""
        await self._until(lambda: len(self.interaction.followup_ids) >= count, timeout_s)
        return self._actor.world.messages[self.interaction.followup_ids[count - 1]]

    async def _until(self, is_true: Any, timeout_s: float) -> "Answer":
        try:
            await self._actor.changes.until(is_true, timeout_s)
        except TimeoutError as late:
            got = self.interaction.callback_kind
            asked = self.interaction.payload["data"]
            raise NoAnswer(f"in {timeout_s} s, callback {got}, to {asked}") from late
        return self
