"""Someone who tries every button, list and form that the bot shows."""

from dataclasses import dataclass, field
from typing import Any

from tests.fakes.discord import Answer, Channel, FakeDiscord, Guild, Message, NotOffered, User
from tests.fakes.discord.components import BUTTON, SELECTS, STRING_SELECT, walk

ROLE_SELECT, CHANNEL_SELECT = 6, 8
DESTRUCTIVE = ("cancel", "remove", "delete")
MOST_VISITS = 200

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One use of one component and what came of it."""

    custom_id: str
    label: str
    text: str
    modal: str


@dataclass(slots=True, kw_only=True)
class Visitor:
    """Uses each kind of component once, what destroys last; remembers what was answered."""

    fake: FakeDiscord
    guild: Guild
    channel: Channel
    user: User
    visits: list[Visit] = field(default_factory=list)
    _known: list[Message] = field(default_factory=list)
    _used: set[tuple[str, str]] = field(default_factory=set)

    def look_at(self, *messages: Message) -> None:
        self._known += [message for message in messages if message not in self._known]

    async def try_everything(self) -> None:
        """Goes on until nothing new is left to use; raises NoAnswer where the bot is silent."""
        while len(self.visits) < MOST_VISITS:
            left = [(m, c) for m in self._known for c in _usable(m) if self._is_new(c)]
            if not left:
                return
            message, component = min(left, key=lambda one: _is_destructive(one[1]))
            self._used.add(_kind(component))
            answer = await self._use(message, component)
            await answer.answered()
            self._remember(component, answer)
            await self._fill_in(answer)

    def _is_new(self, component: Json) -> bool:
        return _kind(component) not in self._used

    async def _use(self, message: Message, component: Json) -> Answer:
        custom_id = component["custom_id"]
        if component["type"] == BUTTON:
            return await self.fake.click(message, custom_id, self.user)
        picked: list[Any] = []
        if component["type"] == STRING_SELECT:
            picked = [component["options"][0]["value"]]
        elif component["type"] == CHANNEL_SELECT:
            picked = [self.channel]
        elif component["type"] == ROLE_SELECT:
            picked = [next(iter(self.guild.roles.values()))]
        return await self.fake.select(message, custom_id, picked, self.user)

    async def _fill_in(self, answer: Answer) -> None:
        """Sends a form as it came; one that cannot be sent so is left."""
        if answer.modal is None:
            return
        try:
            sent = await self.fake.submit_modal(answer, {}, self.user)
        except NotOffered:
            return
        self._remember({"custom_id": answer.modal["custom_id"], "label": "send"}, sent)

    def _remember(self, component: Json, answer: Answer) -> None:
        self.look_at(*answer.messages)
        self.visits.append(
            Visit(
                custom_id=component["custom_id"],
                label=component.get("label") or "",
                text=answer.text,
                modal=answer.modal["title"] if answer.modal else "",
            )
        )


def _usable(message: Message) -> list[Json]:
    if message.is_deleted:
        return []
    found = [component for _, component in walk(message.components)]
    return [
        one
        for one in found
        if one["type"] in (BUTTON, *SELECTS) and one.get("custom_id") and not one.get("disabled")
    ]


def _kind(component: Json) -> tuple[str, str]:
    """The verb and label: the same button under another message is the same kind."""
    emoji = (component.get("emoji") or {}).get("name") or ""
    return component["custom_id"].split(":")[0], component.get("label") or emoji


def _is_destructive(component: Json) -> bool:
    return component["custom_id"].startswith(DESTRUCTIVE)
