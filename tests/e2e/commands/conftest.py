"""The commands as people use them: the real client, store and pipeline, a local Discord."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import discord
import pytest
import yarl
from discord.ext import commands

from bot.commands import Chat, Drafts, register
from bot.contents import Contents
from bot.layout import as_view
from bot.newsroom import Desk, LiveNewsroom
from bot.render.message import Message as Posted
from bot.render.message import to_json
from bot.render.outbox import render
from bot.render.words import load_words
from tests.fakes.discord import (
    MEMBER_DEFAULT,
    Answer,
    Channel,
    FakeDiscord,
    Guild,
    Message,
    Permission,
    User,
)
from tests.fakes.discord.exchange import Exchange
from tests.fakes.discord.openapi import check_exchanges
from watchers.model import (
    Alias,
    Article,
    GuildSettings,
    Reader,
    Source,
    Subscription,
    Watch,
    WatchKind,
)
from watchers.pipeline import Batch, Pipeline
from watchers.polling import Pace, Poller
from watchers.sources.fetch import Fetcher
from watchers.sources.model import FetchSettings
from watchers.sources.reader import FeedReader
from watchers.store import Store, Tx, articles, deliveries, sources, stories, subscriptions, watches
from watchers.store.deliveries import Chunk, Delivery
from watchers.store.watches import Pack

NOW = datetime(2026, 8, 18, 9, 0, tzinfo=UTC)
OPENAPI = Path(__file__).parents[4] / "shared" / "reference" / "discord-openapi.json"
MANAGER = MEMBER_DEFAULT | Permission.MANAGE_CHANNELS | Permission.MANAGE_GUILD

KIM = Watch(
    id=0,
    name="Kim Jong Un",
    kind=WatchKind.PERSON,
    aliases=(Alias(text="Kim Jong-un"), Alias(text="김정은", language="ko")),
    confusables=("Kim Jong-nam", "Kim Jong Un Noodles"),
    key="kim-jong-un",
    pack="korea",
)
SHIELD = Watch(
    id=0,
    name="Ulchi Freedom Shield",
    kind=WatchKind.EXERCISE,
    aliases=(Alias(text="Ulchi Freedom Shield"),),
    key="ulchi-freedom-shield",
    pack="korea",
)
SHIPPED = Source(
    id=0, url="https://wire.example/feed", name="Harbour Wire", key="harbour", publisher="harbour"
)


@dataclass(kw_only=True)
class Clock:
    """Stands until a test moves it."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


