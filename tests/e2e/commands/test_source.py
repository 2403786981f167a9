"""/source: addresses that strangers type, fetched with every safety of polling."""

from datetime import UTC, datetime

from tests.e2e.commands.conftest import Room
from tests.fakes.news import Entry, NewsServer, rss
from watchers.model import Reader
from watchers.store import sources

HTML = b"""<html><head><title>Harbour News</title>
<link rel="alternate" type="application/rss+xml" title="All" href="/all.xml">
<link rel="alternate" type="application/rss+xml" title="Sport" href="/sport.xml">
</head><body><p>Welcome</p></body></html>"""


def feed() -> bytes:
    """A feed of one article."""
    at = datetime(2026, 8, 18, 8, tzinfo=UTC)
    return rss([Entry(title="Ferry runs aground", url="http://x.example/1", published_at=at)])


async def linked(room: Room) -> list[str]:
    """The addresses that the server has added."""
    reader = Reader(guild_id=room.guild.id)
    found = await room.store.read(lambda tx: sources.linked_sources(tx, reader))
    return [source.url for source in found]


async def test_a_feed_is_added_with_a_preview(room: Room) -> None:
    """Its newest entries are shown, and it is polled from now on."""
    async with NewsServer() as news:
        url = news.put("/all.xml", feed())

        answer = await room.use("source add", {"url": url})

    assert "is read from now on (1 entry)" in answer.text
    assert "Ferry runs aground" in answer.text
    assert await linked(room) == [url]


async def test_a_page_that_is_no_feed_leads_to_its_feeds(room: Room) -> None:
    """The page's first feed stands in for it, or the found ones are named."""
    async with NewsServer() as news:
        page = news.put("/", HTML, media_type="text/html")
        news.put("/all.xml", feed())

        answer = await room.use("source add", {"url": page})

    assert "/all.xml" in answer.text


async def test_a_page_without_a_feed_says_so(room: Room) -> None:
    """A sentence that says what is wrong; nothing is added."""
    async with NewsServer() as news:
        page = news.put("/", b"<html><body>Nothing</body></html>", media_type="text/html")

        answer = await room.use("source add", {"url": page})

    assert "no feed at that address" in answer.text
    assert await linked(room) == []


async def test_an_address_that_does_not_answer_says_why(room: Room) -> None:
    """Not found, no such thing as an address, another scheme."""
    async with NewsServer() as news:
        missing = await room.use("source add", {"url": news.put("/a.xml", b"", status=404)})
    strange = await room.use("source add", {"url": "file:///etc/passwd"})
    nothing = await room.use("source add", {"url": "harbour news"})

    assert "(404)" in missing.text
    assert "Only http and https" in strange.text
    assert "no web address" in nothing.text


async def test_a_source_is_checked_and_removed_with_a_way_back(room: Room) -> None:
    """What was added here can be removed here; undo brings it back."""
    async with NewsServer() as news:
        url = news.put("/all.xml", feed())
        await room.use("source add", {"url": url})
        (choice,) = await room.fake.autocomplete(
            room.guild, room.channel, room.manager, "source remove", {"source": ""}
        )

        checked = await room.use("source check", {"source": choice["value"]})
        removed = await room.use("source remove", {"source": choice["value"]})
        assert await linked(room) == []
        await room.fake.click(removed, "Undo", room.manager)

    assert "answers well" in checked.text
    assert await linked(room) == [url]


async def test_what_ships_cannot_be_removed(room: Room) -> None:
    """And an unknown name is answered with the nearest."""
    shipped = await room.use("source remove", {"source": "Harbour Wire"})
    unknown = await room.use("source check", {"source": "Harbor Wire"})

    assert "comes with the bot" in shipped.text
    assert "Did you mean: Harbour Wire" in unknown.text
