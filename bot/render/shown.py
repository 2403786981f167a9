"""How a message is to be shown: to whom, in which language, with which marker."""

from dataclasses import dataclass
from datetime import datetime

from bot.render.safe import Markup
from bot.render.words import Words
from watchers.model import Param, Reason, StoryView, Tier

# Accent colours, chosen to be told apart on Discord's dark and light ground.
URGENT = 0xE0464A
NORMAL = 0x4C8BF5
DIGEST = 0x8A94A6
GOOD = 0x3BA55D
WARNING = 0xE9A23B
COLOURS = {Tier.URGENT: URGENT, Tier.NORMAL: NORMAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The words, and the language in which one reader hears them."""

    words: Words
    locale: str = "en"

    def say(self, code: str, /, **params: Param) -> Markup:
        """The sentence of a code in the reader's language."""
        return self.words.say(self.locale, code, params)

    def label(self, code: str, /, **params: Param) -> str:
        """The same for buttons, choices and titles, where Discord reads no markup."""
        return self.words.label(self.locale, code, params)

    def give_reason(self, reason: Reason) -> Markup:
        """A reason in the reader's language."""
        return self.words.give_reason(self.locale, reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a story's card says beside the story.

    `marker` goes into its buttons and finds it again in a channel; an empty one leaves them out.
    """

    voice: Voice
    marker: str = ""
    tier: Tier = Tier.NORMAL
    reasons: tuple[Reason, ...] = ()
    updated_at: datetime | None = None
    role_id: int | None = None
    is_sample: bool = False
    has_image: bool = False
    is_silent: bool = False
    is_compact: bool = False
    also: tuple[StoryView, ...] = ()
    """Stories of the same event that this card tells too."""