class Bot(commands.AutoShardedBot):
    """The client with our commands, put up anew."""

    def __init__(self, chat: Chat) -> None:
        super().__init__(
            command_prefix=[],
            intents=discord.Intents(guilds=True),
            guild_ready_timeout=0.05,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.chat = chat

    async def setup_hook(self) -> None:
        await register(self.tree, self.chat)
        await self.tree.sync()


@dataclass(kw_only=True)
class Room:
    """One server with a channel, a manager and a member, and the bot in it."""

    fake: FakeDiscord
    store: Store
    pipeline: Pipeline
    clock: Clock
    guild: Guild
    channel: Channel
    manager: User
    member: User
    source: Source
    bot: Bot = field(init=False)
    wakes: list[None] = field(default_factory=list)

    async def publish(self, *titles: str, source: Source | None = None, **more: object) -> None:
        """Articles of a source as the pipeline takes them, a minute apart."""
        for title in titles:
            self.clock.now += timedelta(minutes=1)
            await self._take(title, source or self.source, more)

    async def _take(self, title: str, source: Source, more: dict[str, object]) -> None:
        made = {
            "id": 0,
            "title": title,
            "url": f"{source.url}/{abs(hash(title))}",
            "outlet": source.name,
            "publisher": source.publisher or source.name,
            "source_id": source.id,
            "language": "en",
            "first_seen_at": self.clock.now,
            "published_at": self.clock.now,
        }
        article = Article(**{**made, **more})  # type: ignore[arg-type]
        settled = replace(source, is_baseline_due=False, last_checked_at=self.clock.now)
        batch = Batch(source=settled, articles=(article,), settle=lambda _: settled)
        await self.pipeline.take(batch)

    async def use(
        self, name: str, options: Mapping[str, object] | None = None, *, by: User | None = None
    ) -> Answer:
        """A slash command in the channel, by the manager unless somebody else is named."""
        return await self.fake.slash(
            self.guild, self.channel, by or self.manager, name, options or {}
        )

    async def follow(self, what: str, *, by: User | None = None) -> Answer:
        """/follow right away, then Follow."""
        who, when = by or self.manager, "right away"
        answer = await self.use("follow", {"what": what, "when": when}, by=who)
        return await self.fake.click(answer, "Follow", who)

    async def followed(self, reader: Reader | None = None) -> tuple[Subscription, ...]:
        """What the server, or that reader, follows now."""
        whose = reader or Reader(guild_id=self.guild.id)
        return await self.store.read(lambda tx: subscriptions.of_reader(tx, whose))

    async def menu(self, name: str, message: Message) -> Answer:
        """A command on a message, by the manager."""
        return await self.fake.message_menu(self.guild, self.channel, self.manager, name, message)

    async def article_ids(self) -> tuple[int, ...]:
        """The ids of all that was published."""
        since = NOW - timedelta(days=1)
        stored = await self.store.read(lambda tx: articles.articles_since(tx, since))
        return tuple(each.id for each in stored)

    async def owed_now(self) -> tuple[Delivery, ...]:
        """The head of each place's outbox."""
        later = self.clock.now + timedelta(days=1)
        return await self.store.read(lambda tx: deliveries.heads(tx, later))

    async def repost(self, card: Message, channel: Channel) -> Message:
        """The same components in another channel."""
        (payload,) = [Posted(components=tuple(card.components), plain="")]
        await self.bot.get_partial_messageable(channel.id).send(view=as_view(payload))
        return self.fake.messages(channel)[-1]

    @asynccontextmanager
    async def reconnected(self) -> AsyncIterator[None]:
        """A new client in the place of the old one, as after a restart."""
        chat = self.bot.chat
        await self.bot.close()
        async with _connected(self, chat):
            yield

    async def post_card(self) -> Message:
        """The alert owed, rendered and posted in the channel as the sender would."""
        (head,) = await self.owed_now()
        reader = Reader(guild_id=self.guild.id)
        views = await self.store.read(lambda tx: stories.story_views(tx, head.story_ids, reader))
        contents = Contents(
            delivery=head, views=views, settings=GuildSettings(), now=self.clock.now
        )
        (message,) = render(contents, load_words())
        sent = await self.bot.get_partial_messageable(self.channel.id).send(view=as_view(message))
        chunk = Chunk(number=0, message_id=sent.id, channel_id=self.channel.id)
        payload = [to_json(message)]
        await self.store.write(
            lambda tx: deliveries.claim(tx, head.id, payload, self.clock.now, lease_s=60)
        )
        await self.store.write(
            lambda tx: deliveries.mark_chunk_sent(tx, head.id, chunk, self.clock.now)
        )
        await self.store.write(lambda tx: deliveries.mark_sent(tx, head.id, self.clock.now))
        return self.fake.messages(self.channel)[-1]


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    """A local Discord whose exchanges fit Discord's own document."""
    async with FakeDiscord() as fake:
        monkeypatch.setattr(discord.http.Route, "BASE", fake.api_url)
        gateway = yarl.URL(fake.gateway_url)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
        yield fake
    if OPENAPI.is_file():
        assert check_exchanges(list(_to_check(fake)), OPENAPI) == []


_checked: set[str] = set()


def _to_check(fake: FakeDiscord) -> Iterator[Exchange]:
    """All exchanges, but the list of commands once: it is large and the same in every test."""
    for exchange in fake.exchanges:
        if exchange.method != "PUT":
            yield exchange
        elif exchange.template not in _checked:
            _checked.add(exchange.template)
            yield exchange


@pytest.fixture
async def room(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[Room]:
    """The bot, ready, with one watchlist and one shipped source."""
    store = Store.open("", data_dir=tmp_path)
    clock = Clock()
    shipped = store.write_now(_ship)
    pipeline = Pipeline(store, clock=clock)
    await pipeline.open()
    guild = fake.add_guild("Newsroom")
    made = Room(
        fake=fake,
        store=store,
        pipeline=pipeline,
        clock=clock,
        guild=guild,
        channel=fake.add_channel(guild, "news"),
        manager=fake.add_member(guild, "manager", permissions=MANAGER),
        member=fake.add_member(guild, "member"),
        source=shipped,
    )
    async with _serving(made):
        yield made
    store.close()


def _ship(tx: Tx) -> Source:
    pack = Pack(key="korea", name="Korea", watches=(KIM, SHIELD))
    watches.sync_packs(tx, [pack], NOW)
    (source_id,) = sources.sync_catalogue(tx, [], [SHIPPED], NOW)
    stored = sources.by_ids(tx, [source_id])[source_id]
    return replace(stored, is_baseline_due=False)


@asynccontextmanager
async def _serving(room: Room) -> AsyncIterator[None]:
    settings = FetchSettings(allowed_networks=("127.0.0.0/8",))
    async with Fetcher(settings) as fetcher, FeedReader() as reader:
        poller = Poller(
            room.pipeline, fetcher, reader, Pace(interval_min_s=60, interval_max_s=3600)
        )
        desk = Desk(
            pipeline=room.pipeline,
            poller=poller,
            clock=room.clock,
            wake=lambda: room.wakes.append(None),
        )
        chat = Chat(
            store=room.store,
            words=load_words(),
            newsroom=LiveNewsroom(desk, retention=timedelta(days=90)),
            clock=room.clock,
            drafts=Drafts(room.clock),
            version="0.0",
            started_at=NOW,
        )
        async with _connected(room, chat):
            yield


@asynccontextmanager
async def _connected(room: Room, chat: Chat) -> AsyncIterator[None]:
    bot = room.bot = Bot(chat)
    task = asyncio.create_task(bot.start(room.fake.token))
    try:
        await room.fake.until_ready()
        await asyncio.wait_for(bot.wait_until_ready(), 10)
        yield
    finally:
        await bot.close()
        await asyncio.gather(task, return_exceptions=True)
