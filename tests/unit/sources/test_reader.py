"""Documents are read in a process that may be killed without harm."""

import asyncio

import psutil
import pytest

from tests.fakes.news import Entry, rss
from watchers.sources import failures
from watchers.sources.model import NotAFeed, RawArticle, ReadFeed
from watchers.sources.reader import FeedReader

URL = "https://news.example/feed"
DOCUMENT = rss([Entry(title="Kim visits plant", url="https://news.example/1")]).encode()
PAGE = b"""<!doctype html><html lang="en"><head><title>Kim visits plant - Example</title>
<meta property="og:title" content="Kim visits plant">
<meta property="article:published_time" content="2023-08-14T01:00:00Z"></head>
<body><nav>Home Politics Sport</nav><article><p>%b</p><p>%b</p></article>
<footer>Subscribe to our newsletter</footer></body></html>""" % (
    b"Kim Jong Un visited a munitions factory on Saturday, the state media of the country said. "
    * 3,
    b"The visit came a week before the joint drills of South Korea and the United States. " * 3,
)


async def test_document_is_read_as_in_our_own_process() -> None:
    """The worker's reading is the same value, and one worker reads many documents."""
    async with FeedReader() as reader:
        first = await reader.read(DOCUMENT, "text/xml", URL)
        second = await reader.read(b"", "", URL)

        assert isinstance(first, ReadFeed)
        assert first.articles[0].title == "Kim visits plant"
        assert second == NotAFeed(code=failures.EMPTY)
        assert reader.starts == 1


async def test_page_is_read_as_an_article() -> None:
    """The prose of a page without what stands around it."""
    async with FeedReader() as reader:
        page = await reader.read_page(PAGE, "text/html", URL)

    assert isinstance(page, RawArticle)
    assert page.title == "Kim visits plant"
    assert "munitions factory" in page.content
    assert "newsletter" not in page.content


async def test_document_that_takes_too_long_costs_the_worker_and_nothing_else() -> None:
    """The worker is killed, the document refused, the next one read by a new worker."""
    hard = b"<rss><channel>" + b"<item><x " * 200_000 + b"</channel></rss>"
    async with FeedReader(limit_s=0.02, lanes=1) as reader:
        refused = await reader.read(hard, "", URL)
        answered = await reader.read(DOCUMENT, "", URL)

        assert isinstance(refused, NotAFeed)
        assert refused.code == failures.TOO_SLOW
        assert isinstance(answered, ReadFeed)
        assert reader.starts == 2


async def test_slow_document_holds_up_no_other() -> None:
    """While one worker is at a hard document, another reads on."""
    hard = rss([Entry(title=f"Story {n}", content="x" * 900) for n in range(4000)]).encode()
    async with FeedReader() as reader:
        slow = asyncio.create_task(reader.read(hard, "", URL))
        await asyncio.sleep(0)

        answers = [await reader.read(DOCUMENT, "", URL) for _ in range(3)]

        assert all(isinstance(each, ReadFeed) for each in (*answers, await slow))
        assert reader.starts == 2


async def test_worker_that_dies_is_replaced() -> None:
    """Whatever kills it, the next document finds a worker."""
    async with FeedReader(lanes=1) as reader:
        await reader.read(DOCUMENT, "", URL)
        (worker,) = psutil.Process().children()
        worker.kill()

        answers = [await reader.read(DOCUMENT, "", URL) for _ in range(2)]

    assert isinstance(answers[-1], ReadFeed)


async def test_cancelled_reading_never_answers_the_next() -> None:
    """A reading that was given up leaves no half answer behind."""
    async with FeedReader() as reader:
        big = rss([Entry(title=f"Story {n}", content="x" * 5000) for n in range(500)]).encode()
        task = asyncio.create_task(reader.read(big, "", URL))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

        answer = await reader.read(DOCUMENT, "", URL)

    assert isinstance(answer, ReadFeed)
    assert len(answer.articles) == 1


BOMBS = {
    "billion laughs": b"<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>"
    + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    + b"]><rss><channel><item><title>&a11;</title></item></channel></rss>",
    "external entity": b"<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    b"<rss><channel><item><title>&x;</title></item></channel></rss>",
    "deep nesting": b"<rss><channel><item>" + b"<a>" * 200_000,
    "many entries": b"<rss><channel>" + b"<item/>" * 500_000 + b"</channel></rss>",
    "many entries without links": b"<rss><channel>"
    + b"<item><title>T</title></item>" * 300_000
    + b"</channel></rss>",
    "one long token": b"<rss><channel><item><title " + b"a" * 8_000_000,
    "many attributes": b"<rss><channel><item "
    + b" ".join(b'a%d=""' % n for n in range(200_000))
    + b"><title>T</title></item></channel></rss>",
    "long date": b"<rss><channel><item><pubDate>"
    + b"9" * 1_000_000
    + b"</pubDate></item></channel>",
    "nested JSON": b'{"items": ' + b"[" * 500_000,
    "many JSON entries": b'{"items": [' + b"{}," * 500_000 + b"{}]}",
    "doctype without end": b"<!DOCTYPE r [" + b"]" * 500_000,
    "CDATA without end": b"<rss><channel><item><title><![CDATA[" + b"]]" * 500_000,
    "stray ampersands": b"<rss><channel><item><title>" + b"&" * 1_000_000,
    "long number reference": b"<rss><channel><item><title>&#" + b"1" * 1_000_000 + b";",
    "nested divisions": b"<!doctype html>" + b"<div>" * 300_000,
}


@pytest.mark.parametrize("name", BOMBS)
async def test_bomb_ends_in_time_and_memory(name: str) -> None:
    """Entity, nesting, token and number bombs end within the limits, as a value."""
    loop = asyncio.get_running_loop()
    async with FeedReader(limit_s=4.0, memory_bytes=1024 * 2**20) as reader:
        started = loop.time()

        answer = await reader.read(BOMBS[name], "", URL)

        assert loop.time() - started < 20
    assert isinstance(answer, ReadFeed | NotAFeed)
    if isinstance(answer, ReadFeed):
        assert not any("root:" in each.title or "a" * 99 in each.title for each in answer.articles)
