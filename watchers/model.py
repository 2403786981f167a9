"""The domain's words: frozen values that every room shares and none changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Param = str | int | float
"""What a reason or refusal may carry beside its code: worded only when it is rendered."""


class WatchKind(StrEnum):
    PERSON = "person"
    EXERCISE = "exercise"
    ORGANISATION = "organisation"
    WEAPON = "weapon"
    PLACE = "place"
    TOPIC = "topic"


class AliasKind(StrEnum):
    NAME = "name"
    ACRONYM = "acronym"
    EXACT = "exact"
    ROLE = "role"
    """"North Korean leader": stands for the person while it is valid."""


class Strictness(StrEnum):
    STRICT = "strict"
    BALANCED = "balanced"
    WIDE = "wide"


class Role(StrEnum):
    """What the mention is in its article."""

    SUBJECT = "subject"
    MENTIONED = "mentioned"
    BACKGROUND = "background"
    SOURCE = "source"


class Field(StrEnum):
    TITLE = "title"
    SUMMARY = "summary"
    TEXT = "text"


class LineClass(StrEnum):
    """What a line of a text is; only prose and heading lines are matched."""

    PROSE = "prose"
    CAPTION = "caption"
    CREDIT = "credit"
    EDITORS_NOTE = "editors_note"
    SHARE = "share"


class Mark(StrEnum):
    """What a wire says of its own dispatch."""

    URGENT = "urgent"
    LEAD = "lead"
    UPDATE = "update"
    CORRECTION = "correction"
    WRAPUP = "wrapup"
    RETRACTION = "retraction"


class ArticleKind(StrEnum):
    NEWS = "news"
    OPINION = "opinion"
    LIVE = "live"
    ROUNDUP = "roundup"
    GALLERY = "gallery"


class Mode(StrEnum):
    """When a subscription wants to hear."""

    RIGHT_AWAY = "right_away"
    ONCE_A_DAY = "once_a_day"
    BOTH = "both"


class Tier(StrEnum):
    URGENT = "urgent"
    NORMAL = "normal"


class PlaceKind(StrEnum):
    CHANNEL = "channel"
    PERSON = "person"
    TERMINAL = "terminal"


class DeliveryKind(StrEnum):
    ALERT = "alert"
    UPDATE = "update"
    DIGEST = "digest"
    NOTICE = "notice"


class DeliveryState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    """Discord will never take it; the reason is stored."""
    PARKED = "parked"
    """Its place is suspended; it waits with the place's settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something was decided: a code and its parameters, worded when rendered."""

    code: str
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One spelling of a watch; `valid_from` and `valid_until` bound a role alias in time."""

    text: str
    language: str = ""
    kind: AliasKind = AliasKind.NAME
    valid_from: datetime | None = None
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One thing watched for. `key` names it in packs and files and is empty for a guild's own."""

    id: int
    name: str
    kind: WatchKind = WatchKind.TOPIC
    aliases: tuple[Alias, ...] = ()
    confusables: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    key: str = ""
    pack: str = ""
    guild_id: int | None = None
    owner_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One entry of a feed, cleaned: every text is plain, paragraphs are lines.

    `language` is a primary BCP 47 code or empty; `publisher` the family behind the source;
    `origin` whose report it rests on; times are aware UTC; `published_at` None is unknown.
    """

    id: int
    title: str
    first_seen_at: datetime
    url: str = ""
    canonical_url: str = ""
    guid: str = ""
    summary: str = ""
    text: str = ""
    language: str = ""
    source_id: int = 0
    outlet: str = ""
    publisher: str = ""
    origin: str = ""
    is_state_media: bool = False
    authors: tuple[str, ...] = ()
    image_url: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    kind: ArticleKind = ArticleKind.NEWS
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One mention: offsets are code points into that field of the article; score 0 to 100."""

    alias: str
    field: Field
    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A mention that was weighed and refused."""

    evidence: Evidence
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Article × watch; evidence best first, never empty; score 0 to 100."""

    article_id: int
    watch_id: int
    score: float
    role: Role
    evidence: tuple[Evidence, ...]
    reasons: tuple[Reason, ...] = ()
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """Where an article went: its story, whether it opened it, and what it changed in it.

    `change` is None where the article opened the story; otherwise a code such as
    `outlet`, `number`, `date`, `place`, `correction`, `retraction` or `copy` (nothing new).
    """

    article_id: int
    story_id: int
    is_new_story: bool
    change: Reason | None = None
    event_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles of several sources on one event. `revision` rises with every material change."""

    id: int
    title: str
    revision: int
    first_seen_at: datetime
    updated_at: datetime
    event_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where messages go: a channel, a person's direct messages, or this terminal."""

    id: int
    kind: PlaceKind
    discord_id: int
    guild_id: int | None = None
    is_suspended: bool = False
    suspended_code: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Place × watch × mode. An empty `languages` means all."""

    id: int
    place_id: int
    watch_id: int
    created_at: datetime
    mode: Mode = Mode.BOTH
    strictness: Strictness = Strictness.BALANCED
    languages: tuple[str, ...] = ()
    is_paused: bool = False
    guild_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A delivery that a decision asks for; the store gives it its id.

    `about` is unique per place: `story:<id>:<revision>`, `digest:<local date>T<HH:MM>`, `notice:…`.
    `story_ids` are in the order of the message; `watch_ids` all watches that it answers.
    """

    place_id: int
    kind: DeliveryKind
    about: str
    tier: Tier
    due_at: datetime
    story_ids: tuple[int, ...] = ()
    watch_ids: tuple[int, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story as one reader may see it: only articles of sources visible to that reader's guild.

    `articles` in order of first sight, never empty; `matches` of those articles with the watches
    that the reader follows or may see; `watches` by id, for their names.
    """

    story: Story
    articles: tuple[Article, ...]
    matches: tuple[Match, ...] = ()
    watches: Mapping[int, Watch] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One new article on its way from matching to alerting.

    `is_baseline` is true for what a source's first poll (or the first after a restore) found.
    """

    article: Article
    grouped: Grouped
    matches: tuple[Match, ...]
    is_baseline: bool = False


class SourceKind(StrEnum):
    """What stands behind a source's address; the document's own form is found by reading it."""

    FEED = "feed"
    SITEMAP = "sitemap"
    TELEGRAM = "telegram"
    """The public web page of a channel, t.me/s/…"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHistory:
    """What polling has taught of a source: numbers that decisions rest on, stored as one value.

    `daily_rate` articles a day, smoothed; `interval_s` the pace last chosen; `fresh_for_s`, `ttl_s`
    and `skip_hours` (UTC) what the source last asked for; `unchanged_since` the first of a row of
    answers that brought nothing new; `moved_to` where permanent redirects point, and how often.
    """

    polls: int = 0
    daily_rate: float = 0.0
    interval_s: float = 0.0
    largest_batch: int = 0
    latency_s: float = 0.0
    fresh_for_s: float = 0.0
    ttl_s: float = 0.0
    skip_hours: tuple[int, ...] = ()
    has_validators: bool = False
    unchanged_since: datetime | None = None
    last_new_at: datetime | None = None
    gap_at: datetime | None = None
    gaps: int = 0
    moved_to: str = ""
    moved_count: int = 0
    is_guid_distrusted: bool = False
    is_validator_distrusted: bool = False
    is_silence_told: bool = False
    home_url: str = ""
    hub_url: str = ""
    topic_url: str = ""
    hub_secret: str = ""
    hub_asked_at: datetime | None = None
    hub_lease_s: float = 0.0
    lease_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What we poll. `key` names a shipped one and is empty for one that a guild added.

    `etag` and `last_modified` are exactly as last sent; `body_hash` is of the last document read;
    `is_baseline_due` is true until a poll has been remembered as the baseline; `failure` is why the
    last poll failed, None while it works; `is_stopped` ends polling (410) until someone resumes it.
    """

    id: int
    url: str
    name: str
    key: str = ""
    kind: SourceKind = SourceKind.FEED
    language: str = ""
    publisher: str = ""
    origin: str = ""
    tier: int = 2
    is_state_media: bool = False
    has_full_text: bool = False
    """The operator asks for whole pages: each new article's page is fetched and read."""
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    next_check_at: datetime | None = None
    last_checked_at: datetime | None = None
    last_success_at: datetime | None = None
    is_baseline_due: bool = True
    is_stopped: bool = False
    failures: int = 0
    failing_since: datetime | None = None
    failure: Reason | None = None
    history: SourceHistory = field(default_factory=SourceHistory)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads: a guild, a person, or with neither set what is shipped to all alone.

    Ids are Discord's. A channel reads as its guild, direct messages as their person.
    """

    guild_id: int | None = None
    user_id: int | None = None


class PostStyle(StrEnum):
    """How an alert looks in a guild's channels."""

    CARD = "card"
    COMPACT = "compact"
    FORUM = "forum"
    """One forum post or thread a story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildSettings:
    """What a guild (or a person, for direct messages) has set; every value has a working default.

    `zone` is an IANA name; times are local "HH:MM", empty is none; days are ISO, 1 Monday;
    `language` a BCP 47 code for words of ours, empty is the server's own.
    """

    zone: str = "UTC"
    digest_times: tuple[str, ...] = ("08:00",)
    digest_days: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)
    quiet_from: str = ""
    quiet_until: str = ""
    may_urgent_break_quiet: bool = False
    budget_per_day: int | None = None
    ping_role_id: int | None = None
    language: str = ""
    post_style: PostStyle = PostStyle.CARD
    shows_images: bool = False
    crossposts: bool = False
