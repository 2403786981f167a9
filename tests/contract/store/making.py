"""Makes what store tests need: a shipped source, two guilds, a person, places and watches."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from watchers.model import (
    Alias,
    Article,
    DeliveryKind,
    Evidence,
    Field,
    Grouped,
    Match,
    News,
    Owed,
    Place,
    PlaceKind,
    Reader,
    Reason,
    Role,
    Source,
    Story,
    Subscription,
    Tier,
    Watch,
    WatchKind,
)
from watchers.store import Store, Tx, articles, deliveries, places, sources, subscriptions, watches

T = TypeVar("T")

START = datetime(2023, 8, 14, 9, 0, tzinfo=UTC)
GUILD_A, GUILD_B, PERSON = 900_000_000_000_000_001, 900_000_000_000_000_002, 700_000_000_000_000_003
READER_A, READER_B = Reader(guild_id=GUILD_A), Reader(guild_id=GUILD_B)
READER_PERSON = Reader(user_id=PERSON)


def minutes(count: float) -> datetime:
    """So many minutes after the start."""
    return START + timedelta(minutes=count)


def source(url: str, **more: Any) -> Source:
    """A source that is not stored yet."""
    return Source(**{"id": 0, "url": url, "name": url.rsplit("/", 1)[-1], **more})


def match(article_id: int, watch_id: int, *, score: float = 100.0) -> Match:
    """A match with evidence in the title."""
    evidence = Evidence(
        alias="Kim Jong Un", field=Field.TITLE, start=0, end=3, text="Kim", score=score
    )
    reason = Reason(code="reason-extended-by", params={"full": "Kim Jong Un"})
    return Match(
        article_id=article_id,
        watch_id=watch_id,
        score=score,
        role=Role.SUBJECT,
        evidence=(evidence,),
        reasons=(reason,),
    )


class World:
    """A store with the usual things in it; every method is one transaction."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.shipped = self.write(self._ship)
        self.watch = self.write(lambda tx: watches.all_watches(tx))[0]
        self.place_a = self.place(11, guild_id=GUILD_A)
        self.place_b = self.place(22, guild_id=GUILD_B)
        self.direct = self.write(lambda tx: places.ensure(tx, PlaceKind.PERSON, PERSON, START))

    def write(self, work: Callable[[Tx], T]) -> T:
        """What the closure returns, committed."""
        return self.store.write_now(work)

    def read(self, work: Callable[[Tx], T]) -> T:
        """What the closure returns, read only."""
        return self.store.read_now(work)

    def place(self, discord_id: int, *, guild_id: int) -> Place:
        """A channel of the guild."""
        return self.write(
            lambda tx: places.ensure(tx, PlaceKind.CHANNEL, discord_id, START, guild_id=guild_id)
        )

    def private_source(self, url: str, reader: Reader) -> Source:
        """A source that only this reader added."""
        return self.write(
            lambda tx: sources.add_source(tx, source(url), reader, START, added_by=PERSON)
        )

    def own_watch(self, name: str, reader: Reader) -> Watch:
        """A watch that only this reader has."""
        watch = Watch(
            id=0,
            name=name,
            aliases=(Alias(text=name),),
            guild_id=reader.guild_id,
            owner_id=reader.user_id,
        )
        return self.write(lambda tx: watches.create(tx, watch, START))

    def follow(self, place: Place, watch: Watch | None = None) -> Subscription:
        """The place follows the watch."""
        wanted = Subscription(
            id=0,
            place_id=place.id,
            watch_id=(watch or self.watch).id,
            created_at=START,
            guild_id=place.guild_id,
        )
        return self.write(lambda tx: subscriptions.add(tx, wanted))

    def news(self, title: str, *, at: datetime = START, **more: Any) -> News:
        """A new article that opens its own story, matched with the usual watch; not stored yet."""
        new_id = self.store.ids.next(at)
        known: dict[str, Any] = {
            "source_id": self.shipped.id,
            "url": f"https://news.example/{new_id}",
            "published_at": at,
            "outlet": "Example Wire",
        }
        article = Article(id=new_id, title=title, first_seen_at=at, **{**known, **more})
        grouped = Grouped(article_id=new_id, story_id=new_id, is_new_story=True)
        return News(article=article, grouped=grouped, matches=(match(new_id, self.watch.id),))

    def remembered(self, *news: News, **more: Any) -> articles.Remembered:
        """What remembering these news writes, with a key for each and their stories."""
        known: dict[str, Any] = {
            "at": START,
            "keys": {each.article.id: [f"url:{each.article.url}"] for each in news},
            "stories": tuple(story_of(each) for each in news if each.grouped.is_new_story),
        }
        return articles.Remembered(news=news, **{**known, **more})

    def remember(self, *news: News, **more: Any) -> tuple[int, ...]:
        """Remember the news; ids of new deliveries."""
        remembered = self.remembered(*news, **more)
        return self.write(lambda tx: articles.remember(tx, remembered))

    def owe(self, *owed: Owed, at: datetime = START) -> tuple[int, ...]:
        """Owe deliveries by themselves; ids of new ones."""
        return self.write(lambda tx: deliveries.owe(tx, owed, at))

    def _ship(self, tx: Tx) -> Source:
        shipped = source("https://wire.example/rss", key="wire", publisher="wire")
        (source_id,) = sources.sync_catalogue(tx, (), (shipped,), START)
        kim = Watch(
            id=0,
            name="Kim Jong Un",
            key="kim-jong-un",
            kind=WatchKind.PERSON,
            aliases=(Alias(text="Kim Jong Un"), Alias(text="김정은", language="ko")),
        )
        pack = watches.Pack(key="korea", name="Korea", watches=(kim,))
        watches.sync_packs(tx, (pack,), START)
        return sources.by_ids(tx, [source_id])[source_id]


def story_of(news: News) -> Story:
    """The story that these news open."""
    at = news.article.first_seen_at
    return Story(
        id=news.grouped.story_id,
        title=news.article.title,
        revision=1,
        first_seen_at=at,
        updated_at=at,
    )


def in_story(news: News, story_id: int) -> News:
    """The same news in a story that exists already."""
    grouped = replace(news.grouped, story_id=story_id, is_new_story=False)
    return replace(news, grouped=grouped)


def alert(place: Place, story_ids: Sequence[int], watch_id: int = 1, **more: Any) -> Owed:
    """An alert owed to the place for these stories."""
    known: dict[str, Any] = {
        "place_id": place.id,
        "kind": DeliveryKind.ALERT,
        "about": f"story:{story_ids[0]}:1",
        "tier": Tier.NORMAL,
        "due_at": START,
        "story_ids": tuple(story_ids),
        "watch_ids": (watch_id,),
    }
    return Owed(**{**known, **more})
