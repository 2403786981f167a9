"""What commands ask of the running service, on a real store and a local news server."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.commands.context import CheckedSource, SourceRefused, Trial
from bot.newsroom import Desk, LiveNewsroom
from tests.fakes.news import Entry, NewsServer, rss
from watchers.model import Alias, Article, Mode, Reader, Reason, Source, Strictness, Watch
from watchers.pipeline import Batch, Pipeline
from watchers.polling import Pace, Poller
from watchers.sources.fetch import Fetcher
from watchers.sources.model import FetchSettings
from watchers.sources.reader import FeedReader
from watchers.store import Store, articles, sources
from watchers.text.urls import canonical_url

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ANNS, BENS = Reader(guild_id=1), Reader(guild_id=2)


@pytest.fixture
async def news() -> AsyncIterator[NewsServer]:
    async with NewsServer() as server:
        yield server


@pytest.fixture
async def newsroom(tmp_path: Path, news: NewsServer) -> AsyncIterator[LiveNewsroom]:
    """A newsroom with an archive of three articles from a shipped source."""
    store = Store.open("", data_dir=tmp_path)
    store.write_now(
        lambda tx: sources.sync_catalogue(
            tx, (), (Source(id=0, url="http://wire.example/rss", name="Wire", key="wire"),), NOW
        )
    )
    pipeline = Pipeline(store, clock=lambda: NOW)
    await pipeline.open()
    settings = FetchSettings(allowed_networks=("127.0.0.0/8",), deadline_s=5)
    async with Fetcher(settings) as fetcher, FeedReader() as reader:
        pace = Pace(interval_min_s=60, interval_max_s=3600)
        poller = Poller(pipeline, fetcher, reader, pace)
        desk = Desk(pipeline=pipeline, poller=poller, clock=lambda: NOW, wake=lambda: None)
        await fill(pipeline)
        yield LiveNewsroom(desk, retention=timedelta(days=90))
    store.close()


async def fill(pipeline: Pipeline) -> None:
    source = (await pipeline.store.read(sources.all_sources))[0]
    titles = (
        "Navy launches destroyer Choe Hyon at Nampho",
        "Second destroyer capsizes at its launch",
        "Rice harvest better than feared",
    )
    entries = tuple(
        Article(
            id=0, title=title, url=f"http://wire.example/{n}",
            canonical_url=canonical_url(f"http://wire.example/{n}"),
            guid=str(n), source_id=source.id,
            outlet="Wire", publisher="wire", published_at=NOW, first_seen_at=NOW, language="en",
        )
        for n, title in enumerate(titles)
    )  # fmt: skip
    await pipeline.take(Batch(source=source, articles=entries, settle=lambda _: source))


def destroyer(**more: object) -> Watch:
    known: dict[str, object] = {"id": 0, "name": "destroyer", "aliases": (Alias(text="destroyer"),)}
    return Watch(**(known | {"guild_id": 1} | more))  # type: ignore[arg-type]


async def test_a_backtest_counts_what_the_archive_would_have_brought(
    newsroom: LiveNewsroom,
) -> None:
    """Articles, stories and alerts of the live steps; nothing of the trial is saved."""
    trial = Trial(
        watches=(destroyer(),),
        reader=ANNS,
        since=NOW - timedelta(days=30),
        mode=Mode.RIGHT_AWAY,
    )
    found = await newsroom.backtest(trial)
    assert (found.searched, found.articles, found.stories, found.alerts) == (3, 2, 2, 2)
    assert found.first_at == NOW
    assert {each.title for each in found.samples} == {
        "Navy launches destroyer Choe Hyon at Nampho",
        "Second destroyer capsizes at its launch",
    }


async def test_an_added_watch_finds_the_archive_and_what_comes(newsroom: LiveNewsroom) -> None:
    """The archive is matched against a new watch at once."""
    added = await newsroom.add_watch(destroyer())
    store = newsroom._store
    archive = await store.read(lambda tx: articles.archive(tx, NOW, ANNS))
    ids = [each.article.id for each in archive]
    found = await store.read(lambda tx: articles.matches_of(tx, ids, [added.id]))
    assert len(found) == 2


async def test_nobody_changes_or_removes_anothers_watch(newsroom: LiveNewsroom) -> None:
    """A watch answers to its own server alone."""
    added = await newsroom.add_watch(destroyer())
    assert not await newsroom.change_watch(added, BENS)
    assert not await newsroom.remove_watch(added.id, BENS)
    assert await newsroom.remove_watch(added.id, ANNS)


async def test_an_explanation_tells_why_it_does_not_match(newsroom: LiveNewsroom) -> None:
    """Those that match come first; a watch that does not is there as well."""
    article = Article(id=0, title="The destroyer sails", first_seen_at=NOW)
    watched = (destroyer(name="cruiser", aliases=(Alias(text="cruiser"),)), destroyer())
    first, second = await newsroom.explain(article, watched, Strictness.BALANCED)
    assert first.explanation.match is not None
    assert second.explanation.match is None


async def test_a_page_leads_to_its_feed(newsroom: LiveNewsroom, news: NewsServer) -> None:
    """From a home page the feed that it names is found, read and shown."""
    feed = news.put("/rss", rss([Entry(title="Hello", url="http://a.example/1")], title="Harbour"))
    link = f'<link rel="alternate" type="application/rss+xml" href="{feed}">'
    page = news.put("/", f"<html><head>{link}</head><body>Hi</body></html>", media_type="text/html")
    found = await newsroom.add_source(page, ANNS, 7)
    assert isinstance(found, CheckedSource)
    assert found.source.url == feed
    assert found.source.id
    assert [each.title for each in found.articles] == ["Hello"]
    linked = await newsroom._store.read(lambda tx: sources.visible_sources(tx, BENS))
    assert feed not in {each.url for each in linked}


@pytest.mark.parametrize(
    ("path", "code"), [("/nothing", "fetch-not-found"), ("/page", "feed-none-there")]
)
async def test_an_address_without_a_feed_is_refused_with_its_reason(
    newsroom: LiveNewsroom, news: NewsServer, path: str, code: str
) -> None:
    """Each kind of bad address has its own code."""
    news.put("/page", "<html><body>No feed here.</body></html>", media_type="text/html")
    found = await newsroom.check_source(f"{news.url}{path}")
    assert isinstance(found, SourceRefused)
    assert found.reason.code == code


async def test_a_link_is_read_from_the_archive_first(newsroom: LiveNewsroom) -> None:
    """What is stored is not fetched again, whatever its tracking parameters."""
    found = await newsroom.read_page("http://wire.example/0?utm_source=chat", ANNS)
    assert isinstance(found, Article)
    assert found.title == "Navy launches destroyer Choe Hyon at Nampho"


async def test_a_page_is_fetched_where_robots_may(newsroom: LiveNewsroom, news: NewsServer) -> None:
    """An unknown link is read from its page, unless the site keeps robots out."""
    prose = "".join(f"<p>Sentence number {n} of a long report from Nampho.</p>" for n in range(9))
    page = f"<html><head><title>Report</title></head><body><article>{prose}</article></body></html>"
    url = news.put("/report", page, media_type="text/html")
    found = await newsroom.read_page(url, ANNS)
    assert isinstance(found, Article)
    assert "Sentence number 3" in found.text + found.summary


async def test_a_page_closed_to_robots_is_not_read(
    newsroom: LiveNewsroom, news: NewsServer
) -> None:
    """The site's own rule is the answer."""
    news.put("/robots.txt", "User-agent: *\nDisallow: /\n", media_type="text/plain")
    url = news.put("/report", "<html><body>Secret</body></html>", media_type="text/html")
    found = await newsroom.read_page(url, ANNS)
    assert isinstance(found, Reason)
    assert found.code == "page-closed-to-robots"
    assert not news.asked("/report")
