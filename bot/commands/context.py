"""What the commands are given: the store, the words, the newsroom, the clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.commands.drafts import Drafts
from bot.render.words import Words
from watchers.matching import Explanation
from watchers.model import Article, Mode, Reader, Reason, Source, Strictness, Watch
from watchers.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Watches to be tried on the archive, with the wishes of the subscription they would have.

    The watches may be stored ones, changed ones, or new ones without an id.
    """

    watches: tuple[Watch, ...]
    reader: Reader
    since: datetime
    mode: Mode = Mode.BOTH
    strictness: Strictness = Strictness.BALANCED
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """An article that nearly counted, and the words that were weighed."""

    article: Article
    text: str
    score: float
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """What the archive would have brought: the live code over what the reader may see.

    `searched` articles lie in the archive's true span `first_at` to `last_at` (None: it is empty);
    `articles` of them count, in `stories`, of which `alerts` would have come at once.
    `samples` are the newest that count, `near_misses` the best that do not, three of each at most.
    """

    searched: int
    articles: int
    stories: int
    alerts: int
    first_at: datetime | None = None
    last_at: datetime | None = None
    samples: tuple[Article, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One watch on one article."""

    watch: Watch
    explanation: Explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSource:
    """A source that was just fetched and read; `source.id` is 0 where it is not stored."""

    source: Source
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRefused:
    """Why an address is no source, and the feeds that were found on that page."""

    reason: Reason
    found: tuple[str, ...] = ()


class Newsroom(Protocol):
    """What commands ask of the running service; every method may be awaited from the event loop."""

    async def backtest(self, trial: Trial) -> Backtest:
        """What the trial would have brought since its moment; nothing is saved."""

    async def explain(
        self, article: Article, watches: Sequence[Watch], strictness: Strictness
    ) -> tuple[Explained, ...]:
        """Each watch on the article, those that match first, best first."""

    async def add_watch(self, watch: Watch) -> Watch:
        """The watch with its id: stored, matched from now on, the archive matched against it."""

    async def change_watch(self, watch: Watch, reader: Reader) -> bool:
        """Replace a watch of the reader's own, as `add_watch` does. False if it is not theirs."""

    async def remove_watch(self, watch_id: int, reader: Reader) -> bool:
        """Forget a watch of the reader's own. False where it is not theirs."""

    async def check_source(self, url: str) -> CheckedSource | SourceRefused:
        """Fetch and read an address once, with every safety of polling; nothing is saved."""

    async def add_source(
        self, url: str, reader: Reader, added_by: int
    ) -> CheckedSource | SourceRefused:
        """As `check_source`, then linked to the reader and polled from now on."""

    async def read_page(self, url: str, reader: Reader) -> Article | Reason:
        """The article at an address: from the reader's archive or fetched, with id 0."""

    def wake(self) -> None:
        """Something was owed or is due: look at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """Everything that commands work with, made once."""

    store: Store
    words: Words
    newsroom: Newsroom
    clock: Callable[[], datetime]
    drafts: Drafts
    version: str
    started_at: datetime
