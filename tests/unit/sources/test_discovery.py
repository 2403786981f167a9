"""From what a person types to a feed; robots.txt; lists of feeds."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.news import Entry, NewsServer, rss
from watchers.sources import failures
from watchers.sources.discovery import Discovered, discover, guess_feeds, tidy_address
from watchers.sources.fetch import Fetcher
from watchers.sources.model import FetchFailed, FetchSettings, NotAFeed
from watchers.sources.opml import NotOpml, Outline, read_opml, write_opml
from watchers.sources.reader import FeedReader
from watchers.sources.robots import Robots

FEED = rss([Entry(title="Kim visits plant", url="https://news.example/1")])
HTML = "text/html"


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(FetchSettings(allowed_networks=("127.0.0.0/8",))) as fetcher:
        yield fetcher


@pytest.fixture
async def news() -> AsyncIterator[NewsServer]:
    async with NewsServer() as news:
        yield news


async def find(fetcher: Fetcher, typed: str) -> Discovered | NotAFeed | FetchFailed:
    async with FeedReader() as reader:
        return await discover(fetcher, reader, typed)


async def test_feed_address_is_taken_as_it_is(fetcher: Fetcher, news: NewsServer) -> None:
    """Nothing is guessed where the address is the feed."""
    url = news.put("/feed.xml", FEED)

    found = await find(fetcher, url)

    assert isinstance(found, Discovered)
    assert (found.url, found.feed.title) == (url, "The Test Courier")


async def test_home_page_leads_to_the_feed_it_names(fetcher: Fetcher, news: NewsServer) -> None:
    """Autodiscovery, also through a feed that is no more."""
    link = '<link rel="alternate" type="application/rss+xml" href="{}">'
    page = f"<!doctype html>{link.format('/gone.xml')}{link.format('/news.xml')}"
    home = news.put("/", page, media_type=HTML)
    url = news.put("/news.xml", FEED)

    found = await find(fetcher, home)

    assert isinstance(found, Discovered)
    assert found.url == url
    assert len(found.others) == 2


async def test_customary_place_is_tried_last(fetcher: Fetcher, news: NewsServer) -> None:
    """A page that names no feed often has one all the same."""
    home = news.put("/", "<!doctype html><p>Hello", media_type=HTML)
    url = news.put("/rss.xml", FEED)

    found = await find(fetcher, home)

    assert isinstance(found, Discovered)
    assert found.url == url


async def test_site_without_a_feed_says_so(fetcher: Fetcher, news: NewsServer) -> None:
    """The reason is the first address's own."""
    found = await find(fetcher, news.put("/", "<!doctype html><p>Hello", media_type=HTML))

    assert isinstance(found, NotAFeed)
    assert found.code == failures.NO_FEED


async def test_unreachable_site_is_asked_once(fetcher: Fetcher) -> None:
    """Guessing is of no use where nobody answers."""
    found = await find(fetcher, "http://127.0.0.1:1/")

    assert isinstance(found, FetchFailed)
    assert found.code == failures.REFUSED


async def test_moved_feed_is_stored_where_it_moved(fetcher: Fetcher, news: NewsServer) -> None:
    """A permanent redirect gives the address to poll."""
    end = news.put("/new.xml", FEED)

    found = await find(fetcher, news.put("/old.xml", status=301, location="/new.xml"))

    assert isinstance(found, Discovered)
    assert found.url == end


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("news.example", "https://news.example"),
        (" <https://news.example/feed> ", "https://news.example/feed"),
        ("feed://news.example/a", "news.example/a"),
        ("http://news.example", "http://news.example"),
        ("not a url", "not a url"),
    ],
)
def test_address_is_tidied(typed: str, url: str) -> None:
    """A scheme is added, brackets that silence Discord's previews are taken off."""
    assert tidy_address(typed).removeprefix("https://") == url.removeprefix("https://")


@pytest.mark.parametrize(
    ("url", "first"),
    [
        (
            "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv",
        ),
        ("https://www.reddit.com/r/korea/", "https://www.reddit.com/r/korea/.rss"),
        ("https://t.me/channel", "https://t.me/s/channel"),
        ("https://blog.example/category/x", "https://blog.example/category/x/feed/"),
    ],
)
def test_known_sites_keep_their_feeds_in_known_places(url: str, first: str) -> None:
    """Video channels, forums, messengers, blogs."""
    assert guess_feeds(url)[0] == first


async def test_robots_are_asked_once_and_obeyed(fetcher: Fetcher, news: NewsServer) -> None:
    """Our own name's rules come before everybody's."""
    news.put(
        "/robots.txt",
        "User-agent: *\nDisallow: /\n\nUser-agent: Watchfloor\nDisallow: /private/\n",
        media_type="text/plain",
    )
    robots = Robots(fetcher)

    allowed = [await robots.may_read(f"{news.url}{path}", 0.0) for path in ("/a", "/private/b")]

    assert allowed == [True, False]
    assert len(news.asked("/robots.txt")) == 1


async def test_robots_are_asked_again_after_a_day(fetcher: Fetcher, news: NewsServer) -> None:
    """What a site allows may change."""
    robots = Robots(fetcher)
    await robots.may_read(f"{news.url}/a", 0.0)

    await robots.may_read(f"{news.url}/a", 90_000.0)

    assert len(news.asked("/robots.txt")) == 2


@pytest.mark.parametrize(("status", "may"), [(404, True), (403, True), (503, False)])
async def test_missing_robots_allow_and_broken_ones_forbid(
    fetcher: Fetcher, news: NewsServer, status: int, may: bool
) -> None:
    """RFC 9309: unavailable means free, unreachable means closed."""
    news.put("/robots.txt", status=status)

    assert await Robots(fetcher).may_read(f"{news.url}/a", 0.0) is may


OUTLINES = (
    Outline(url="https://a.example/feed", title="A & B", folder="Asia", language="ko"),
    Outline(url="https://b.example/feed", title="B", home_url="https://b.example/", folder="Asia"),
    Outline(url="https://c.example/feed", title="C"),
)


def test_list_of_feeds_goes_out_and_comes_back() -> None:
    """What is exported is what is imported."""
    assert sorted(read_opml(write_opml(OUTLINES, "Mine")), key=lambda each: each.url) == list(
        OUTLINES
    )


def test_foreign_list_is_read() -> None:
    """Other readers nest, repeat, forget declarations and write other cases."""
    document = b"""<opml version="1.1"><body><outline text="World"><outline text="Asia">
      <outline TYPE="rss" text="A" XMLURL="feed://a.example/x"/>
      <outline text="A again" xmlUrl="http://a.example/x"/></outline>
      <outline text="AT&T" xmlUrl="https://b.example/x"/><outline text="No address"/>
      </outline></body></opml>"""

    found = read_opml(document)

    assert [(each.url, each.title, each.folder) for each in found] == [
        ("http://a.example/x", "A", "World / Asia"),
        ("https://b.example/x", "AT&T", "World"),
    ]


@pytest.mark.parametrize("document", [b"", b"hello", b"<rss/>", b"\x00\x01"])
def test_what_is_no_list_says_so(document: bytes) -> None:
    """A feed given as a list of feeds is told as such."""
    with pytest.raises(NotOpml):
        read_opml(document)
