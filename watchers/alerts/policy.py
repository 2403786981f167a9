"""What a place wishes and what it was told: the values that alert decisions rest on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from watchers.model import Article, DeliveryKind, Match, News, Reason, Story, Tier

EVERY_DAY = frozenset(range(1, 8))
WEEKDAYS = frozenset(range(1, 6))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePolicy:
    """A place's wishes. Times are local "HH:MM" in `zone`, an IANA name; days are ISO, 1 Monday.

    Quiet hours run from `quiet_from` up to `quiet_until` and may cross midnight; empty is none.
    `budget_per_day` None is no limit. `does_ping`: a role was chosen to be pinged; only then may
    a rise, a correction or a retraction post again, with `cooldown_h` between two of them.
    """

    zone: str = "UTC"
    digest_times: tuple[str, ...] = ("08:00",)
    digest_days: frozenset[int] = EVERY_DAY
    quiet_from: str = ""
    quiet_until: str = ""
    may_urgent_break_quiet: bool = False
    does_ping: bool = False
    budget_per_day: int | None = None
    cooldown_h: float = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One delivery of an earlier decision, sent or still owed, by one of the stories it names.

    A delivery of several stories gives one value per story; refused deliveries give none.
    `card_story_id` is the first of its `story_ids`: the story whose card the story stands on.
    `event_id` is the story's event as the store knows it.
    """

    place_id: int
    story_id: int
    kind: DeliveryKind
    revision: int
    tier: Tier
    at: datetime
    is_sent: bool
    card_story_id: int
    event_id: int | None = None
    reason_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """A place's wish not to hear at once of a story or a watch (whichever is set) until then."""

    place_id: int
    until: datetime
    story_id: int | None = None
    watch_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiered:
    """How urgent, and why: the reasons are stored with the delivery."""

    tier: Tier
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideContext:
    """All that `decide` may know beside the news and the subscriptions.

    Stored facts the caller reads, in the transaction that remembers what is decided:
    `policies` of the subscribed places (a place without one has the defaults);
    `stories` as they are after grouping, by id: every story of the news;
    `told`: for every place, the deliveries of any kind but notices that name a story of the news,
    or (of the last 24 hours) a story of the same event;
    `alerted_at`: by place, the times of the alerts owed in the last 25 hours (for the budget);
    `snoozes` that have not run out;
    `private_sources`: source id → places that may see it; a source not named is seen by all;
    `is_catching_up`: after an outage, what came meanwhile is held for one digest, unless urgent.
    """

    now: datetime
    tier_of: Callable[[News], Tiered]
    stories: Mapping[int, Story]
    max_age_h: float = 48.0
    policies: Mapping[int, PlacePolicy] = field(default_factory=dict)
    told: tuple[Told, ...] = ()
    alerted_at: Mapping[int, tuple[datetime, ...]] = field(default_factory=dict)
    snoozes: tuple[Snooze, ...] = ()
    private_sources: Mapping[int, frozenset[int]] = field(default_factory=dict)
    is_catching_up: bool = False


class SlotKind(StrEnum):
    DIGEST = "digest"
    RELEASE = "release"
    """The end of the quiet hours: only what they held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One ring of a place's clock, exactly once per local date and time; `at` is its UTC moment."""

    local_date: date
    local_time: str
    at: datetime
    kind: SlotKind = SlotKind.DIGEST

    @property
    def key(self) -> str:
        """ "2023-08-14T08:00", with "quiet:" before it for a release: unique in its place."""
        day = f"{self.local_date.isoformat()}T{self.local_time}"
        return day if self.kind is SlotKind.DIGEST else f"quiet:{day}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDigest:
    """The digest to compose now: its slot, the start of its window, and slots it makes good.

    The window is [`start`, `slot.at`). `missed` are earlier slots that passed during an outage;
    the store marks them done together with `slot`, and the digest is then labelled catch-up.
    """

    slot: Slot
    start: datetime
    missed: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestCandidate:
    """A story with an article first seen in a digest's window, as the place may see it.

    Stored facts the caller reads: `articles` of that story first seen in the window, from sources
    visible to the place, in order of first sight (their texts may be left out);
    `matches` of those articles with the place's watches; `outlets` all publishers of the story;
    `is_told` whether an alert or digest naming the story was sent or is owed to the place;
    `baseline_ids` of the articles that a source's first poll found; `event_id` lies in the story;
    `tier` of the story's deliveries or of the moment it was grouped, normal where unknown.
    """

    story: Story
    articles: tuple[Article, ...]
    matches: tuple[Match, ...]
    outlets: int = 1
    is_told: bool = False
    tier: Tier = Tier.NORMAL
    baseline_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestGroup:
    """The stories listed under one watch, most important first."""

    watch_id: int
    story_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPlan:
    """A digest as decided: each story once, 12 at most, the rest to page through.

    `start` and `end` bound the window; `held` counts stories that would have come at once but for
    quiet hours, budget, cooldown or age; `reasons` say what is special (catch-up, held).
    """

    start: datetime
    end: datetime
    groups: tuple[DigestGroup, ...] = ()
    rest_ids: tuple[int, ...] = ()
    held: int = 0
    reasons: tuple[Reason, ...] = ()

    @property
    def story_ids(self) -> tuple[int, ...]:
        """The stories shown, in the order of the message."""
        return tuple(story for group in self.groups for story in group.story_ids)

    @property
    def watch_ids(self) -> tuple[int, ...]:
        return tuple(group.watch_id for group in self.groups)
